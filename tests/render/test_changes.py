"""What changed in a question, as people read it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.render.changes import changes
from tests.builders import question_data

DATA = question_data(key="TFT")


def edited(index: int, **more: Any) -> dict[str, Any]:
    parts = [dict(each) for each in DATA["statements"]]
    parts[index].update(more)
    return {**DATA, "statements": parts}


def test_what_is_alike_has_no_difference() -> None:
    assert changes(DATA, dict(DATA)) == []


def test_a_key_that_changed_is_marked_plainly() -> None:
    assert changes(DATA, edited(1, truth=True)) == [(" ", "s2 key: THE KEY CHANGED"), ("-", "false"), ("+", "true")]
    one = question_data(key="+--")
    other = question_data(key="-+-")
    assert [text for mark, text in changes(one, other) if mark == " "] == [
        "c1 key: THE KEY CHANGED",
        "c2 key: THE KEY CHANGED",
    ]


def test_texts_and_whys_are_shown_with_what_they_were() -> None:
    assert changes(DATA, edited(0, text="New.", why="So.")) == [
        (" ", "s1"),
        ("-", DATA["statements"][0]["text"]),
        ("+", "New."),
        (" ", "s1 why"),
        ("+", "So."),
    ]


def test_a_new_statement_is_no_changed_key() -> None:
    more = {**DATA, "statements": [*DATA["statements"], {"id": "s4", "text": "More.", "truth": True}]}

    assert [text for mark, text in changes(DATA, more) if mark == " "] == ["order of statements", "s4", "s4 key"]


def test_another_order_is_a_change() -> None:
    turned = {**DATA, "statements": DATA["statements"][::-1]}

    assert changes(DATA, turned) == [(" ", "order of statements"), ("-", "s1 s2 s3"), ("+", "s3 s2 s1")]


@pytest.mark.parametrize(("name", "value"), [("stem", "Other?"), ("minutes", 3), ("outcomes", ["run", "stop"])])
def test_all_else_is_shown_by_its_name(name: str, value: object) -> None:
    assert changes(DATA, {**DATA, name: value})[0] == (" ", name)


@given(st.sampled_from(["stem", "explanation"]), st.text(min_size=1, max_size=30))
def test_every_change_of_words_is_seen_and_backward_it_is_mirrored(name: str, text: str) -> None:
    other = {**DATA, name: text}

    there, back = changes(DATA, other), changes(other, DATA)

    assert bool(there) == (text.strip() != DATA[name])
    mirrored = {"-": "+", "+": "-", " ": " "}
    assert sorted((mirrored[mark], said) for mark, said in there) == sorted(back)
