"""CommonMark text of a question -> blocks and spans that every paper can show.

Only paragraphs, lists, emphasis, code spans and fenced code count; `unsupported` names the rest.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hpccert.model.prose import MARK, SEPARATOR, fence_infos, harmless, uncoded, words
from hpccert.model.written import aligned, beginning, without_code
from hpccert.problems import Keys

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

UNSUPPORTED = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "link_open": "a link",
    "image": "an image",
    "heading_open": "a heading",
    "blockquote_open": "a quotation",
    "hr": "a rule",
    "code_block": "an indented code block",
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

    def offset(self, keys: Keys, said: str, index: int) -> int:
        """Return where in the text of a place a character of its prose stands."""
        return offset(dict(self.places)[keys], said, index)


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


def first_unsupported(text: str) -> tuple[tuple[str, int, str], ...]:
    """Return the first of each that is `unsupported`: what it is in words, where it begins, and its beginning."""
    first: dict[str, tuple[int, str]] = {}
    for token in _reader(noting=True).parse(text):
        for each in (token, *(token.children or ())):
            if each.type in UNSUPPORTED and UNSUPPORTED[each.type] not in first:
                first[UNSUPPORTED[each.type]] = _place(text, token, each)
    return tuple((what, at, beginning(written)) for what, (at, written) in first.items())


def unnamed_code(text: str) -> bool:
    """Whether a fenced code block names no language."""
    infos = fence_infos(text)
    return bool(unnamed_fences(text)) if infos is None else "" in infos


def unnamed_fences(text: str) -> tuple[tuple[int, str, str], ...]:
    """Return the fenced code blocks that name no language: index of the first line, fence, code."""
    unnamed = (each for each in _reader().parse(text) if each.type == "fence" and not each.info.strip())
    return tuple((each.map[0], each.markup, each.content) for each in unnamed if each.map)


def first_unnamed_fence(text: str) -> int:
    """Return where the first fenced code block begins that names no language."""
    line, fence, _ = unnamed_fences(text)[0]
    lines = text.split("\n")
    return _start(lines, line) + max(lines[line].find(fence), 0)


def prose(text: str) -> str:
    """Return a text without its fenced code, and with each code span as one backtick."""
    found = uncoded(text)
    return "\n\n".join(_sentences(each) for each in blocks(text)) if found is None else found


def offset(text: str, said: str, index: int) -> int:
    """Return where in a text a character of its prose stands."""
    return _places(text, said)[index]


@lru_cache(maxsize=4)  # a text may have many findings
def _places(text: str, said: str) -> tuple[int, ...]:
    lines = text.replace("\u2019", "'").split("\n")
    for token in _parser().parse(text):
        if token.map and token.type in ("fence", "inline"):
            here = slice(*token.map)
            if token.type == "fence":
                lines[here] = [" " * len(each) for each in lines[here]]
            else:
                lines[here] = without_code("\n".join(lines[here])).split("\n")
    return aligned("\n".join(lines), said)


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
def _reader(*, noting: bool = False) -> "MarkdownIt":
    """Return a parser of all that authors may write.

    Args:
        noting: whether what is `UNSUPPORTED` in a paragraph gets a note of where it begins and ends there.
    """
    from markdown_it import MarkdownIt, rules_inline

    reader = MarkdownIt("commonmark")
    for each in ("html_inline", "link", "image", "autolink") if noting else ():
        reader.inline.ruler.at(each, _noted(getattr(rules_inline, each)))
    return reader


def _noted(rule: Callable[["StateInline", bool], bool]) -> Callable[["StateInline", bool], bool]:
    def noted(state: "StateInline", silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        done = rule(state, silent)
        for each in state.tokens[before:]:
            if each.type in UNSUPPORTED and not each.meta:  # what is in a link has its own
                each.meta = {"place": (start, state.pos)}
        return done

    return noted


def _place(text: str, block: "Token", token: "Token") -> tuple[int, str]:
    """Return where a token of a block begins in a text, and what is written there."""
    lines, (line, end) = text.split("\n"), block.map or (0, 0)
    written, start = "\n".join(lines[line:end]), _start(lines, line)
    if token is not block:
        first, last = token.meta["place"]
        return start + aligned(written, block.content)[first], block.content[first:last]
    at = max(written.find("<" if token.type == "html_block" else token.markup[:1]), 0)
    if token.type == "code_block" or (token.type == "heading_open" and "#" not in token.markup):
        at = len(written) - len(written.lstrip())
    return start + at, written[at:].partition("\n")[0]


def _start(lines: list[str], line: int) -> int:
    return sum(len(each) + 1 for each in lines[:line])


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
