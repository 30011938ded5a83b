"""Blocks become safe HTML in which every character of the author's stands for itself."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.model.text import Code, Items, Paragraph, Span, blocks, plain
from hpccert.render.markup import ATTRIBUTES, TAGS, html

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "</code></pre><script>alert(1)</script>",
    "<!-- --><b>",
    "<![CDATA[x]]>",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "[red]text[/red] [a](javascript:alert(1)) ![b](data:text/html,x)",
    '#read("/etc/passwd") $x$ @cite {{ 7 * 7 }} {% raw %}',
    "quotes \" ' ` and \\ backslashes \\\\",
    "<p dir=rtl style='position:fixed' id=q1 class=top>",
    "漢字 😀 𠀀 العربية \u202etxt\u202c \N{ZERO WIDTH JOINER}",
    "x" * 5000,
]


class Reader(HTMLParser):
    """What a browser would find: tags, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_paragraph_keeps_its_styles() -> None:
    shown = html(blocks("Use *one* **big** `a  b`,  \nthen go."))

    assert shown == ('<p dir="auto">Use <em>one</em> <strong>big</strong> <code>a  b</code>,<br>then go.</p>')


def test_a_code_block_is_kept_to_the_letter() -> None:
    shown = html(blocks('```c\n\n  if (a < b && c)\n\tprintf("%d\\n");\n\n```'))

    assert shown == '<pre dir="ltr"><code>\n  if (a &lt; b &amp;&amp; c)\n\tprintf("%d\\n");\n</code></pre>'


def test_a_numbered_list_keeps_its_first_number_and_a_plain_one_has_none() -> None:
    shown = html(blocks("7. seven\n   - inner\n8. eight"))

    assert shown == (
        '<ol dir="auto" start="7"><li><p dir="auto">seven</p><ul dir="auto"><li><p dir="auto">inner</p></li></ul></li>'
        '<li><p dir="auto">eight</p></li></ol>'
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_its_characters(text: str) -> None:
    found = Reader(html(blocks(text)))

    assert found.tags <= {"p", "code"}
    assert " ".join(found.text.split()) == plain(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_code_is_kept_to_the_letter(text: str) -> None:
    shown = html(((Code('c"><script>', text)), Items(((Paragraph((Span("code", text),)),),), 1)))

    found = Reader(shown)
    assert found.tags == {"pre", "code", "ol", "li", "p"}
    assert found.text == text + text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["text", "emphasis", "strong", "code"]))
def test_any_text_whatever_shows_as_itself(text: str, style: str) -> None:
    found = Reader(html((Paragraph((Span(style, text),)),)))

    assert found.text == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")))
def test_no_text_whatever_brings_tags_or_attributes_of_its_own(text: str) -> None:
    found = Reader(html(blocks(text)))

    assert found.tags <= TAGS
    assert found.attributes <= {(tag, name) for tag, names in ATTRIBUTES.items() for name in names}
