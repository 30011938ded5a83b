"""Rules for a question by itself: its parts make a fair question, and a paper can show it."""

from collections import Counter
from collections.abc import Iterator

from hpccert.check.rules import rule
from hpccert.model.printable import unprintable
from hpccert.model.prose import SEPARATOR
from hpccert.model.question import MultipleChoice, Question, SingleChoice, TrueFalseSet, parts_key, parts_of
from hpccert.model.text import first_unnamed_fence, first_unsupported, unnamed_code, unsupported
from hpccert.problems import Keys, Problems, Severity

LEAST_ON_A_SIDE = 2


@rule("Q006")
def part_id_is_used_once(question: Question) -> Problems:
    """Inside a question no two statements or choices have the same id.

    Why: responses and statistics are kept by these ids.
    """
    for keys, each, count in _repeated(question, "id"):
        yield question.at(*keys), f"id '{each}' is there {'twice' if count == 2 else f'{count} times'}"


@rule("Q007")
def part_text_is_used_once(question: Question) -> Problems:
    """Inside a question no two statements or choices have the same text.

    Why: a statement asked twice counts double; one that is both true and false has no right response.
    """
    for keys, each, count in _repeated(question, "text"):
        rights = {part.right for part in parts_of(question.task) if part.text.strip() == each}
        line = each.split("\n", 1)[0][:60]
        said = "once as right and once as wrong" if len(rights) > 1 else "twice" if count == 2 else f"{count} times"
        yield question.at(*keys), f"the text '{line}' is there {said}"


@rule("Q008")
def set_has_both_sides(question: Question) -> Problems:
    """A true-false set has at least two true and two false statements.

    Why: a form shows a random subset; with fewer it would often be all true or all false.
    """
    if isinstance(question.task, TrueFalseSet):
        right = sum(each.right for each in question.task.statements)
        wrong = len(question.task.statements) - right
        if min(right, wrong) < LEAST_ON_A_SIDE:
            yield (
                question.at("statements"),
                f"statements that are true: {right}, false: {wrong}; at least {LEAST_ON_A_SIDE} of each are needed",
            )


@rule("Q009")
def number_of_right_choices_fits(question: Question) -> Problems:
    """A single-choice question has exactly one correct choice; a multiple-choice one has correct and wrong ones.

    Why: otherwise there is no right response, or any response is right.
    """
    right = sum(each.right for each in parts_of(question.task))
    match question.task:
        case SingleChoice(choices) if right != 1:
            place = question.at("choices")
            if right:
                second = [index for index, each in enumerate(choices) if each.right][1]
                place = question.at("choices", second, "correct")
            yield place, f"{right} choices are correct; exactly one must be"
        case MultipleChoice(choices) if right in (0, len(choices)):
            yield (
                question.at("choices"),
                f"{right} of {len(choices)} choices are correct; some must be, and some not",
            )


@rule("Q010")
def text_is_what_papers_can_show(question: Question) -> Problems:
    """Texts use paragraphs, lists, emphasis, code spans and fenced code; no raw HTML, links, images or headings.

    Why: what a paper cannot show would reach the examinee as clutter, or not at all.
    """
    for texts in question.texts:
        for keys, text in () if texts.harmless else texts.places:
            for what, offset, written in first_unsupported(text) if unsupported(text) else ():
                message = f"{what} '{written}' cannot be shown in a paper; use plain text, lists and fenced code"
                yield question.at(*keys).inside(offset), message


@rule("Q011")
def characters_can_be_printed(question: Question) -> Problems:
    """Every character of a question is in the fonts of the papers.

    Why: a missing character is printed as an empty box, without any warning.
    """
    for texts in question.texts:
        for keys, text in texts.places if unprintable(texts.joined.replace(SEPARATOR, "\n")) else ():
            for each in unprintable(text):
                message = f"the fonts of the papers lack the character '{each}' (U+{ord(each):04X})"
                yield question.at(*keys).inside(text.index(each)), message


@rule("Q012", Severity.WARNING)
def code_block_names_its_language(question: Question) -> Problems:
    """A fenced code block names its language: ```` ```bash ````, or `text` for output.

    Why: readers and highlighters treat a program and its output differently.
    """
    for texts in question.texts:
        for keys, text in texts.places if texts.fenced else ():
            if unnamed_code(text):
                place = question.at(*keys).inside(first_unnamed_fence(text))
                yield place, "a code block names no language; write ```bash, ```console or ```text"


def _repeated(question: Question, name: str) -> Iterator[tuple[Keys, str, int]]:
    """Yield the place of the second of equal parts, what is equal, and how often it is there."""
    values = [str(getattr(each, name)).strip() for each in parts_of(question.task)]
    for value, count in Counter(values).items():
        if count > 1:
            second = values.index(value, values.index(value) + 1)
            yield (parts_key(question.task), second, name), value, count
