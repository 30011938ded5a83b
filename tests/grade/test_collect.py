"""Responses that fit a form, and what is said of those that do not."""

import pytest

from hpccert.grade.collect import Collected, collected
from hpccert.model.certificate import Line
from hpccert.model.form import Form, Item, Sitting, asked_of
from hpccert.model.paper import identity
from hpccert.model.question import parts_of
from hpccert.model.response import Entry, Said, Sheet
from hpccert.model.skill import SkillId
from hpccert.problems import Spot
from tests.builders import certificate, question


def item(key: str) -> Item:
    asked = question(key=key)
    return Item(asked, Line(SkillId("cli"), 3, 1), parts_of(asked.task))


FORM = Form(7, (item("TTTFF"), item("+---"), item("++--")))
SITTING = Sitting(
    "spring", "Standard, version 0.1", certificate({"cli": 3}), True, {SkillId("cli"): "USE1 Cli"}, (FORM,)
)


def sheet(*said: tuple[int, Said], candidate: str = "ada", sitting: str | None = "spring", form: int = 7,
          file: str = "ada.json", complete: bool = True, paper: str | None = None,
          seconds: int | None = None) -> Sheet:  # fmt: skip
    entries = tuple(Entry(number, each, Spot(file, ("responses", str(number)))) for number, each in said)
    return Sheet(candidate, sitting, form, paper, seconds, entries, Spot(file), complete)


def messages(result: Collected) -> list[str]:
    return [f"{each.code} {each.message}" for each in result.findings]


@pytest.mark.parametrize(
    ("number", "said", "reply"),
    [
        (1, {"a": True, "b": False, "e": None}, (True, False, None, None, None)),
        (1, "TF-Tf", (True, False, None, True, False)),
        (1, "t f - - t", (True, False, None, None, True)),
        (1, "-", (None,) * 5),
        (1, None, (None,) * 5),
        (2, "c", (None, None, True, None)),
        (2, ["B"[0].lower()], (None, True, None, None)),
        (2, "-", (None,) * 4),
        (3, "ac", (True, None, True, None)),
        (3, "a, c", (True, None, True, None)),
        (3, ["d", "a"], (True, None, None, True)),
        (3, None, (None,) * 4),
    ],
)
def test_a_reply_is_understood_as_people_write_it(number: int, said: Said, reply: tuple[bool | None, ...]) -> None:
    result = collected(SITTING, [sheet((number, said))])

    assert result.responses[0].replies == {number: reply}


@pytest.mark.parametrize(
    ("number", "said", "message"),
    [
        (4, "T", "R003 form 7 has no question 4; it has 1 to 3"),
        (0, "T", "R003 form 7 has no question 0; it has 1 to 3"),
        (1, {"f": True}, "R003 the question has no part 'f'; it has a to e"),
        (1, {"": True}, "R003 the question has no part ''; it has a to e"),
        (1, "TFT", "R005 'TFT' does not answer 5 statements; write T, F or - for each, such as 'TF-TT'"),
        (1, "TFXTF", "R005 'TFXTF' does not answer 5 statements; write T, F or - for each, such as 'TF-TT'"),
        (1, ["a"], "R005 a true-false set is answered with true, false or null for each statement"),
        (2, "ab", "R005 2 choices are marked; one is asked for"),
        (2, "z", "R003 the question has no part 'z'; it has a to d"),
        (2, ["ab"], "R003 the question has no part 'ab'; it has a to d"),
        (2, {"a": True}, "R005 a choice is answered with its labels, such as 'b' or 'a c'"),
        (3, "aa", "R005 a choice is named twice"),
    ],
)
def test_a_reply_that_does_not_fit_withholds_its_candidate(number: int, said: Said, message: str) -> None:
    result = collected(SITTING, [sheet((number, said)), sheet(candidate="bob", file="bob.json")])

    assert messages(result) == [message]
    assert result.withheld == ["ada"]
    assert [each.candidate for each in result.responses] == ["bob"]


def test_a_candidate_without_any_response_is_marked_all_the_same() -> None:
    result = collected(SITTING, [sheet()])

    assert [(each.candidate, each.replies) for each in result.responses] == [("ada", {})]


def test_a_form_that_was_not_drawn_is_named() -> None:
    result = collected(SITTING, [sheet(form=8)])

    assert messages(result) == ["R002 the sitting 'spring' has no form 8"]
    assert result.findings[0].spot == Spot("ada.json", ("form",))
    assert result.withheld == ["ada"]


def test_a_response_to_another_sitting_is_refused() -> None:
    assert messages(collected(SITTING, [sheet(sitting="autumn")])) == [
        "R002 this is a response to the sitting 'autumn', not to 'spring'"
    ]


def test_of_two_responses_to_a_question_none_is_preferred() -> None:
    result = collected(SITTING, [sheet((1, "TTTFF"), (1, "TTTFF"))])

    assert messages(result) == ["R004 candidate 'ada' has two responses to question 1"]
    assert result.withheld == ["ada"]


def test_a_candidate_with_two_files_is_named_once() -> None:
    result = collected(SITTING, [sheet((1, "TTTFF"), (2, "a")), sheet((1, "TTTFF"), (2, "b"), file="again.json")])

    assert messages(result) == ["R004 candidate 'ada' responded to form 7 already (ada.json); this is the same again"]
    assert result.findings[0].spot.file == "again.json"
    assert result.withheld == ["ada"]


def test_a_sheet_that_could_not_be_read_in_part_is_withheld_without_a_second_finding() -> None:
    result = collected(SITTING, [sheet((2, "a"), complete=False)])

    assert messages(result) == []
    assert result.withheld == ["ada"]


def test_a_finding_in_a_table_knows_its_line() -> None:
    entry = Entry(9, "T", Spot("all.csv", ("line", 12)))
    result = collected(SITTING, [Sheet("ada", None, 7, None, None, (entry,), Spot("all.csv", ("line", 2)))])

    assert str(result.findings[0]) == "all.csv:12:1: R003 form 7 has no question 9; it has 1 to 3"


def test_a_response_to_another_paper_of_the_same_name_is_refused() -> None:
    same, other = sheet((2, "a"), paper=identity(asked_of(FORM))), sheet((2, "a"), paper="0123456789abcdef")

    assert collected(SITTING, [same]).withheld == []
    assert messages(collected(SITTING, [other])) == [
        "R002 form 7 of this sitting asks other questions; this is a response to another paper"
    ]


@pytest.mark.parametrize("name", ["Ada Lovelace", "ada  lovelace", " ADA LOVELACE "])
def test_one_person_in_two_spellings_is_one_candidate(name: str) -> None:
    result = collected(SITTING, [sheet(candidate="Ada Lovelace"), sheet(candidate=name, file="b.json")])

    assert [each.code for each in result.findings] == ["R004"]
    assert result.withheld == ["Ada Lovelace"]


def test_names_typed_on_two_keyboards_are_equal() -> None:
    result = collected(SITTING, [sheet(candidate="Zo\u00eb"), sheet(candidate="Zoe\u0308", file="b.json")])

    assert result.withheld == ["Zo\u00eb"]


def test_a_late_response_is_marked_and_said_to_be_late() -> None:
    late, in_time = sheet(seconds=75 * 60), sheet(candidate="bob", file="b.json", seconds=60 * 60 + 30)
    result = collected(SITTING, [late, in_time])

    assert messages(result) == ["R006 candidate 'ada' saved 75 minutes after beginning; the limit is 60"]
    assert [each.severity.value for each in result.findings] == ["warning"]
    assert len(result.responses) == 2


def test_a_file_that_could_not_be_read_adds_no_finding_to_a_good_one_in_either_order() -> None:
    broken = Sheet("ada", None, 0, None, None, (), Spot("x.json"), complete=False)

    for theirs in ([broken, sheet((2, "a"))], [sheet((2, "a")), broken]):
        result = collected(SITTING, theirs)
        assert (messages(result), result.withheld) == ([], ["ada"])
