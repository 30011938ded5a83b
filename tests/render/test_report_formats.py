"""A report for programs: each format is what its readers accept, whatever a contributor wrote into a file."""

import json
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.model.report import Report
from hpccert.problems import Finding, Severity, Spot, in_order
from hpccert.render.findings import FORMATS, sarif

GOLDEN = Path(__file__).parent / "reports"
REDUCED = GOLDEN / "sarif-2.1.0-reduced.json"
PAGES = {
    "Q003": ("outcome_is_known", "error", "An outcome is known.\n\nWhy: `exam build` counts by outcome."),
    "Q012": ("code_has_a_language", "warning", "Code has a language.\n\nWhy: papers color it."),
    "Q020": ("stem_is_focused", "hint", "A stem asks one thing.\n\nWhy: two are two questions."),
}
HOSTILE = "100%\n::error::forged\r\n]]><failure/> & \x1b[2J\x7f [here](1) {0} \N{RIGHT-TO-LEFT OVERRIDE}x"


def finding(
    file: str, code: str, message: str, line: int = 1, column: int = 1, keys: tuple[str | int, ...] = ()
) -> Finding:
    return Finding(Spot(file, keys), code, message, Severity(PAGES[code][1]), line, column)


def report(*findings: Finding, **more: Any) -> Report:
    return Report(findings, 14, "1.2.3", PAGES, **more)


WIDE_NAME = "questions/cli/\N{LATIN SMALL LETTER E WITH ACUTE}t\N{LATIN SMALL LETTER E WITH ACUTE} 100%, a:b.yaml"
MIXED = report(
    finding("questions/cli/a.yaml", "Q003", "skill 'cli' has no outcome 'fly'", 4, 3, ("outcomes", 0)),
    finding("questions/cli/a.yaml", "Q012", "a code block has no language", 5, 7, ("stem",)),
    finding("questions/cli/a.yaml", "Q012", "a code block has no language", 5, 7, ("stem",)),
    finding("questions/cli/b.yaml", "Q020", "the stem asks two things", 2, 7, ("stem",)),
    finding(WIDE_NAME, "Q003", HOSTILE, 6, 5, ("outcomes", 1)),
)
REPORTS = {"mixed": MIXED, "clean": report()}

texts = st.one_of(st.text(max_size=30), st.text(alphabet="%:,\r\n\t\x1b[]<>&\"'{}()\x85\u2028\ufffe]x=#", max_size=30))
findings = st.builds(
    finding,
    texts.filter(bool).map(lambda name: f"questions/{name}"),
    st.sampled_from(sorted(PAGES)),
    texts,
    st.integers(1, 9),
    st.integers(1, 99),
    st.lists(st.one_of(texts, st.integers(0, 9)), max_size=3).map(tuple),
)
reports = st.builds(
    lambda found, strict: report(*in_order(found), strict=strict), st.lists(findings, max_size=6), st.booleans()
)


def schemas() -> list[dict[str, Any]]:
    """Return the schemas of SARIF that are at hand: ours, and the official one if the environment names a copy."""
    paths = [REDUCED, *filter(None, [os.environ.get("SARIF_SCHEMA")])]
    return [json.loads(Path(each).read_text("utf-8")) for each in paths]


def results(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["runs"][0]["results"]
    return found


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner does: a line that begins with `::` is one, and escapes are undone."""
    out = []
    for line in re.split(r"\r\n|\r|\n", text.removesuffix("\n")) if text else []:
        head = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line, re.DOTALL)
        assert head, line
        pairs = (each.split("=", 1) for each in head[2].split(","))
        out.append((head[1], {name: unescaped(value) for name, value in pairs}, unescaped(head[3])))
    return out


def unescaped(value: str) -> str:
    for escape, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(escape, meant)
    return value


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_rendered_as_its_golden_file_says(format: str, name: str) -> None:
    golden = GOLDEN / f"{name}.{format}"
    rendered = FORMATS[format](REPORTS[name])
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(rendered.encode())

    assert rendered == golden.read_bytes().decode()


@given(reports)
def test_a_script_reads_back_what_was_found(found: Report) -> None:
    text = FORMATS["json"](found)

    assert text.isascii()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)
    assert [(each["file"], each["code"], each["message"], tuple(each["at"])) for each in json.loads(text)] == [
        (each.spot.file, each.code, each.message, each.spot.keys) for each in found.findings
    ]


@given(reports)
def test_sarif_is_valid_and_points_to_its_rules(found: Report) -> None:
    text = FORMATS["sarif"](found)

    for schema in schemas():
        jsonschema.validate(json.loads(text), schema)
    rules = json.loads(text)["runs"][0]["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in results(text)] == [each.code for each in found.findings]
    assert {each["id"] for each in rules} == {each.code for each in found.findings}


@given(reports)
def test_a_fingerprint_names_one_finding(found: Report) -> None:
    prints = [each["partialFingerprints"]["hpccertFinding/v1"] for each in results(FORMATS["sarif"](found))]

    assert len(set(prints)) == len(prints)


def test_a_fingerprint_survives_lines_that_move_and_words_that_change() -> None:
    (first, *_) = MIXED.findings
    moved = replace(first, line=40, column=9, message="said otherwise")
    elsewhere = replace(first, spot=Spot(first.spot.file, ("outcomes", 1)))

    before, after, other = (results(FORMATS["sarif"](report(each)))[0] for each in (first, moved, elsewhere))

    assert before["partialFingerprints"] == after["partialFingerprints"] != other["partialFingerprints"]


def test_a_name_in_sarif_is_a_valid_relative_address() -> None:
    uri = results(FORMATS["sarif"](MIXED))[-1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert uri == "questions/cli/%C3%A9t%C3%A9%20100%25%2C%20a%3Ab.yaml"


def test_too_many_findings_for_github_are_left_out_from_the_least_and_counted() -> None:
    hint, error = MIXED.findings[3], MIXED.findings[0]
    text = FORMATS["sarif"](report(*[hint] * sarif.MOST_RESULTS, error))

    (said,) = json.loads(text)["runs"][0]["invocations"][0]["toolExecutionNotifications"]

    assert len(results(text)) == sarif.MOST_RESULTS
    assert results(text)[-1]["level"] == "error"
    assert said["message"]["text"].startswith("1 findings are left out")


def test_a_long_page_is_shortened_where_github_asks_for_it() -> None:
    pages = {"Q003": ("outcome_is_known", "error", "Long. " * 500)}
    text = FORMATS["sarif"](replace(report(MIXED.findings[0]), pages=pages))

    (rule,) = json.loads(text)["runs"][0]["tool"]["driver"]["rules"]

    assert len(rule["fullDescription"]["text"]) == 1024
    assert rule["help"]["text"] == "Long. " * 500


@given(reports)
def test_github_gets_one_command_for_each_finding(found: Report) -> None:
    kinds = {"error": "error", "warning": "warning", "hint": "notice"}

    said = commands(FORMATS["github"](found))

    assert [(kind, at["file"], at["line"], at["col"]) for kind, at, _ in said] == [
        (kinds[each.severity], each.spot.file, str(each.line), str(each.column)) for each in found.findings
    ]
    assert [message for _, _, message in said] == [str(each) for each in found.findings]


@given(reports)
def test_junit_can_be_read_and_has_a_test_for_each_file(found: Report) -> None:
    text = FORMATS["junit"](found)
    (suite,) = ET.fromstring(text)  # noqa: S314 - it is our own
    cases = suite.findall("testcase")
    failing = {each.spot.file for each in found.findings if found.counts(each)}

    assert re.fullmatch(r"[\x20-\x7e\n]*", text)
    assert len(cases) == int(suite.attrib["tests"]) == 1 + len({each.spot.file for each in found.findings})
    assert len(suite.findall("testcase/failure")) == int(suite.attrib["failures"]) == len(failing)
    lines = [line for case in cases for part in case for line in (part.text or "").split("\n")]
    assert len(lines) == len(found.findings) + 1


def test_the_names_of_tests_are_there_once() -> None:
    cases = ET.fromstring(FORMATS["junit"](MIXED)).findall("testsuite/testcase")  # noqa: S314 - it is our own

    names = [each.attrib["name"] for each in cases]

    assert names == ["questions/cli/a.yaml", "questions/cli/b.yaml", WIDE_NAME, "all other files"]


def test_warnings_fail_a_test_only_in_a_strict_validation() -> None:
    warning = MIXED.findings[1]

    lenient, strict = (FORMATS["junit"](report(warning, strict=each)) for each in (False, True))

    assert 'failures="0"' in lenient
    assert "<system-out>warning: questions/cli/a.yaml:5:7: Q012 " in lenient
    assert 'failures="1"' in strict


def test_a_finding_in_no_folder_has_a_suite_too() -> None:
    text = FORMATS["junit"](report(finding("people.yaml", "Q003", "wrong")))

    assert '<testcase classname="hpccert validate" name="people.yaml"' in text
