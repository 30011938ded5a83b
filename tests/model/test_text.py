"""CommonMark of questions: what papers can show, and what they cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hpccert.model.text import UNSUPPORTED, Code, Items, Paragraph, Span, blocks, plain, unnamed_code, unsupported


def test_a_paragraph_keeps_code_emphasis_and_strong_emphasis_apart() -> None:
    (block,) = blocks("Run `ls -l` *now* or **never**.")

    assert block == Paragraph(
        (
            Span("text", "Run "),
            Span("code", "ls -l"),
            Span("text", " "),
            Span("emphasis", "now"),
            Span("text", " or "),
            Span("strong", "never"),
            Span("text", "."),
        )
    )


def test_code_is_kept_to_the_letter() -> None:
    assert blocks("```bash\necho  *  # $x <b>\n\n  end\n```\n") == (Code("bash", "echo  *  # $x <b>\n\n  end"),)


def test_lists_nest_and_numbered_ones_keep_their_start() -> None:
    (outer,) = blocks("3. three\n4. four\n   - inner\n")

    assert isinstance(outer, Items)
    assert outer.start == 3
    assert outer.items[1][1] == Items(((Paragraph((Span("text", "inner"),)),),))


def test_a_line_break_in_the_source_is_a_space_and_a_hard_one_a_break() -> None:
    (block,) = blocks("one\ntwo\\\nthree")

    assert [each.style for each in block.spans if isinstance(block, Paragraph)] == [
        "text",
        "text",
        "text",
        "break",
        "text",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<b>bold</b>", "raw HTML"),
        ("<script>alert(1)</script>", "raw HTML"),
        ("[a link](https://example.org)", "a link"),
        ("<https://example.org>", "a link"),
        ("![a picture](x.png)", "an image"),
        ("# Title", "a heading"),
        ("Title\n=====", "a heading"),
        ("> said", "a quotation"),
        ("---", "a rule"),
        ("    indented", "an indented code block"),
    ],
)
def test_what_papers_cannot_show_is_named(text: str, said: str) -> None:
    assert unsupported(text) == (said,)


def test_what_papers_can_show_is_not_complained_of() -> None:
    assert unsupported("Text, `a<b>`, *x*\n\n- one\n- two\n\n```bash\n<b> # no heading\n```\n") == ()


@given(st.text())
def test_markup_that_is_not_supported_stays_as_it_was_typed(text: str) -> None:
    blocks(f"<b>{text}</b>")

    assert "".join(plain("<script>alert(1)</script>").split()) == "<script>alert(1)</script>"


def test_a_code_block_without_a_language_is_seen() -> None:
    assert unnamed_code("```\nls\n```")
    assert not unnamed_code("```text\nls\n```")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_text_whatever_raises(text: str) -> None:
    assert isinstance(plain(text), str)
    assert isinstance(unsupported(text), tuple)


markup = st.text(alphabet=" \t\n<>[]()!#*_-+=`~1.a|&;:/", max_size=60)


@given(markup)
def test_no_text_slips_by_because_it_looks_harmless(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(text)
    types = {each.type for token in tokens for each in (token, *(token.children or ()))}

    assert set(unsupported(text)) == {UNSUPPORTED[each] for each in types if each in UNSUPPORTED}
    assert unnamed_code(text) == any(token.type == "fence" and not token.info.strip() for token in tokens)


def test_an_entity_is_text() -> None:
    assert plain("&#x202E; &amp; &lt;") == "&#x202E; &amp; &lt;"
