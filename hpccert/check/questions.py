"""Rules for questions: what they name exists, and their parts make a fair question."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from hpccert.check.names import misnamed
from hpccert.check.rules import rule
from hpccert.model.bank import Bank
from hpccert.model.printable import unprintable
from hpccert.model.question import MultipleChoice, Question, SingleChoice, TrueFalseSet, parts_key, parts_of
from hpccert.model.text import unnamed_code, unsupported
from hpccert.problems import Keys, Problems, Severity

LEAST_ON_A_SIDE = 2


@rule("Q001")
def question_lies_at_its_id(bank: Bank) -> Problems:
    """A question's file is questions/<skill id>/<question id>.yaml, and no other question has the id.

    Why: one must find the file by the id, and the id alone names the question in exams and reviews.
    """
    yield from misnamed(bank, Question, bank.questions)
    for question in bank.questions.values():
        folder = PurePosixPath(question.file).parent.name
        if folder != question.skill:
            yield question.at("skill"), f"skill '{question.skill}' in the folder '{folder}'; they must agree"


@rule("Q002")
def skill_is_a_leaf_of_the_tree(bank: Bank) -> Problems:
    """A question's skill exists and is a leaf.

    Why: exams draw questions by skill, and only leaves are examined; no exam would ever reach the question.
    """
    for question in bank.questions.values():
        skill = bank.skills.get(question.skill)
        if skill is None:
            if not bank.lost("skills", question.skill):
                yield question.at("skill"), f"no skill '{question.skill}' in skills/"
        elif not bank.is_leaf(skill):
            below = ", ".join(each.id for each in bank.children(skill))
            yield question.at("skill"), f"skill '{skill.id}' is not a leaf; use one below it: {below}"


@rule("Q003")
def outcome_is_one_of_the_skill(bank: Bank) -> Problems:
    """The outcomes a question names are examinable outcomes of its skill.

    Why: the blueprint counts questions by outcome, and a report to a candidate names outcomes.
    """
    for question in bank.questions.values():
        skill = bank.skills.get(question.skill)
        known = {each.id: each for each in skill.outcomes} if skill else {}
        for index, each in enumerate(question.outcomes if skill else ()):
            if each not in known:
                yield question.at("outcomes", index), f"skill '{question.skill}' has no outcome '{each}'"
            elif not known[each].examinable:
                yield question.at("outcomes", index), f"outcome '{each}' is not examinable"


@rule("Q004")
def enemy_exists(bank: Bank) -> Problems:
    """The questions named as enemies exist, and a question is not its own enemy.

    Why: a misspelled enemy lets two questions that give each other away into one exam.
    """
    for question in bank.questions.values():
        for index, each in enumerate(question.enemies):
            if each == question.id:
                yield question.at("enemies", index), "a question cannot be its own enemy"
            elif each not in bank.questions and not bank.lost("questions", each):
                yield question.at("enemies", index), f"no question '{each}' in questions/"


@rule("Q005")
def author_exists(bank: Bank) -> Problems:
    """A question's authors are people of people.yaml.

    Why: an author must not review their own question, which can only be seen if we know who they are.
    """
    if bank.lost("people"):
        return
    for question in bank.questions.values():
        for index, each in enumerate(question.authors):
            if each not in bank.by_person:
                yield question.at("authors", index), f"no person '{each}' in people.yaml"


@rule("Q006")
def part_id_is_used_once(bank: Bank) -> Problems:
    """Inside a question no two statements or choices have the same id.

    Why: responses and statistics are kept by these ids.
    """
    for question in bank.questions.values():
        for keys, each, count in _repeated(question, "id"):
            yield question.at(*keys), f"id '{each}' is there {'twice' if count == 2 else f'{count} times'}"


@rule("Q007")
def part_text_is_used_once(bank: Bank) -> Problems:
    """Inside a question no two statements or choices have the same text.

    Why: a statement asked twice counts double; one that is both true and false has no right response.
    """
    for question in bank.questions.values():
        for keys, each, count in _repeated(question, "text"):
            rights = {part.right for part in parts_of(question.task) if part.text.strip() == each}
            line = each.split("\n", 1)[0][:60]
            said = "once as right and once as wrong" if len(rights) > 1 else "twice" if count == 2 else f"{count} times"
            yield question.at(*keys), f"the text '{line}' is there {said}"


@rule("Q008")
def set_has_both_sides(bank: Bank) -> Problems:
    """A true-false set has at least two true and two false statements.

    Why: a form shows a random subset; with fewer it would often be all true or all false.
    """
    for question in bank.questions.values():
        if isinstance(question.task, TrueFalseSet):
            right = sum(each.right for each in question.task.statements)
            wrong = len(question.task.statements) - right
            if min(right, wrong) < LEAST_ON_A_SIDE:
                yield (
                    question.at("statements"),
                    f"statements that are true: {right}, false: {wrong}; at least {LEAST_ON_A_SIDE} of each are needed",
                )


@rule("Q009")
def number_of_right_choices_fits(bank: Bank) -> Problems:
    """A single-choice question has exactly one correct choice; a multiple-choice one has correct and wrong ones.

    Why: otherwise there is no right response, or any response is right.
    """
    for question in bank.questions.values():
        right = sum(each.right for each in parts_of(question.task))
        match question.task:
            case SingleChoice() if right != 1:
                yield question.at("choices"), f"{right} choices are correct; exactly one must be"
            case MultipleChoice(choices) if right in (0, len(choices)):
                yield (
                    question.at("choices"),
                    f"{right} of {len(choices)} choices are correct; some must be, and some not",
                )


@rule("Q010")
def text_is_what_papers_can_show(bank: Bank) -> Problems:
    """Texts use paragraphs, lists, emphasis, code spans and fenced code; no raw HTML, links, images or headings.

    Why: what a paper cannot show would reach the examinee as clutter, or not at all.
    """
    for question in bank.questions.values():
        for keys, text in _texts(question):
            for each in unsupported(text):
                yield question.at(*keys), f"{each} cannot be shown in a paper; use plain text, lists and code"


@rule("Q011")
def characters_can_be_printed(bank: Bank) -> Problems:
    """Every character of a question is in the fonts of the papers.

    Why: a missing character is printed as an empty box, without any warning.
    """
    for question in bank.questions.values():
        for keys, text in _texts(question):
            for each in unprintable(text):
                yield question.at(*keys), f"the fonts of the papers lack the character '{each}' (U+{ord(each):04X})"


@rule("Q012", Severity.WARNING)
def code_block_names_its_language(bank: Bank) -> Problems:
    """A fenced code block names its language: ```` ```bash ````, or `text` for output.

    Why: readers and highlighters treat a program and its output differently.
    """
    for question in bank.questions.values():
        for keys, text in _texts(question):
            if unnamed_code(text):
                yield question.at(*keys), "a code block names no language; write ```bash, ```console or ```text"


def _texts(question: Question) -> Iterator[tuple[Keys, str]]:
    yield ("stem",), question.stem
    yield ("explanation",), question.explanation
    for index, each in enumerate(parts_of(question.task)):
        yield (parts_key(question.task), index, "text"), each.text
        if each.why:
            yield (parts_key(question.task), index, "why"), each.why


def _repeated(question: Question, name: str) -> Iterator[tuple[Keys, str, int]]:
    """Yield the place of the second of equal parts, what is equal, and how often it is there."""
    values = [str(getattr(each, name)).strip() for each in parts_of(question.task)]
    for value, count in Counter(values).items():
        if count > 1:
            second = values.index(value, values.index(value) + 1)
            yield (parts_key(question.task), second, name), value, count
