"""Rules for the statements or choices of a question beside one another: none repeats, names or outweighs the others."""

import re
from collections.abc import Iterator

from hpccert.check.question import LEAST_ON_A_SIDE
from hpccert.check.rules import rule
from hpccert.model.prose import vocabulary
from hpccert.model.question import Part, Question, SingleChoice, TrueFalseSet, parts_key, parts_of, shown_length
from hpccert.problems import Keys, Problems, Severity

OPENING = "\"'("
CLOSING = ".,;:!?\"')"

REFERRING = vocabulary(
    "above following foregoing both either neither statement statements choice choices answer answers"
)
REFERENCE = re.compile(
    r"""\b(?i:all|none|any|both|some|one|neither|two|most)\s+of\s+the\s+
          (?: (?i:above|following|foregoing)\b
            | (?i:(?:other|previous|preceding)\s+)? (?i:choices|statements|answers)\b )
      | \b(?i:both|either|neither)\s+[A-H]\s+(?i:and|or|nor)\s+[A-H]\b
      | \b(?i:the\s+(?:previous|preceding|foregoing)\s+(?:statement|choice|answer)s?)\b
      | \b(?: (?i:statement|choice)s?\s+(?:[1-9][0-9]?|[A-H]|s[0-9]+) | (?i:answer)s?\s+[A-H] )\b(?!\s*=)
      | \b(?i:(?:statement|choice|answer)s?\s+(?:above|below))\b""",
    re.VERBOSE,
)
BARE = re.compile(
    r"""\s*(?: (?i:all|none|both|neither)(?:\s+(?i:of\s+(?:them|these|those)))?
           | [A-H](?:\s*,\s*[A-H])*,?\s+(?i:and|or)\s+[A-H] )\s*[.!]?\s*""",
    re.VERBOSE,
)
NAME = re.compile(r"\s*(?:statement|choice|answer)\s+\w+\.?\s*", re.IGNORECASE)  # refers to nothing by itself
LONGEST_BARE = 24
OTHERS = "other statements or choices; a form may not show them"

CLEARLY_LONGER = 1.5  # times the longest distractor
LEAST_SURPLUS = 20  # characters
LEAST_SHARE = 0.3  # of the statements on the smaller side


@rule("Q013")
def part_contradicts_no_other(question: Question) -> Problems:
    """Inside a question no two statements or choices with the same words are one right and one wrong.

    Case, space and punctuation make no difference in prose; in code every character counts: `-r` is not `-R`.

    Why: whatever is responded to one of them, the key calls it wrong for the other.
    """
    for keys, first, second in _repeated(question):
        if first.right != second.right:
            yield question.at(*keys), f"the words are those of '{first.id}', but one is right and one is wrong"


@rule("Q014", Severity.WARNING)
def part_differs_in_more_than_spelling(question: Question) -> Problems:
    """Inside a question no two statements or choices have the same words, whatever their case, space and punctuation.

    Why: a statement that is there twice counts double. In code every character counts: `-r` is not `-R`.
    """
    for keys, first, second in _repeated(question):
        if first.right == second.right:
            yield question.at(*keys), f"the words are those of '{first.id}'; keep one of them"


@rule("Q015", Severity.WARNING)
def part_stands_by_itself(question: Question) -> Problems:
    """A statement or choice does not refer to others, as in "all of the above" or "both A and B" (English).

    Why: a form shows some of them, in any order. Source: Haladyna, Downing & Rodriguez (2002), guidelines on "none of
    the above" and "all of the above"; NBME Item-Writing Guide.
    """
    parts = question.texts[1]
    if not question.card.language.startswith("en"):
        return
    for keys, text in parts.places:
        if len(text) < LONGEST_BARE and BARE.fullmatch(text):
            begin = len(text) - len(text.lstrip())
            yield question.at(*keys).inside(begin), f"'{text.strip()}' refers to {OTHERS}"
    for keys, text in parts.saying(REFERRING):
        found = REFERENCE.search(text)
        if found and not NAME.fullmatch(text):
            place = question.at(*keys).inside(parts.offset(keys, text, found.start()))
            yield place, f"'{' '.join(found.group().split())}' refers to {OTHERS}"


@rule("Q020", Severity.HINT)
def key_does_not_stand_out_by_length(question: Question) -> Problems:
    """The correct choice of a single-choice question is not clearly longer than every other.

    Clearly: half as long again as the longest wrong one, and by 20 characters at least.

    Why: who knows nothing picks the longest, since authors qualify what must be right. Source: Haladyna, Downing &
    Rodriguez (2002), guideline "keep the length of choices about equal"; NBME Item-Writing Guide.
    """
    if isinstance(question.task, SingleChoice) and question.card.longest_is_right:
        lengths = sorted(shown_length(each.text) for each in question.task.choices)
        key = next(index for index, each in enumerate(question.task.choices) if each.right)
        longest, second = lengths[-1], lengths[-2]
        if longest >= CLEARLY_LONGER * second and longest - second >= LEAST_SURPLUS:
            message = f"the key has {longest} characters, every other choice at most {second}; its length gives it away"
            yield question.at("choices", key, "text"), message


@rule("Q021", Severity.HINT)
def set_is_balanced(question: Question) -> Problems:
    """Of a set's statements at least 30 % are true, and at least 30 % false.

    Why: under net marking it pays to give the more frequent response to all of them.
    """
    if isinstance(question.task, TrueFalseSet):
        card = question.card
        smaller = min(card.right, card.wrong)
        if LEAST_ON_A_SIDE <= smaller < LEAST_SHARE * (card.right + card.wrong):  # fewer: Q008
            share = f"{card.right} of {card.right + card.wrong} statements are true"
            yield question.at("statements"), f"{share}; let at least 30 % be on each side"


def _repeated(question: Question) -> Iterator[tuple[Keys, Part, Part]]:
    """Yield the place of a part, an earlier one with the same words, and the part; equal texts are Q007's."""
    if not question.may_repeat:
        return
    first: dict[str, Part] = {}
    for index, each in enumerate(parts_of(question.task)):
        other = first.setdefault(_spelled(each.text), each)
        if other is not each and other.text.strip() != each.text.strip():
            yield (parts_key(question.task), index, "text"), other, each


def _spelled(text: str) -> str:
    """Return a text as it is compared: spaces, case and punctuation of its prose are levelled, its code is kept."""
    if "``" in text or "\\" in text or "~~~" in text:
        return " ".join(text.split())
    pieces = text.split("`")
    alone = len(text.split()) == 1
    pieces[::2] = [" ".join(_word(each, alone) for each in piece.split()) for piece in pieces[::2]]
    return re.sub(r"`[.,;:!?]$", "`", "`".join(pieces)) or text


def _word(word: str, alone: bool) -> str:
    bare = word.lstrip(OPENING).rstrip(CLOSING) or word
    return bare.lower() if bare.isalpha() and bare[1:].islower() and not alone else bare
