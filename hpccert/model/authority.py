"""A record, the people and the policy -> why its writer may not make it, if so."""

from hpccert.model.bank import Bank, within
from hpccert.model.people import Person
from hpccert.model.question import Question
from hpccert.model.review import Verdict

JUDGING = (Verdict.APPROVE, Verdict.REQUEST_CHANGES)
DECIDING = (Verdict.ACCEPT, Verdict.REJECT, Verdict.RETIRE)


def objection(bank: Bank, question: Question, person: Person, verdict: Verdict) -> str | None:
    """Return why a person may not give this verdict on this question, or None if they may.

    Anyone may submit. Authors neither approve nor decide on their own question. Accepting, rejecting
    and retiring are for the examination curator and for curators of a topic the question is in.
    """
    if verdict is Verdict.SUBMIT:
        return None
    if person.id in question.authors and verdict is not Verdict.RETIRE:
        return f"'{person.id}' is an author of '{question.id}' and may not {said(verdict)} it"
    if verdict in DECIDING and not is_curator(bank, question, person):
        return f"'{person.id}' is not a curator of '{question.skill}' and may not {said(verdict)} '{question.id}'"
    return None


def is_curator(bank: Bank, question: Question, person: Person) -> bool:
    """Whether a person decides on questions of this question's topic."""
    skill = bank.skills.get(question.skill)
    if person.examination_curator or skill is None:
        return person.examination_curator
    topics = [bank.skills[each].code for each in person.topics if each in bank.skills]
    return any(within(skill.code, each) for each in topics)


def said(verdict: Verdict) -> str:
    """Return a verdict as a verb in a sentence."""
    return "request changes to" if verdict is Verdict.REQUEST_CHANGES else verdict.value
