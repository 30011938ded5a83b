"""Scores -> a table for spreadsheets, and JSON with exact marks."""

import csv
import io
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hpccert.model.form import Sitting
from hpccert.model.score import Score
from hpccert.render.record import as_json
from hpccert.render.tables import safe


def results_csv(sitting: Sitting, scores: Sequence[Score], withheld: Sequence[str]) -> bytes:
    """Return a CSV with a line for each candidate, withheld ones at the end.

    Scores are percent with two decimals, rounded down; marks have four. A name that a spreadsheet would
    take for a formula is led in by an apostrophe.
    """
    skills = [each.skill for each in sitting.certificate.blueprint.lines]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["candidate", "form", "result", "score", "marks", "full", "answered", *skills])
    for each in scores:
        numbers = [percent_text(each.share), f"{float(each.marks):.4f}", each.full, each.answered]
        by_skill = [percent_text(each.by_skill[skill]) for skill in skills]
        writer.writerow([safe(each.candidate), each.form, result_of(each), *numbers, *by_skill])
    writer.writerows([safe(each), "", "withheld", *[""] * (4 + len(skills))] for each in withheld)
    return text.getvalue().encode()


def results_json(sitting: Sitting, scores: Sequence[Score], withheld: Sequence[str]) -> bytes:
    """Return JSON; marks and scores are exact fractions as text, such as "37/4"."""
    candidates: list[dict[str, Any]] = [
        {
            "candidate": each.candidate,
            "form": each.form,
            "result": result_of(each),
            "score": str(each.share),
            "marks": str(each.marks),
            "full": each.full,
            "answered": each.answered,
            "by_skill": {skill: str(share) for skill, share in each.by_skill.items()},
        }
        for each in scores
    ]
    return as_json(
        {
            "format": "hpccert-results-1",
            "sitting": sitting.id,
            "certificate": sitting.certificate.id,
            "candidates": [*candidates, *({"candidate": each, "result": "withheld"} for each in withheld)],
        }
    )


def result_of(score: Score) -> str:
    """Return a result in a word."""
    return "pass" if score.passed else "fail"


def percent_text(share: Fraction) -> str:
    """Return a share as percent with two decimals, rounded down: nobody passes by rounding."""
    hundredths = share * 10_000 // 1
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"
