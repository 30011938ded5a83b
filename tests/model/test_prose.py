"""What a quick look says of a text is never less than what a parser finds in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hpccert.model.prose import END, SEPARATOR, fence_infos, harmless, uncoded, words
from hpccert.model.text import UNSUPPORTED, Texts, prose, unnamed_code

MARKS = """` `` ``` ```` ~~~ \\ < > [ ] ( ) ! # * _ - + = 1. 2) a b <b> </b> <!-- --> <a title=" "> [x]: [x](y) - -- ---
    === *** text bash `x` `x`"""
SPACES = [
    "\n",
    "\n",
    "\n\n",
    "```\n",
    "\n```\n",
    "\n```bash\n",
    "    ",
    "  ",
    " ",
    "- ",
    "\n- a\n",
    "\t",
    "\r",
    "\x0b",
    "\0",
]
MARKUP = st.lists(st.sampled_from([*MARKS.split(), *SPACES]), max_size=14).map("".join)


def parsed(text: str) -> set[str]:
    """Return what a parser finds in a text that papers cannot show."""
    tokens = MarkdownIt("commonmark").parse(text)
    types = {each.type for token in tokens for each in (token, *(token.children or ()))}
    return {UNSUPPORTED[each] for each in types if each in UNSUPPORTED}


def read(*texts: str) -> Texts:
    return Texts.of(tuple(((index,), each) for index, each in enumerate(texts)))


@given(MARKUP)
def test_a_text_that_looks_harmless_is(text: str) -> None:
    found = uncoded(text)

    assert not (found is not None and harmless(found) and parsed(text))


@given(st.lists(MARKUP, max_size=4))
def test_texts_that_look_harmless_together_are_so_one_by_one(texts: list[str]) -> None:
    if read(*texts).harmless:
        assert [parsed(each) for each in texts] == [set() for _ in texts]


@given(MARKUP)
def test_a_block_of_code_without_a_language_never_slips_by(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(text)

    assert unnamed_code(text) == any(each.type == "fence" and not each.info.strip() for each in tokens)


@pytest.mark.parametrize(
    "text",
    [
        "Run `ls <dir>`, then `a[1]`.",
        "`# no heading` and `> no quotation`",
        "```bash\n<b> # [x]\n```",
        "Text\n```text\n    indented > x\n```\nand more",
        "- one\n- `two`\n\nand so on",
        "64 processes\nof 128, and -5 of\n  those",
    ],
)
def test_what_is_common_in_questions_on_computers_needs_no_parser(text: str) -> None:
    found = uncoded(text)

    assert found is not None
    assert harmless(found)


@pytest.mark.parametrize(
    "text",
    [
        "``a ` b``",
        "one ` alone",
        "`over\nlines`",
        "an escaped \\` mark",
        "~~~\ncode\n~~~",
        "  ```\n  code\n  ```",
        "```\nnot closed",
        "````\n```\n````",
        "```\n```\n```",
        "a\rb",
    ],
)
def test_what_is_less_clear_is_left_to_a_parser(text: str) -> None:
    assert uncoded(text) is None


def test_a_block_that_one_text_leaves_open_does_not_hide_the_next() -> None:
    assert not read("```", "<b>", "```").harmless


def test_a_block_of_code_behind_raw_html_is_left_to_a_parser() -> None:
    assert fence_infos("<pre>\n```\nls\n```") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Run `ls -l` now.", "Run ` now."),
        ("``a ` b`` and *c*", "` and c"),
        ("Before\n\n~~~text\nls\n~~~\n\n1. one\n2. `two`", "Before\n\n\n\none\n\n`"),
    ],
)
def test_code_is_no_prose(text: str, said: str) -> None:
    assert prose(text) == said


def test_words_have_no_case_and_no_punctuation_but_the_apostrophe() -> None:
    assert words("It doesn't: \u00c4RGER, `-`well-known (x)!") == [
        "it",
        "doesn't",
        "\u00e4rger",
        "`",
        "`well",
        "known",
        "x",
    ]


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\0"), max_size=30), max_size=5))
def test_no_texts_whatever_raise_and_each_keeps_its_place(texts: list[str]) -> None:
    marked = [f"{text}\n\nword{index}" for index, text in enumerate(texts)]

    for index, text in enumerate(texts):
        if "`" not in text and "~" not in text:
            assert [keys for keys, _ in read(*marked).saying(frozenset({f"word{index}"}))] == [(index,)]


@given(st.lists(MARKUP.map(lambda text: text.replace(END, "")), min_size=1, max_size=4))
def test_texts_read_together_have_the_prose_that_each_has_by_itself(texts: list[str]) -> None:
    together = read(*texts).prose.split(SEPARATOR)

    assert [each.split() for each in together] == [prose(each).split() for each in texts]
