"""A question and its reader -> what a reviewer reads: the task without its key, then what is right, and why."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from hpccert.digest import Stream
from hpccert.model.kind import Kind
from hpccert.model.paper import LABELS
from hpccert.model.question import (
    MultipleChoice,
    Part,
    PersonId,
    Question,
    SingleChoice,
    TrueFalseSet,
    kind_of,
    parts_of,
)
from hpccert.model.response import Reply

JUDGMENTS = {"T": True, "F": False, "-": None, " ": None}
SAID = {True: "true", False: "false", None: "blank"}
OWN_LINE = re.compile(r"\s|[-*+|>] |\d+[.)] |$")  # of a list, a table, a quotation, or none


def shuffled(question: Question, reader: PersonId) -> tuple[Part, ...]:
    """Return the statements or choices in the order in which a reader sees them, the same for the same content."""
    return Stream(question.card.digest.encode(), "review", reader).shuffled(parts_of(question.task))


def task_lines(question: Question, parts: Sequence[Part], width: int) -> list[str]:
    """Return what an examinee reads: the stem and the labeled parts."""
    labeled = zip(LABELS, parts, strict=False)
    return [told(question.stem, width), "", *(told(part.text, width, f"  {label}) ") for label, part in labeled)]


def asked_for(question: Question, parts: Sequence[Part]) -> str:
    """Return how to answer, in words."""
    last = LABELS[len(parts) - 1]
    match question.task:
        case TrueFalseSet():
            return f"your answers to {LABELS[0]}-{last}: T, F, or - for blank, such as TF-T"
        case SingleChoice():
            return "your answer, one letter, or nothing for blank"
        case MultipleChoice():
            return "your answer, the letters of all right choices, or nothing for blank"


def reply_of(question: Question, parts: Sequence[Part], typed: str) -> Reply | None:
    """Return a reply as it was typed, nothing being a blank; None if it is none."""
    if isinstance(question.task, TrueFalseSet):
        return _judgments(typed.upper(), len(parts))
    letters = "".join(typed.lower().replace(",", " ").split())
    labels = LABELS[: len(parts)]
    one = kind_of(question.task) is Kind.SINGLE_CHOICE
    if any(each not in labels for each in letters) or (one and len(letters) > 1):
        return None
    return tuple(each in letters for each in labels)


def revealed(question: Question, parts: Sequence[Part], reply: Reply, width: int) -> list[str]:
    """Return what is right with what the reader said, the whys, and the explanation."""
    judging = isinstance(question.task, TrueFalseSet)
    lines = []
    for label, part, said in zip(LABELS, parts, reply, strict=False):
        key = SAID[part.right] if judging else "right" if part.right else "wrong"
        answer = SAID[said] if judging else "marked" if said else "left"
        start = f"{'  ' if said is part.right else '! '}{label}) {key:5}  you: {answer:6}  "
        lines.append(told(part.text, width, start))
        lines += [told(part.why, width, f"{'':{len(start) - 5}}why: ")] if part.why else []
    good = sum(said is part.right for part, said in zip(parts, reply, strict=True))
    doubt = "" if good == len(parts) else "; where ! stands: is the key wrong, or the wording vague?"
    return [*lines, "", f"{good} of {len(parts)} as the key says{doubt}", "", told(question.explanation, width)]


def told(text: str, width: int, start: str = "") -> str:
    """Return a text in lines of a width, with all but the first below one another.

    Paragraphs flow; code blocks, lists and tables keep their lines.
    """
    lines = [line for each in _flowing(text.strip()) for line in _fitting(each, width - len(start))]
    return start + ("\n" + " " * len(start)).join(lines)


def _judgments(typed: str, count: int) -> Reply | None:
    if not typed.strip():
        return (None,) * count
    if len(typed) != count or any(each not in JUDGMENTS for each in typed):
        return None
    return tuple(JUDGMENTS[each] for each in typed)


def _flowing(text: str) -> Iterator[str]:
    """Yield the lines of a text, a paragraph being one line."""
    fenced, kept = False, []
    for line in text.split("\n"):
        fence = line.lstrip().startswith("```")
        kept.append((line, fenced or fence or OWN_LINE.match(line) is not None))
        fenced ^= fence
    for own, group in groupby(kept, key=lambda each: each[1]):
        lines = [line for line, _ in group]
        yield from lines if own else [" ".join(each.strip() for each in lines)]


def _fitting(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False, replace_whitespace=False)
