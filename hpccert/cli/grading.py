"""A sitting and response files -> results, printed and as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hpccert.cli import show
from hpccert.cli.shared import TableFormat
from hpccert.grade.collect import collected
from hpccert.grade.scores import Score, scored
from hpccert.ingest import responses
from hpccert.load.workspace import located, read_bytes
from hpccert.model.form import Sitting
from hpccert.problems import Finding, HpccertError, Spot, in_order
from hpccert.render.results import Row, percent_text, results_csv, results_json

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Graded:
    """Scores, the candidates who are withheld, and why."""

    scores: tuple[Score, ...]
    withheld: tuple[str, ...]
    findings: list[Finding]

    @property
    def rows(self) -> list[Row]:
        """One row for each candidate, withheld ones at the end."""
        rows: list[Row] = [
            {
                "candidate": each.candidate,
                "form": each.form,
                "result": "pass" if each.passed else "fail",
                "score": each.share,
                "marks": each.marks,
                "full": each.full,
                "answered": each.answered,
                "by_skill": each.by_skill,
            }
            for each in self.scores
        ]
        return rows + [{"candidate": each, "form": "", "result": "withheld"} for each in self.withheld]


def graded(sitting: Sitting, files: Sequence[Path]) -> Graded:
    """Read response files and mark them.

    Raises:
        HpccertError: a file cannot be read at all.
    """
    sheets, findings = [], []
    for path in files:
        text, broken = _text(path)
        found = responses.read(text, str(path)) if not broken else responses.Read([], broken)
        sheets += found.sheets
        findings += found.findings
    result = collected(sitting, sheets)
    findings = in_order(located(Path(), findings + result.findings))
    return Graded(scored(sitting.certificate, result.responses), tuple(result.withheld), findings)


def as_file(sitting: Sitting, result: Graded, path: Path) -> bytes:
    """Return the results as the path's ending tells: .csv or .json."""
    if path.suffix not in (".csv", ".json"):
        raise HpccertError(f"'{path}' ends neither in .csv nor in .json")
    return (results_json if path.suffix == ".json" else results_csv)(sitting, result.rows)


def shown(sitting: Sitting, result: Graded, path: Path, format: TableFormat) -> None:
    """Print the results and the findings."""
    if format is TableFormat.JSON:
        show.write(results_json(sitting, result.rows).decode())
    else:
        _table(sitting, result)
    for each in result.findings:
        show.note(show.one_line(str(each)))
    passed = sum(each.passed for each in result.scores)
    withheld = f"; {len(result.withheld)} withheld until their responses are mended" if result.withheld else ""
    show.note(f"{show.plural(len(result.scores), 'candidate')} marked, {passed} passed{withheld}; written to {path}")


def _table(sitting: Sitting, result: Graded) -> None:
    skills = list(sitting.skills)
    codes = [sitting.skills[each].partition(" ")[0] for each in skills]
    rows = [
        (each.candidate, str(each.form), "pass" if each.passed else "fail", percent_text(each.share),
         f"{float(each.marks):.2f}", *(percent_text(each.by_skill[skill]) for skill in skills))
        for each in result.scores
    ]  # fmt: skip
    rows += [(each, "", "withheld", "", "", *("" for _ in skills)) for each in result.withheld]
    show.table(
        ["candidate", "form", "result", "score %", "marks", *codes], rows, right=["form", "score %", "marks", *codes]
    )


def _text(path: Path) -> tuple[str, list[Finding]]:
    data = read_bytes(path, MOST_BYTES)
    if len(data) > MOST_BYTES:
        return "", [Finding(Spot(str(path)), "R001", f"the file is larger than {MOST_BYTES} bytes", line=1, column=1)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", [Finding(Spot(str(path)), "R001", "not UTF-8 text; save it as UTF-8", line=line, column=1)]
