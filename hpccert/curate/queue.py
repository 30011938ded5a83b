"""A bank and a person -> what waits for whom."""

import re
from calendar import timegm
from dataclasses import dataclass, replace
from typing import assert_never

from hpccert.curate.census import spoken
from hpccert.curate.diverse import counted
from hpccert.curate.state import Standing, State, newest, standing
from hpccert.model.authority import objection
from hpccert.model.bank import Bank, within
from hpccert.model.certificate import Certificate
from hpccert.model.layout import bank_of
from hpccert.model.people import Person
from hpccert.model.question import Card
from hpccert.model.review import Record, Verdict

DAY = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question and what it waits for, in words."""

    question: Card
    state: State
    need: str
    mine: bool  # the person asking can do something about it
    reading: bool = False  # it waits for a reviewer to read it
    since: str = ""  # when the newest record was made that counts
    days: int = 0  # from then until now


def queue(bank: Bank, person: Person | None, now: str) -> tuple[Waiting, ...]:
    """Return the questions that wait for somebody, by state, the longest first; drafts and finished ones do not."""
    found = (_waiting(bank, question, person, now) for _, question in sorted(bank.questions.items()))
    order = list(State)
    return tuple(
        sorted(
            (each for each in found if each),
            key=lambda each: (not each.mine, order.index(each.state), each.since, each.question.id),
        )
    )


def _waiting(bank: Bank, question: Card, person: Person | None, now: str) -> Waiting | None:
    stands = standing(bank, question)
    found = _next(bank, question, stands, person, now)
    last = None if found is None else newest(bank, question)
    if found is None or last is None:
        return None
    need = found.need
    if stands.state is State.STALE:
        need = f"edited since {last.by} said {last.verdict} on {last.at[:10]}: submit it again"
    if stands.flags and stands.state is not State.ACCEPTED:
        need = f"{need}; {_doubts_of(question, stands)}"
    return replace(found, need=need, since=last.at, days=_days(last.at, now))


def _days(since: str, now: str) -> int:
    """Return the whole days between two moments; none if the first lies in the future."""
    first, last = (timegm(tuple(map(int, re.findall(r"\d+", each)))) for each in (since, now))
    return max(0, last - first) // DAY


def _next(bank: Bank, question: Card, stands: Standing, person: Person | None, now: str) -> Waiting | None:
    """Return what a question waits for by its state."""
    match stands.state:
        case State.SUBMITTED | State.IN_REVIEW:
            need = _reviewers(bank, stands.missing)
            return Waiting(question, stands.state, need, _may_add(bank, question, person, stands, now), reading=True)
        case State.CHANGES_REQUESTED:
            return Waiting(question, stands.state, "its author must mend it", _is_author(question, person))
        case State.STALE:
            return Waiting(question, stands.state, "submit it again", _is_author(question, person))
        case State.APPROVED:
            return Waiting(question, stands.state, "a curator must accept it", _may_accept(bank, question, person, now))
        case State.ACCEPTED if stands.flags:
            need = f"{_doubts_of(question, stands)}: a curator must accept it again, reject or retire it"
            return Waiting(question, stands.state, need, _may_accept(bank, question, person, now))
        case State.ACCEPTED:
            return _for_certificates(bank, question, stands, person, now)
        case State.DRAFT | State.REJECTED | State.RETIRED:
            return None
        case _:
            assert_never(stands.state)


def doubts(flags: tuple[Record, ...]) -> str:
    """Return who flagged a question and why, in words; each reason is on one line."""
    return "; ".join(f"flagged by {each.by}{f' ({each.note})' if each.note else ''}" for each in flags)


def _doubts_of(question: Card, stands: Standing) -> str:
    """Return who flagged a question, and why unless it is secret: a reason tells what is in it."""
    return doubts(tuple(replace(each, note="") for each in stands.flags) if bank_of(question.file) else stands.flags)


def _for_certificates(bank: Bank, question: Card, stands: Standing, person: Person | None, now: str) -> Waiting | None:
    """Return that an accepted exam question waits for the approvals of a certificate that asks for more."""
    asking = [each for each in bank.certificates.values() if each.approvals > stands.approvals]
    asking = [each for each in asking if question.pool == "exam" and _may_ask(bank, question, each)]
    if not asking:
        return None
    need = _reviewers(bank, min(each.approvals for each in asking) - stands.approvals)
    names = ", ".join(f"'{each.id}'" for each in asking)
    mine = _may_add(bank, question, person, stands, now)
    return Waiting(question, stands.state, f"{need} for {names}", mine, reading=True)


def _may_ask(bank: Bank, question: Card, certificate: Certificate) -> bool:
    """Whether a certificate is in a question's language and has a line for its skill in its blueprint."""
    if spoken(question.language) != spoken(certificate.language):
        return False
    skill = bank.skills.get(question.skill)
    lines = [bank.skills[each.skill].code for each in certificate.blueprint.lines if each.skill in bank.skills]
    return skill is not None and any(within(skill.code, each) for each in lines)


def _reviewers(bank: Bank, missing: int) -> str:
    policy = bank.workspace
    asked = [(policy.distinct_affiliations, "affiliations"), (policy.distinct_regions, "regions")]
    other = " and ".join(word for wanted, word in asked if wanted)
    return f"{missing} more approval{'s' if missing != 1 else ''}" + (f" from other {other}" if other else "")


def _may_add(bank: Bank, question: Card, person: Person | None, stands: Standing, now: str) -> bool:
    """Whether a further approval by this person would count."""
    if person is None or person in stands.approvers or objection(bank, question, person, Verdict.APPROVE, now):
        return False
    return counted(bank.workspace, (*stands.approvers, person)) > stands.approvals


def _may_accept(bank: Bank, question: Card, person: Person | None, now: str) -> bool:
    return person is not None and objection(bank, question, person, Verdict.ACCEPT, now) is None


def _is_author(question: Card, person: Person | None) -> bool:
    return person is not None and person.id in question.authors
