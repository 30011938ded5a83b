"""Blocks of a text -> safe HTML: what an author typed shows as the very characters.

Every text is escaped here; nh3 then lets only the handful of tags through that are written here.
"""

from collections.abc import Iterable
from html import escape
from typing import assert_never

import nh3

from hpccert.model.text import Block, Code, Items, Paragraph, Span

TAGS = {"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li"}
ATTRIBUTES = {"p": {"dir"}, "pre": {"dir"}, "ul": {"dir"}, "ol": {"dir", "start"}}


def html(blocks: Iterable[Block]) -> str:
    """Return the blocks as HTML that runs nothing, loads nothing and has no ids, classes or styles."""
    written = "".join(_block(each) for each in blocks)
    return nh3.clean(written, tags=TAGS, attributes=ATTRIBUTES, url_schemes=set(), link_rel=None)


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return f'<p dir="auto">{"".join(_span(each) for each in spans)}</p>'
        case Code(_, text):
            return f'<pre dir="ltr"><code>{escape(text)}</code></pre>'
        case Items(items, None):
            return f'<ul dir="auto">{_items(items)}</ul>'
        case Items(items, start):
            return f'<ol dir="auto" start="{start}">{_items(items)}</ol>'
        case _:
            assert_never(block)


def _items(items: Iterable[tuple[Block, ...]]) -> str:
    return "".join(f"<li>{''.join(_block(each) for each in item)}</li>" for item in items)


def _span(span: Span) -> str:
    text = escape(span.text)
    match span.style:
        case "emphasis":
            return f"<em>{text}</em>"
        case "strong":
            return f"<strong>{text}</strong>"
        case "code":
            return f"<code>{text}</code>"
        case "break":
            return "<br>"
        case _:
            return text
