"""A sitting and response files -> results, printed and as a file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.options import TableFormat
from hpccert.grade.collect import collected
from hpccert.grade.scores import scored
from hpccert.ingest import responses
from hpccert.load import sitting as sittings
from hpccert.load.scan import contents, read_bytes
from hpccert.load.workspace import located
from hpccert.model.form import FORMS_FILE, Sitting
from hpccert.model.score import Score
from hpccert.problems import Finding, HpccertError, Spot, in_order
from hpccert.render.results import percent_text, result_of, results_csv, results_json

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Graded:
    """Scores, the candidates who are withheld, and why."""

    scores: tuple[Score, ...]
    withheld: tuple[str, ...]
    findings: list[Finding]


def grade(sitting: Path, files: Sequence[Path], out: Path | None, replace: bool, format: TableFormat) -> int:
    """Mark responses, print and write the scores; return the exit code."""
    found = sittings.sitting(sitting)
    path = place(sitting, files, out, replace)
    result = graded(found, files)
    shown(found, result, format)
    write(found, result, path)
    return show.exit_code(result.findings)


def graded(sitting: Sitting, files: Sequence[Path]) -> Graded:
    """Read response files and mark them."""
    sheets, findings = [], []
    for path in files:
        found = _read(path)
        sheets += found.sheets
        findings += found.findings
    result = collected(sitting, sheets)
    findings = in_order(located(findings + result.findings, _contents))
    return Graded(scored(sitting.certificate, result.responses), tuple(result.withheld), findings)


def _contents(file: str) -> tuple[bytes | None, list[Finding]]:
    path = Path(file)
    return contents(path.parent, path.name)


def place(sitting: Path, responses: Sequence[Path], out: Path | None, replace: bool) -> Path:
    """Return where the scores will be written.

    Raises:
        HpccertError: it ends neither in .csv nor in .json, or is a file that must not be replaced.
    """
    path = out or sitting / "secret" / "scores.csv"
    if path.suffix not in (".csv", ".json"):
        raise HpccertError(f"'{path}' ends neither in .csv nor in .json")
    kept = {each.resolve() for each in (*responses, sitting / "sitting.json", sitting / FORMS_FILE)}
    if path.resolve() in kept:
        raise HpccertError(f"'{path}' holds responses or keys; name another file with --out")
    if path.exists() and not replace:
        raise HpccertError(f"'{path}' exists already; add --replace, or name another file with --out")
    return path


def write(sitting: Sitting, result: Graded, path: Path) -> None:
    """Write the results as the path's ending tells; nothing where no candidate could be read."""
    if not result.scores and not result.withheld:
        return show.note("no candidate could be read; nothing is written")
    make = results_json if path.suffix == ".json" else results_csv
    outside.write_file(path, make(sitting, result.scores, result.withheld), private=True)
    return show.note(f"written to {path}")


def shown(sitting: Sitting, result: Graded, format: TableFormat) -> None:
    """Print the results, and the findings beside them."""
    if format is TableFormat.JSON:
        show.as_json(json.loads(results_json(sitting, result.scores, result.withheld)))
    else:
        _table(sitting, result)
    for each in result.findings:
        show.note(show.one_line(str(each)))
    passed = sum(each.passed for each in result.scores)
    withheld = f"; {len(result.withheld)} withheld until their responses are mended" if result.withheld else ""
    show.note(f"{show.plural(len(result.scores), 'candidate')} marked, {passed} passed{withheld}")


def _table(sitting: Sitting, result: Graded) -> None:
    skills = list(sitting.skills)
    codes = [sitting.skills[each].partition(" ")[0] for each in skills]
    rows = [
        (each.candidate, str(each.form), result_of(each), percent_text(each.share),
         f"{float(each.marks):.2f}", *(percent_text(each.by_skill[skill]) for skill in skills))
        for each in result.scores
    ]  # fmt: skip
    rows += [(each, "", "withheld", "", "", *("" for _ in skills)) for each in result.withheld]
    show.table(
        ["candidate", "form", "result", "score %", "marks", *codes], rows, right=["form", "score %", "marks", *codes]
    )


def _read(path: Path) -> responses.Read:
    """Read a response file, or say what keeps it from being read."""
    try:
        data = read_bytes(path, MOST_BYTES, follow=True)
        if len(data) > MOST_BYTES:
            return _refused(path, 1, f"the file is larger than {MOST_BYTES} bytes")
        return responses.read(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        return _refused(path, error.object[: error.start].count(b"\n") + 1, "not UTF-8 text; save it as UTF-8")
    except HpccertError as error:
        return _refused(path, 1, str(error))


def _refused(path: Path, line: int, message: str) -> responses.Read:
    return responses.Read([], [Finding(Spot(str(path)), "R001", message, line=line, column=1)])
