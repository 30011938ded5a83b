"""CommonMark text of a question -> blocks and spans that every paper can show.

Only paragraphs, lists, emphasis, code spans and fenced code count; `unsupported` names the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hpccert.model.prose import MARK, SEPARATOR, fence_infos, harmless, uncoded, words
from hpccert.problems import Keys

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

UNSUPPORTED = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "link_open": "a link",
    "image": "an image",
    "heading_open": "a heading",
    "blockquote_open": "a quotation",
    "hr": "a rule",
    "code_block": "an indented code block (use a fenced one)",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line: plain text, emphasis, strong emphasis, code, or a line break."""

    style: str  # text | emphasis | strong | code | break
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Spans that flow together."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A fenced code block, kept to the letter."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list; a numbered one starts at `start`, a plain one has none."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None


Block = Paragraph | Code | Items


class Texts(NamedTuple):
    """Some texts with their places, read together: once for all rules, for a bank has many."""

    places: tuple[tuple[Keys, str], ...]
    joined: str  # as they were written, with a line of NUL between them
    prose: str  # the same without their code; see `prose`
    words: list[str]  # of the prose, in order; see `prose.words`
    fenced: bool  # there may be fenced code
    harmless: bool  # surely there is only what papers can show

    @classmethod
    def of(cls, places: tuple[tuple[Keys, str], ...]) -> "Texts":
        """Read texts together."""
        joined = SEPARATOR.join([text for _, text in places])
        quick = uncoded(joined)
        exact = SEPARATOR.join([prose(text) for _, text in places]) if quick is None else quick
        exact = exact.replace("\u2019", "'")  # as typesetters write the apostrophe
        said = words(exact)
        fenced = "```" in joined or ("~" in joined and "~~~" in joined)
        safe = quick is not None and harmless(quick)
        return cls(places, joined, exact, said, fenced, safe)

    def saying(self, signals: frozenset[str]) -> Iterator[tuple[Keys, str]]:
        """Yield the prose of the texts that have one of these words, perhaps inside another, with their places."""
        found = signals.intersection(self.words)
        if found:
            for (keys, _), text in zip(self.places, self.prose.split(SEPARATOR), strict=False):  # NUL is refused
                if any(each in text.lower() for each in found):
                    yield keys, text


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text; what is unsupported stands there as the author typed it."""
    return tuple(_blocks(iter(_parser().parse(text)), ""))


def unsupported(text: str) -> tuple[str, ...]:
    """Return what a text holds that papers cannot show, in words, each once, in order."""
    prose_ = uncoded(text)
    if prose_ is not None and harmless(prose_):
        return ()
    found = (each.type for token in _reader().parse(text) for each in (token, *(token.children or ())))
    return tuple(dict.fromkeys(UNSUPPORTED[each] for each in found if each in UNSUPPORTED))


def unnamed_code(text: str) -> bool:
    """Whether a fenced code block names no language."""
    infos = fence_infos(text)
    return bool(unnamed_fences(text)) if infos is None else "" in infos


def unnamed_fences(text: str) -> tuple[tuple[int, str, str], ...]:
    """Return the fenced code blocks that name no language: index of the first line, fence, code."""
    unnamed = (each for each in _reader().parse(text) if each.type == "fence" and not each.info.strip())
    return tuple((each.map[0], each.markup, each.content) for each in unnamed if each.map)


def prose(text: str) -> str:
    """Return a text without its fenced code, and with each code span as one backtick."""
    found = uncoded(text)
    return "\n\n".join(_sentences(each) for each in blocks(text)) if found is None else found


def plain(text: str) -> str:
    """Return a text without its marks, on one line."""
    return " ".join(" ".join(_words(each) for each in blocks(text)).split())


def _sentences(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return "".join(MARK if each.style == "code" else each.text for each in spans)
        case Code():
            return ""
        case Items(items):
            return "\n\n".join(_sentences(each) for item in items for each in item)


def _words(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return "".join(" " if each.style == "break" else each.text for each in spans)
        case Code(_, text):
            return text
        case Items(items):
            return " ".join(_words(each) for item in items for each in item)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # only when a text is read: start-up stays fast

    off = [
        "html_block",
        "html_inline",
        "link",
        "image",
        "autolink",
        "heading",
        "lheading",
        "blockquote",
        "hr",
        "code",
        "entity",
        "reference",
    ]
    return MarkdownIt("commonmark", {"html": False}).disable(off)


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def _blocks(tokens: Iterator["Token"], end: str) -> Iterator[Block]:
    for token in tokens:
        if token.type == end:
            return
        if token.type == "inline":
            yield Paragraph(tuple(_spans(token.children or [])))
        elif token.type == "fence":
            yield Code(token.info.split()[0] if token.info.strip() else "", token.content.removesuffix("\n"))
        elif token.type == "bullet_list_open":
            yield Items(tuple(_items(tokens, "bullet_list_close")))
        elif token.type == "ordered_list_open":
            yield Items(tuple(_items(tokens, "ordered_list_close")), int(token.attrGet("start") or 1))


def _items(tokens: Iterator["Token"], end: str) -> Iterator[tuple[Block, ...]]:
    for token in tokens:
        if token.type == end:
            return
        yield tuple(_blocks(tokens, "list_item_close"))


def _spans(tokens: list["Token"]) -> Iterator[Span]:
    styles: list[str] = []
    for token in tokens:
        if token.type == "code_inline":
            yield Span("code", token.content)
        elif token.type == "hardbreak":
            yield Span("break", "")
        elif token.type == "softbreak":
            yield Span("text", " ")
        elif token.type in ("em_open", "strong_open"):
            styles.append("emphasis" if token.type == "em_open" else "strong")
        elif token.type in ("em_close", "strong_close"):
            styles.pop()
        elif token.content:
            yield Span(styles[-1] if styles else "text", token.content)
