"""Scores -> a table for spreadsheets, and JSON with exact marks."""

import csv
import io
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hpccert.model.form import Sitting
from hpccert.model.skill import SkillId

FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20"

Row = dict[str, Any]  # candidate, form, result, and if not withheld: marks, full, score, answered, by_skill


def results_csv(sitting: Sitting, rows: Sequence[Row]) -> bytes:
    """Return a CSV with a line for each candidate; scores in percent with two decimals.

    A name that a spreadsheet would take for a formula is led in by an apostrophe.
    """
    skills = [each.skill for each in sitting.certificate.blueprint.lines]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["candidate", "form", "result", "score", "marks", "full", "answered", *skills])
    for row in rows:
        writer.writerow([_safe(row["candidate"]), row["form"], row["result"], *_numbers(row, skills)])
    return text.getvalue().encode()


def results_json(sitting: Sitting, rows: Sequence[Row]) -> bytes:
    """Return JSON; marks are exact fractions as text, such as "37/4"."""
    value = {
        "format": "hpccert-results-1",
        "sitting": sitting.id,
        "certificate": sitting.certificate.id,
        "candidates": [_exact(row) for row in rows],
    }
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def percent_text(share: Fraction) -> str:
    """Return a share as percent with two decimals, rounded down: nobody passes by rounding."""
    hundredths = share * 10_000 // 1
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"


def _numbers(row: Row, skills: Sequence[SkillId]) -> list[str]:
    if "marks" not in row:
        return [""] * (4 + len(skills))
    by_skill = [percent_text(row["by_skill"][each]) for each in skills]
    return [percent_text(row["score"]), str(row["marks"]), str(row["full"]), str(row["answered"]), *by_skill]


def _exact(row: Row) -> Row:
    out = {name: str(value) if isinstance(value, Fraction) else value for name, value in row.items()}
    if "by_skill" in row:
        out["by_skill"] = {skill: str(share) for skill, share in row["by_skill"].items()}
    return out


def _safe(name: str) -> str:
    return "'" + name if name.startswith(tuple(FORMULA)) else name
