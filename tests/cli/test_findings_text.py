"""What a contributor reads: findings by file, each with its place, and what they add up to."""

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hpccert.cli.findings import findings_text
from hpccert.cli.validate import Format
from hpccert.model.report import Report
from hpccert.problems import Finding, Severity, Spot
from hpccert.render.findings import FORMATS
from tests import builders, folders
from tests.cli.conftest import Run

GOLDEN = Path(__file__).parent / "screens"
PAGES = {
    f"Q{number:03}": (f"rule_{number}", "error", f"Rule {number}.\n\nWhy: it is {number}.") for number in range(1, 30)
}
FILES = {
    "a.yaml": ["id: a", "outcomes: [run, fly]", "stem: |\r", "\tWhich \x1b[2J word?", ""],
    "questions/漢字.yaml": [
        "漢字: '漢字 and 😀': x",
        *["filler"] * 1200,
        "stem: " + "word " * 60 + "HERE" + " more" * 60,
    ],
}


def finding(
    file: str, line: int, column: int, code: str = "Q001", message: str = "wrong", severity: str = "error"
) -> Finding:
    return Finding(Spot(file), code, message, Severity(severity), line, column)


def shown(*findings: Finding, most: int = 0, files: int = 9) -> str:
    return findings_text(Report(findings, files, "1.2.3", PAGES), lambda file: FILES.get(file, []), most, 80)


SCREENS = {
    "by-file": shown(
        finding("a.yaml", 2, 17, "Q003", "skill 'cli' has no outcome 'fly'"),
        finding("a.yaml", 2, 17, "Q004", "outcome 'fly' is named twice"),
        finding("a.yaml", 4, 8, "Q010", "control character U+001B; remove it", "warning"),
        finding("gone.yaml", 7, 1, "Q001", "its file has gone"),
        finding("questions/漢字.yaml", 1, 12, "Q011", "the papers lack '😀'", "hint"),
        finding("questions/漢字.yaml", 1202, 307, "Q012", "a word stands HERE"),
    ),
    "cut-short": shown(
        *[
            finding("a.yaml", 1 + number % 2, 1, f"Q{1 + number % 18:03}", "wrong", "error" if number % 4 else "hint")
            for number in range(1500)
        ],
        most=2,
        files=2000,
    ),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_its_golden_file_shows_it(name: str) -> None:
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(SCREENS[name].encode())

    assert SCREENS[name] == golden.read_bytes().decode()


def test_nothing_wrong_is_one_line() -> None:
    assert shown() == "9 files checked, nothing wrong\n"


def test_findings_at_one_place_share_what_is_shown_of_it() -> None:
    said = shown(finding("a.yaml", 1, 1, "Q001"), finding("a.yaml", 1, 1, "Q002"))

    assert said.count("| id: a") == 1


@pytest.mark.parametrize("line", [5, 6, 99])
def test_a_place_that_is_blank_or_no_longer_there_is_not_shown(line: int) -> None:
    assert "|" not in shown(finding("a.yaml", line, 1))


def test_a_few_findings_are_not_counted_by_rule() -> None:
    few = [finding("a.yaml", 1, 1, f"Q{1 + number % 2:03}") for number in range(20)]

    assert "rule 2" not in shown(*few)
    assert "\n  11  Q001  rule 1\n  10  Q002  rule 2\n\n" in shown(*few, few[0])
    assert "rule 1" not in shown(*[few[0]] * 30)  # the summary says it


def test_a_rule_that_is_not_listed_is_counted() -> None:
    assert "  and 1 more rule\n" in shown(*[finding("a.yaml", 1, 1, f"Q{1 + each % 16:03}") for each in range(32)])


@given(st.lists(st.tuples(st.text(min_size=1), st.text(), st.integers(1, 6), st.integers(1, 60)), max_size=4))
def test_whatever_was_written_each_finding_is_one_line_and_no_line_can_be_forged(
    found: Sequence[tuple[str, str, int, int]],
) -> None:
    files = [f"{file}\nx:1:1: Q001 forged" for file, *_ in found]
    said = findings_text(
        Report(tuple(finding(f"data/{each[0]}", each[2], each[3], "Q001", each[1]) for each in found), 9, "1", PAGES),
        lambda _: [f"{each}\t\x1b" for each in files],
        0,
        80,
    )

    lines = said.split("\n")
    assert sum(each.startswith("data/") for each in lines) == len(found)
    assert all(each.startswith(("data/", "  ")) for each in lines[:-2] if each)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", said)


def test_each_format_can_be_asked_for(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9", outcomes=["fly"]))

    said = {each: run("validate", "--format", each) for each in Format}

    assert {each.value for each in Format} == {"text", *FORMATS}
    assert {each.code for each in said.values()} == {1}
    assert all("skill &#x27;cli&#x27; has" in each.out or "skill 'cli' has" in each.out for each in said.values())


def test_the_help_shows_what_a_contributor_will_see(run: Run, root: Path) -> None:
    folders.write(root, "skills/use/use-cli.yaml", builders.skill_data("use-cli", "USE2", ("run-commands",)))
    text = yaml.safe_dump(builders.question_data("pipes", skill="use-cli", outcomes=["pipe"]), sort_keys=False)
    folders.write(root, "questions/use-cli/pipes.yaml", text.replace("outcomes:\n- pipe", "outcomes: [pipe]"))

    lines = run("validate", "questions/use-cli").out.splitlines()

    assert "".join(f"  {each}\n" for each in lines[:3]) in run("validate", "--help").out


def test_no_more_is_shown_than_was_asked_for(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9", outcomes=["fly", "swim"]))

    assert "\n1 more finding not shown; --max 0 shows all\n2 errors in 1 file;" in run("validate", "--max", 1).out
    assert "not shown" not in run("validate", "--max", 0).out
    assert run("validate", "--max", -1).code == 2


def test_a_strict_validation_is_strict_in_junit_too(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/notes.txt", "x")

    assert 'failures="0"' in run("validate", "--format", "junit").out
    assert 'failures="1"' in run("validate", "--format", "junit", "--strict").out


def test_a_json_report_stays_json_whatever_a_file_is_called(run: Run, root: Path) -> None:
    (root / "questions/cli/bad\x7f\x1b.yaml").write_text("a: 1\n")

    files = {each["file"] for each in json.loads(run("validate", "--format", "json").out)}

    assert files == {"questions/cli/bad\x7f\x1b.yaml"}
