"""What a reviewer reads who answers a question first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.model.question import PersonId, parts_of
from hpccert.render.reading import asked_for, reply_of, revealed, shuffled, task_lines, told
from tests.builders import question

BOB = PersonId("bob")
SET, ONE, SEVERAL = question(key="TFT"), question(key="+--"), question(key="++-")


def test_a_reader_sees_the_parts_in_an_order_of_their_own_and_always_in_it() -> None:
    q = question(key="TTTTFFFF")

    assert shuffled(q, BOB) == shuffled(q, BOB)
    assert sorted(shuffled(q, BOB)) == sorted(parts_of(q.task))
    assert len({shuffled(q, PersonId(each)) for each in ("ann", "bob", "cyd", "dan")}) > 1


@pytest.mark.parametrize("key", ["TFTF", "+--", "++-"])
def test_the_task_does_not_show_the_key(key: str) -> None:
    turned = key.translate(str.maketrans("TF+-", "FT+-"))
    shown = "\n".join(task_lines(question(key=key), parts_of(question(key=key).task), 80))

    assert shown == "\n".join(task_lines(question(key=turned), parts_of(question(key=turned).task), 80))
    assert "Because it is so." not in shown


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("TFT", (True, False, True)),
        ("t-f", (True, None, False)),
        (" tf", (None, True, False)),
        ("", (None, None, None)),
        ("TF", None),
        ("TFTF", None),
        ("TFx", None),
        ("\u0130FT", None),
    ],
)
def test_judgments_are_typed_as_keys(typed: str, reply: object) -> None:
    assert reply_of(SET, parts_of(SET.task), typed) == reply


def test_choices_are_typed_as_letters_and_only_of_several_may_be_right() -> None:
    one, several = parts_of(ONE.task), parts_of(SEVERAL.task)

    assert reply_of(ONE, one, "b") == (False, True, False)
    assert reply_of(ONE, one, " ") == (False, False, False)
    assert reply_of(ONE, one, "ab") is reply_of(ONE, one, "d") is None
    assert reply_of(SEVERAL, several, "A, c") == (True, False, True)


def test_how_to_answer_is_said_for_each_type() -> None:
    assert asked_for(SET, parts_of(SET.task)) == "your answers to a-c: T, F, or - for blank, such as TF-T"
    assert "one letter" in asked_for(ONE, parts_of(ONE.task))
    assert "all right choices" in asked_for(SEVERAL, parts_of(SEVERAL.task))


def test_what_differs_from_the_key_is_marked() -> None:
    shown = revealed(SET, parts_of(SET.task), (True, True, None), 80)

    assert [each.split("  ")[0:1] for each in shown[:3]] == [[""], ["! b) false"], ["! c) true"]]
    assert "1 of 3 as the key says; where ! stands: is the key wrong, or the wording vague?" in shown
    assert shown[-1] == "Because it is so."


def test_who_agrees_with_the_key_is_asked_nothing() -> None:
    assert "3 of 3 as the key says" in revealed(ONE, parts_of(ONE.task), (True, False, False), 80)


def test_a_why_stands_below_its_statement() -> None:
    data = dict(SET.data)
    data["statements"] = [{**each, "why": "It is known."} for each in data["statements"]]
    q = type(SET).of(data, "q.yaml")

    assert revealed(q, parts_of(q.task), (True, False, True), 80)[1].strip() == "why: It is known."


def test_paragraphs_flow_and_code_keeps_its_lines() -> None:
    text = "one\ntwo three four\n\n- a\n- b\n\n```bash\nls   a\ncd\n```\nlast"

    assert told(text, 8) == "one two\nthree\nfour\n\n- a\n- b\n\n```bash\nls   a\ncd\n```\nlast"
    assert told("one\ntwo", 20, " 1. ") == " 1. one two"


@given(st.text(alphabet="ab \n`-|", max_size=60), st.integers(10, 40))
def test_no_letter_is_lost_in_flowing(text: str, width: int) -> None:
    assert "".join(told(text, width).split()) == "".join(text.split())


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_reply_of_the_right_length_or_none(typed: str) -> None:
    for each in (SET, ONE, SEVERAL):
        reply = reply_of(each, parts_of(each.task), typed)
        assert reply is None or len(reply) == 3
