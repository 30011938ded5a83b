"""What a rule finds in the prose of a text has a place in the text as it was written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hpccert.model.prose import MARK
from hpccert.model.text import first_unnamed_fence, first_unsupported, offset, prose, unnamed_code, unsupported
from hpccert.model.written import LONGEST_SHOWN, beginning, index_of, without_code
from tests.model.test_prose import MARKUP


@pytest.mark.parametrize(
    "text",
    [
        "Here is X.",
        "Not `x`, but ``a ` x`` and then X.",
        "Not `x\nx`, but X.",
        "A \\`X` is no code.",
        "*Here* is **X**.",
        "- one\n- `x` is not X\n",
        "- one\n\n  ```bash\n  x\n  ```\n\n  then X\n",
        "```bash\necho x\n```\nX",
        "~~~~\n`x\n~~~~\n`` `x` `` X",
        "1. one\n   and X\n",
        "The node\u2019s X",
        "`` ` `` `x` \\\\ `x` X",
        "an open ` and X",
    ],
)
def test_what_is_found_in_the_prose_has_its_place_in_the_text(text: str) -> None:
    said = prose(text)

    assert text[offset(text, said, said.index("X"))] == "X"


@pytest.mark.parametrize("text", ["not `the` but the", "```bash\nthe\n```\n\nthe", "`` the ` `` and *the*"])
def test_a_word_in_code_is_not_taken_for_one_in_prose(text: str) -> None:
    said = prose(text)

    assert offset(text, said, said.index("the")) == text.rindex("the")


@given(MARKUP, st.data())
@example("- `` \n` ``\n", None)
@example("`x`\n```\n```\n`", None)
def test_each_character_of_the_prose_is_found_in_the_text(text: str, data: st.DataObject | None) -> None:
    text = text.replace("\r", " ").replace("\0", " ")  # no file has them
    said = prose(text)
    if said.strip():
        index = data.draw(st.integers(0, len(said) - 1)) if data else len(said) - 1
        if not said[index].isspace():
            assert text[offset(text, said, index)] == said[index]


@given(st.text())
def test_no_text_whatever_raises(text: str) -> None:
    said = prose(text)

    assert all(0 <= offset(text, said, index) <= len(text) for index in range(len(said)))
    assert all(at >= 0 for _, at, _ in first_unsupported(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is <b>bold</b>.", [("raw HTML", "<b>")]),
        ("`<i>` is code, <b> is not.", [("raw HTML", "<b>")]),
        ("a\n\n<div>\nx\n</div>", [("raw HTML", "<div>")]),
        ("- one\n- see [the\n  manual](https://example.org) <b>", [("a link", "[the"), ("raw HTML", "<b>")]),
        ("\\[a](b) but [c](d)", [("a link", "[c](d)")]),
        ("[<b>x</b>](y)", [("a link", "[<b>x</b>](y)"), ("raw HTML", "<b>")]),
        ("a < b and <https://example.org>", [("a link", "<https://example.org>")]),
        ("see ![a *picture*](x.png)", [("an image", "![a *picture*](x.png)")]),
        ("a\n\n# Title", [("a heading", "# Title")]),
        ("- ## Title", [("a heading", "## Title")]),
        ("a\n\nTitle\n=====", [("a heading", "Title")]),
        ("Ti-tle\n-----", [("a heading", "Ti-tle")]),
        ("a\n\n> said\n> so", [("a quotation", "> said")]),
        ("a\n\n* * *", [("a rule", "* * *")]),
        ("a\n\n    indented", [("an indented code block", "indented")]),
        ("one <b>two</b> <i>three</i>", [("raw HTML", "<b>")]),
    ],
)
def test_what_papers_cannot_show_is_told_once_of_a_kind_where_it_begins(
    text: str, found: list[tuple[str, str]]
) -> None:
    told = first_unsupported(text)

    assert [what for what, _, _ in told] == list(unsupported(text))
    assert [what for what, _ in found] == list(unsupported(text))
    assert all(text[at:].startswith(begins) for (_, at, _), (_, begins) in zip(told, found, strict=True))


@given(MARKUP)
def test_whatever_papers_cannot_show_has_a_place(text: str) -> None:
    text = text.replace("\r", " ").replace("\0", " ")

    told = first_unsupported(text)

    assert [what for what, _, _ in told] == list(unsupported(text))
    assert all(text[at:].startswith(written[:1]) and written for _, at, written in told if written)
    assert all(len(written) <= LONGEST_SHOWN and "\n" not in written for _, _, written in told)


def test_each_of_many_slips_in_a_text_has_its_place() -> None:
    text = "the the " * 2500
    said = prose(text)

    assert [offset(text, said, index) for index in range(0, 20_000, 8)] == list(range(0, 20_000, 8))


@given(MARKUP)
def test_a_code_block_without_a_language_has_a_place(text: str) -> None:
    text = text.replace("\r", " ").replace("\0", " ")

    if unnamed_code(text):
        assert text[first_unnamed_fence(text) :].startswith(("```", "~~~"))


def test_a_code_block_that_names_its_language_is_passed_over() -> None:
    text = "```bash\nls\n```\n\n- one\n\n  ```\n  ls\n  ```\n"

    assert first_unnamed_fence(text) == text.index("```\n  ls")


@pytest.mark.parametrize(
    ("word", "said", "index"),
    [
        ("usually", "Unusually it is usually so.", 16),
        ("usually", "Usually", 0),
        ("don't", "I don't", 2),
        ("do", "I don't do", 8),
        ("if", "`if if", 4),
        ("absent", "there", 0),
    ],
)
def test_a_word_is_found_as_a_whole(word: str, said: str, index: int) -> None:
    assert index_of(word, said) == index


def test_code_spans_keep_their_length_and_their_lines() -> None:
    assert without_code("a `b\nc` d") == f"a {MARK} \n   d"


def test_a_long_beginning_is_cut() -> None:
    assert beginning("<a  href='x'>\n") == "<a href='x'>"
    assert beginning("x" * 31) == "x" * 27 + "..."
