"""Response files and tables: what is read, what is refused, and that nobody gets lost."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.ingest.responses import read, read_csv, read_json

HEAD = "form,candidate,question,response\n"


def response(**more: Any) -> str:
    return json.dumps(
        {
            "format": "hpccert-responses-1",
            "sitting": "spring",
            "paper": "17",
            "form": 7,
            "candidate": "Ada",
            "responses": {},
            **more,
        }
    )


def test_a_response_file_gives_one_sheet() -> None:
    found = read(response(responses={"1": {"a": True, "b": None}, "2": "c", "3": ["a"], "4": None}), "ada.json")

    (sheet,) = found.sheets
    assert (sheet.candidate, sheet.sitting, sheet.form) == ("Ada", "spring", 7)
    assert [(each.number, each.said) for each in sheet.entries] == [
        (1, {"a": True, "b": None}), (2, "c"), (3, ["a"]), (4, None)]  # fmt: skip
    assert found.findings == []


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("", (), "not a response file: Expecting value"),
        ("[]", (), "not a response file: 'format' must be"),
        ("null", (), "not a response file: 'format' must be"),
        ('{"format": "other"}', (), "not a response file: 'format' must be"),
        (
            response(candidate=" "),
            ("candidate",),
            "'candidate' must be a name or number",
        ),
        (
            response(candidate=17),
            ("candidate",),
            "'candidate' must be a name or number",
        ),
        (
            response(candidate="x\ny"),
            ("candidate",),
            "'candidate' must be a name or number",
        ),
        (response(candidate="\ud800"), ("candidate",), "'candidate' must be a name or number"),
        (response(paper=None), ("paper",), "'paper' must be text"),
        (response(sitting=None), ("sitting",), "'sitting' must be text"),
        (response(form="7"), ("form",), "'form' must be a whole number"),
        (response(form=True), ("form",), "'form' must be a whole number"),
        (response(responses=[]), ("responses",), "'responses' must be key-value pairs"),
        (response(responses={"one": "a"}), ("responses", "one"), "'one' is not the number of a question"),
        (response(responses={"²": "a"}), ("responses", "²"), "'²' is not the number of a question"),
        (response(responses={"1": 3}), ("responses", "1"), "a response is a label, a list of labels"),
        (response(responses={"1": [1]}), ("responses", "1"), "a response is a label, a list of labels"),
        (response(responses={"1": {"a": "yes"}}), ("responses", "1"), "a response is a label, a list of labels"),
        ('{"format": 1, "format": 2}', (), "not a response file: 'format' is there twice"),
        ("[" * 100_000, (), "not a response file"),
    ],
)
def test_what_is_no_response_file_is_refused_at_its_place(text: str, at: tuple[str, ...], message: str) -> None:
    found = read_json(text, "ada.json")

    assert not any(each.complete for each in found.sheets)
    assert found.findings[0].spot.keys == at
    assert message in found.findings[0].message


def test_a_table_gives_a_sheet_for_each_candidate() -> None:
    found = read(HEAD + '7,Ada,1,TF-T\n7,Ada,2,b\n8,"Bo, the second",1,\n\n', "ALL.CSV")

    assert [(each.candidate, each.form, [(e.number, e.said) for e in each.entries]) for each in found.sheets] == [
        ("Ada", 7, [(1, "TF-T"), (2, "b")]), ("Bo, the second", 8, [(1, None)])]  # fmt: skip
    assert found.findings == []


def test_columns_may_stand_in_any_order_and_a_byte_order_mark_is_no_trouble() -> None:
    found = read_csv("\ufeffResponse,Question,Candidate,Form\nTF,1,Ada,7\n", "a.csv")

    assert (found.sheets[0].form, found.sheets[0].entries[0].said) == (7, "TF")


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        ("", 1, "the first line must name the columns form,candidate,question,response"),
        ("form|candidate|question|response\n", 1, "the first line must name the columns"),
        (HEAD + "7,Ada,1\n", 2, "3 cells; a line has 4"),
        (HEAD + "7,Ada,1,a,b\n", 2, "5 cells; a line has 4"),
        (HEAD + "7,Ada,1,a\nx,Ada,2,a\n", 3, "form 'x' is not a whole number"),
        (HEAD + "7,Ada,1.0,a\n", 2, "question '1.0' is not a whole number"),
        (HEAD + "7,Ada,99999999999,a\n", 2, "question '99999999999' is not a whole number"),
        (HEAD + "7,,1,a\n", 2, "the candidate is missing, or no line of plain text"),
        (HEAD + '7,"Ada"x,1,a\n', 2, "not a line of a table"),
        (HEAD + '7,"Ada,1,a\n', 2, "not a line of a table"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(lines: str, line: int, message: str) -> None:
    (finding,) = read_csv(lines, "all.csv").findings

    assert (finding.line, finding.code) == (line, "R001")
    assert message in finding.message


def test_a_bad_line_makes_its_candidate_doubtful_and_nobody_else() -> None:
    found = read_csv(HEAD + "7,Ada,1,a\n7,Ada,two,a\n7,Bob,1,a\n", "all.csv")

    assert {each.candidate: each.complete for each in found.sheets} == {"Ada": False, "Bob": True}


def test_a_bad_line_of_nobody_known_makes_everybody_doubtful() -> None:
    found = read_csv(HEAD + "7,Ada,1,a\n7,1,a\n", "all.csv")

    assert {each.candidate: each.complete for each in found.sheets} == {"Ada": False}


def test_a_candidate_whose_only_line_is_bad_is_not_lost() -> None:
    found = read_csv(HEAD + "seven,Ada,1,a\n", "all.csv")

    assert [(each.candidate, each.complete) for each in found.sheets] == [("Ada", False)]


@given(st.text(max_size=300))
def test_no_text_whatever_raises(text: str) -> None:
    assert read_json(text, "x.json").findings
    read_csv(text, "x.csv")
    read_csv(HEAD + text, "x.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_may_be_separated_as_spreadsheets_do(separator: str) -> None:
    found = read_csv((HEAD + "7,Ada,1,a\n").replace(",", separator), "all.csv")

    assert (found.sheets[0].candidate, found.sheets[0].entries[0].said, found.findings) == ("Ada", "a", [])


def test_a_quotation_mark_left_open_spoils_no_other_line_but_makes_everybody_doubtful() -> None:
    found = read_csv(HEAD + '7,Ada,1,"TF\n7,Bob,1,a\n7,Cy,1,b\n', "all.csv")

    assert [each.line for each in found.findings] == [2]
    assert {each.candidate: each.complete for each in found.sheets} == {"Bob": False, "Cy": False}


def test_a_bad_line_before_good_ones_adds_no_second_sheet() -> None:
    found = read_csv(HEAD + "seven,Ada,1,a\n7,Ada,2,a\n", "all.csv")

    assert [(each.candidate, each.form, each.complete) for each in found.sheets] == [("Ada", 7, False)]


@pytest.mark.parametrize(
    ("begun", "saved", "seconds"),
    [("2026-11-21T10:00:00Z", "2026-11-21T10:42:10Z", 2530), ("", "", None), (None, 3, None), ("x", "y", None)],
)
def test_the_time_taken_is_read_where_it_is_told(begun: object, saved: object, seconds: int | None) -> None:
    assert read_json(response(begun=begun, saved=saved), "a.json").sheets[0].seconds == seconds


def test_the_candidate_of_a_faulty_file_is_not_lost() -> None:
    found = read_json(response(responses={"1": 5}), "ada.json")

    assert [(each.candidate, each.complete) for each in found.sheets] == [("Ada", False)]


def test_the_candidate_of_a_line_with_a_cell_too_many_is_not_lost() -> None:
    found = read_csv(HEAD + "7,Eve,1,a,c\n,,,,Ada\n", "all.csv")

    assert [each.candidate for each in found.sheets] == ["Eve"]
    assert [each.line for each in found.findings] == [2, 3]


def test_one_candidate_in_two_spellings_has_one_sheet() -> None:
    found = read_csv(HEAD + "7,Ada,1,a\n7,ADA,2,b\nx,ada,3,c\n", "all.csv")

    assert [(each.candidate, len(each.entries), each.complete) for each in found.sheets] == [("Ada", 2, False)]
