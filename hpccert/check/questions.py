"""Rules for the questions of a bank: what they name exists."""

from hpccert.check.names import misnamed, nothing_named
from hpccert.check.rules import rule
from hpccert.model.bank import Bank
from hpccert.model.layout import bank_of
from hpccert.model.question import Card
from hpccert.problems import Problems, Severity, did_you_mean


@rule("Q001")
def question_lies_at_its_id(bank: Bank) -> Problems:
    """A question's file is questions/<skill id>/<question id>.yaml, and no other question has the id.

    Why: one must find the file by the id, and the id alone names the question in exams and reviews.
    """
    yield from misnamed(bank, Card, bank.questions)
    for question in bank.questions.values():
        folder = question.file.split("/")[-2]
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
                yield question.at("skill"), nothing_named("skill", question.skill, "skills/", bank.skills)
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
                yield (
                    question.at("outcomes", index),
                    f"skill '{question.skill}' has no outcome '{each}'{did_you_mean(each, known)}",
                )
            elif not known[each].examinable:
                yield question.at("outcomes", index), f"outcome '{each}' is not examinable"


@rule("Q004")
def enemy_exists(bank: Bank) -> Problems:
    """The questions named as enemies exist, and a question is not its own enemy.

    A public question names no question of a secret bank: one that names the other is enough.

    Why: a misspelled enemy lets two questions that give each other away into one exam; and what a secret question is
    about is nobody's business.
    """
    for question in bank.questions.values():
        for index, each in enumerate(question.enemies):
            if each == question.id:
                yield question.at("enemies", index), "a question cannot be its own enemy"
            elif each not in bank.questions and not bank.lost("questions", each):
                known = bank.questions if bank_of(question.file) else bank.public
                yield question.at("enemies", index), nothing_named("question", each, "questions/", known)
            elif question.id in bank.public and each in bank.questions and each not in bank.public:
                yield question.at("enemies", index), f"'{each}' is secret; let it name '{question.id}' as its enemy"


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
                yield question.at("authors", index), nothing_named("person", each, "people.yaml", bank.by_person)


@rule("Q030", Severity.WARNING)
def question_lies_where_its_pool_belongs(bank: Bank) -> Problems:
    """In a workspace with secret banks, exam questions lie in a bank and practice questions in the workspace.

    Why: whoever can read the workspace reads what lies in it; and nobody can practice with what is kept secret.
    """
    if not bank.workspace.banks and len(bank.public) == len(bank.questions):
        return
    for question in bank.questions.values():
        if question.pool == "exam" and question.id in bank.public:
            yield question.at("pool"), "an exam question in the open; move it to a secret bank, with its records"
        elif question.pool == "practice" and question.id not in bank.public:
            yield question.at("pool"), "a practice question in a secret bank; move it to the workspace"
