"""A place in what a text says -> the place in the text as it was written, with its marks and its code.

Rules look at prose, which lacks code, some spaces and some marks. Only who tells of a finding needs the place.
"""

import re

from hpccert.model.prose import MARK

CODE_SPAN = re.compile(
    r"""\\[^\w\s]  # an escaped mark opens nothing
      | (?P<mark>`++) (?: (?P<code>.+?) (?<!`) (?P=mark) (?!`) )?""",
    re.VERBOSE | re.DOTALL,
)
IN_WORDS = r"[\w'`\x80-\U0010ffff]"  # as `prose.words` splits them
LONGEST_SHOWN = 30
CUT = "..."


def without_code(paragraph: str) -> str:
    """Return a paragraph with a backtick and blanks in place of each code span, which is as long."""
    return CODE_SPAN.sub(lambda found: MARK + _blank(found[0][1:]) if found["code"] else found[0], paragraph)


def aligned(written: str, said: str) -> tuple[int, ...]:
    """Return where each character of what is said stands in what is written, which has all but spaces in order."""
    places, at = [], -1
    for each in said:
        if not each.isspace():
            at = max(at, written.find(each, at + 1))
        places.append(max(at, 0))
    return tuple(places)


def index_of(word: str, said: str) -> int:
    """Return where one of the `prose.words` of a text begins in it."""
    found = re.search(rf"(?<!{IN_WORDS}){re.escape(word)}(?!{IN_WORDS})", said, re.IGNORECASE)
    return found.start() if found else 0


def beginning(text: str) -> str:
    """Return the beginning of a text on one line, as long as a message can hold."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - len(CUT)] + CUT


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
