"""Texts -> their prose, which is what people read as sentences: code is left out, and a span of it is one backtick.

A bank has many texts and nearly all of them are in order, so they are read together and by plain string operations;
only what these cannot tell for sure is parsed (`text.py`).
"""

import re

MARK = "`"  # what stands for a code span
END = "\0"
SEPARATOR = f"\n{END}\n"  # between texts that are read together

# lines of `uncoded` text that may be more than a paragraph or the item of a simple list
SUSPECT_LINE = re.compile(
    r"""\n(?:
        [-*+](?![ ][A-Za-z`])  # a rule, an underlined heading, or an item that may begin with anything
        | [ ]{1,3}(?![A-Za-z` ]) | [ ]{4}
        | [_\t] | [0-9]+[.)]
    )""",
    re.VERBOSE,
)

# every byte of UTF-8 that is no part of a word -> a blank; text marks and the apostrophe are
_KEPT = b"0123456789abcdefghijklmnopqrstuvwxyz_'`\0" + bytes(range(128, 256))
_BLANKS = bytes(each if each in _KEPT else 32 for each in range(256))


def uncoded(text: str) -> str | None:
    """Return a text without its fenced code and with each code span as one backtick; None if only a parser can tell.

    Up to the first suspect character the result is exact: no mark but the backtick takes part in what it decides.
    """
    if "```" in text:
        outside = _unfenced(text)
        if outside is None:
            return None
        text = outside
    if "\r" in text or ("~" in text and "~~~" in text) or ("\\" in text and "\\`" in text):
        return None
    pieces = text.split("`")
    if len(pieces) % 2 == 0 or "" in pieces[1:-1] or "\n" in "".join(pieces[1::2]):
        return None  # marks of several backticks; a span may go over lines, or there is none
    return MARK.join(pieces[::2])


def harmless(prose: str) -> bool:
    """Whether uncoded text surely holds only what papers can show; see `text.unsupported`."""
    marked = "<" in prose or "[" in prose or "#" in prose or ">" in prose or "=" in prose
    return not marked and not SUSPECT_LINE.search("\n" + prose)


def fence_infos(text: str) -> list[str] | None:
    """Return what is behind the opening fences of a text; None if only a parser can tell."""
    if "~~~" in text or "\r" in text:
        return None
    if "```" not in text:
        return []
    pieces = None if "<" in text else _fenced(text)
    return None if pieces is None else [each.split("\n", 1)[0].strip() for each in pieces[1::2]]


def words(prose: str) -> list[str]:
    """Return the words of uncoded text in lower case; a code span is the word "`", the end of a text the word NUL."""
    data = prose.lower().encode("utf-8", "surrogatepass").translate(_BLANKS)
    return data.decode("utf-8", "surrogatepass").split()


def _unfenced(text: str) -> str | None:
    pieces = _fenced(text)
    return None if pieces is None else "\n\n".join(pieces[::2])


def _fenced(text: str) -> list[str] | None:
    """Return in turn what is outside and inside of fences of three backticks that stand at the start of a line."""
    pieces = ("\n" + text).split("\n```")
    if len(pieces) % 2 == 0:
        return None
    opened, closed = pieces[1::2], pieces[2::2]
    sure = (
        "```" not in "\n".join(pieces)
        and all("`" not in each.partition("\n")[0] and "\0" not in each for each in opened)  # NUL: in the next text
        and all(not each.partition("\n")[0].strip(" \t") for each in closed)
    )
    return pieces if sure else None


def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a word list that is written as text."""
    return frozenset(text.split())
