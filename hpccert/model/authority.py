"""A record, the people and the policy -> why its writer may not make it, if so."""

from hpccert.model.bank import Bank, within
from hpccert.model.people import TOPIC_CURATOR, Person
from hpccert.model.question import Card
from hpccert.model.review import Verdict

DECIDING = (Verdict.ACCEPT, Verdict.REJECT, Verdict.RETIRE, Verdict.REINSTATE)
OPEN = (Verdict.SUBMIT, Verdict.COMMENT, Verdict.FLAG, Verdict.WITHDRAW)  # to anybody, authors included


def objection(bank: Bank, question: Card, person: Person, verdict: Verdict, at: str) -> str | None:
    """Return why a person may not give this verdict on this question at this moment, or None if they may.

    Anyone may submit, comment, flag and withdraw, until they left. Authors neither approve nor decide on
    their own question, but may retire it as curators. Deciding is for the examination curator and for
    curators of a topic the question is in, while they hold the role.
    """
    if not person.present(at):
        return f"'{person.id}' left on {person.until} and may say nothing of '{question.id}' since"
    if verdict in OPEN:
        return None
    if person.id in question.authors and verdict is not Verdict.RETIRE:
        return f"'{person.id}' is an author of '{question.id}' and may not {said(verdict)} it"
    if verdict in DECIDING and not is_curator(bank, question, person, at):
        return f"'{person.id}' is not a curator of '{question.skill}' and may not {said(verdict)} '{question.id}'"
    return None


def is_curator(bank: Bank, question: Card, person: Person, at: str) -> bool:
    """Whether a person decided on questions of this question's topic at a moment, given as ISO 8601."""
    roles = [each for each in person.roles if each.held(at)]
    skill = bank.skills.get(question.skill)
    named = [topic for each in roles if each.name == TOPIC_CURATOR for topic in each.topics]
    topics = [bank.skills[each].code for each in named if each in bank.skills]
    return any(each.every_topic for each in roles) or (
        skill is not None and any(within(skill.code, each) for each in topics)
    )


def said(verdict: Verdict) -> str:
    """Return a verdict as a verb in a sentence."""
    return "request changes to" if verdict is Verdict.REQUEST_CHANGES else verdict.value
