"""A character of a text has a place in the file, where the text stands there to the letter."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hpccert.load.inside import inside
from hpccert.load.small_yaml import parse


def place(file: str, keys: tuple[str | int, ...], mark: str = "X") -> tuple[int, int]:
    """Return the place of the mark in a text of a file."""
    document, faults = parse(file.encode())
    assert document is not None, faults
    text = document.value
    for each in keys:
        text = text[each]
    return inside(document, keys, text.index(mark), file.split("\n"))


@pytest.mark.parametrize(
    ("file", "keys", "expected"),
    [
        ("stem: a bX c\n", ("stem",), (1, 10)),
        ('stem: "a bX c"\n', ("stem",), (1, 11)),
        ("stem: 'a bX c'\n", ("stem",), (1, 11)),
        ("a:\n  - {id: s1, text: a X}\n", ("a", 0, "text"), (2, 22)),
        ("stem: |\n  one\n  two X\n", ("stem",), (3, 7)),
        ("stem: |\n  one\n\n    indented X\n", ("stem",), (4, 14)),
        ("stem: |-\n  one\n  X", ("stem",), (3, 3)),
        ("stem: |2\n    one\n  X\n", ("stem",), (3, 3)),
        ("stem: |  # why\n  one\n  X\n", ("stem",), (3, 3)),
        ("stem: |\n\n  one\n  X\n", ("stem",), (4, 3)),
        ("stem: |\r\n  one\r\n  two X\r\n", ("stem",), (3, 7)),
        ("stem: |\n  漢字 😀 X\n", ("stem",), (2, 8)),
    ],
)
def test_a_text_that_stands_there_to_the_letter_has_a_place_for_each_character(
    file: str, keys: tuple[str | int, ...], expected: tuple[int, int]
) -> None:
    assert place(file, keys) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("stem: >\n  one\n  two X\n", (1, 7)),
        ("stem: one\n  two X\n", (1, 7)),
        ("stem: 'it''s X'\n", (1, 7)),
        ('stem: "a\\tX"\n', (1, 7)),
    ],
)
def test_a_text_that_is_folded_or_escaped_has_only_its_beginning(file: str, expected: tuple[int, int]) -> None:
    assert place(file, ("stem",)) == expected


@given(st.text("ab `\n:#-X", min_size=1, max_size=30), st.sampled_from([None, '"', "'", "|", ">"]), st.data())
def test_the_place_shows_the_character_or_the_beginning(text: str, style: str | None, data: st.DataObject) -> None:
    file = yaml.dump({"stem": text}, default_style=style, allow_unicode=True)
    document, _ = parse(file.encode())
    if document is None or not isinstance(document.value.get("stem"), str):
        return
    offset = data.draw(st.integers(0, len(text) - 1))
    lines = file.split("\n")

    line, column = inside(document, ("stem",), offset, lines)

    start = document.places["stem",]
    assert (line, column) == start or (lines[line - 1] + "\n")[column - 1] == document.value["stem"][offset]


def test_what_is_no_text_has_only_its_beginning() -> None:
    document, _ = parse(b"a:\n  b: 17\n")
    assert document is not None

    assert inside(document, ("a", "b"), 1, ["a:", "  b: 17"]) == (2, 6)


def test_lines_that_are_not_those_of_the_text_lead_to_its_beginning() -> None:
    document, _ = parse(b"stem: |\n  one\n  two\n")
    assert document is not None

    assert inside(document, ("stem",), 5, ["stem: |", "  one", "  2"]) == (1, 7)
    assert inside(document, ("stem",), 5, ["stem: |"]) == (1, 7)
