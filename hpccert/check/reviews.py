"""Rules for review records: each belongs to a question, and its writer may make it."""

from hpccert.check.rules import rule
from hpccert.model.authority import DECIDING, objection
from hpccert.model.bank import Bank
from hpccert.model.people import Person
from hpccert.model.question import Question
from hpccert.problems import Problems, Spot


@rule("V001")
def review_file_belongs_to_a_question(bank: Bank) -> Problems:
    """reviews/<skill id>/<question id>.yaml has a question questions/<skill id>/<question id>.yaml.

    Why: records of a question that is gone, or lies elsewhere, count for nothing.
    """
    for id, records in bank.records.items():
        for file in dict.fromkeys(each.file for each in records):
            question = bank.questions.get(id)
            if question is None:
                if not bank.lost("questions", id):
                    yield Spot(file), f"no question '{id}' in questions/"
            elif file != question.file.replace("questions/", "reviews/", 1):
                yield Spot(file), f"the records of '{id}' belong to reviews/{question.skill}/{id}.yaml"


@rule("V002")
def reviewer_exists(bank: Bank) -> Problems:
    """Who wrote a record is a person of people.yaml.

    Why: whether an approval counts depends on who gave it.
    """
    if bank.lost("people"):
        return
    for records in bank.records.values():
        for each in records:
            if each.by not in bank.by_person:
                yield each.spot("by"), f"no person '{each.by}' in people.yaml"


@rule("V003")
def reviewer_may_say_this(bank: Bank) -> Problems:
    """Nobody judges their own question; only its curators accept, reject or retire a question.

    Why: a certificate is trusted because other people than the author vouch for its questions.
    """
    for id, records in bank.records.items():
        question = bank.questions.get(id)
        for each in records:
            person = bank.by_person.get(each.by)
            if question is None or person is None or (each.verdict in DECIDING and _lost(bank, question, person)):
                continue
            why = objection(bank, question, person, each.verdict)
            if why:
                yield each.spot("verdict"), why


def _lost(bank: Bank, question: Question, person: Person) -> bool:
    """Whether a skill that did not load keeps us from telling whose topic a question is."""
    return any(bank.lost("skills", each) for each in (question.skill, *person.topics))
