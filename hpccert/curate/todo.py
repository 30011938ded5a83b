"""A census and the certificates -> what to write, review or accept next, by outcome, the most urgent first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from hpccert.curate.census import Census, Place, Stage, Stock, Tally, spoken, total
from hpccert.curate.progress import leaves_of, usable
from hpccert.model.bank import Bank
from hpccert.model.certificate import Certificate, CertificateId, Line
from hpccert.model.skill import Outcome, Skill, SkillId

Stocks = Mapping[CertificateId, Stock]


class Urgency(StrEnum):
    """What a task is for, the most urgent first."""

    EXAM = "exam"  # a line of a blueprint lacks questions
    CERTIFICATE = "certificate"  # a leaf that exams draw from has fewer than are wanted
    GATE = "gate"  # any other leaf that has less than half of what is wanted
    WANTED = "wanted"


@dataclass(frozen=True, slots=True)
class Task:
    """An outcome that needs more accepted questions; `now` of them so that exams can be drawn.

    `there` are the questions that can become accepted, by what is to be done with them, as far as they are needed;
    `write` is how many are missing even then.
    """

    skill: Skill
    outcome: Outcome
    urgency: Urgency
    need: int
    now: int
    certificates: tuple[Certificate, ...]
    there: Mapping[Stage, int]
    write: int
    language: str | None


@dataclass(slots=True)
class _Plan:
    """Questions that exams need now, by outcome, in the order in which they were found to be needed."""

    bank: Bank
    census: Census
    stocks: Stocks
    needs: dict[Place, list[Certificate]] = field(default_factory=dict)  # the certificate that each question is for

    def missing(self, certificate: Certificate, line: Line) -> int:
        """Return how many questions a line lacks, nothing being planned."""
        leaves = leaves_of(self.bank, self.census, [line])
        return max(0, line.questions - usable(self.census, leaves, certificate.blueprint, self.stocks[certificate.id]))

    def fill(self, certificate: Certificate, line: Line) -> None:
        """Plan questions until a line lacks none: those that take the least work, else evenly over its outcomes."""
        cap, leaves = certificate.blueprint.per_outcome, leaves_of(self.bank, self.census, [line])
        places = [(leaf, each) for leaf in leaves for each in self.census.leaves[leaf]]
        have = {each: self.have(certificate, each) for each in places}
        work = {each: self._work(certificate, each) for each in places}
        for _ in range(line.questions - sum(min(each, cap) for each in have.values())):
            open_ = [each for each in places if have[each] < cap]
            if not open_:
                return  # the line asks for more than its outcomes allow: no question can help
            easiest = min(open_, key=lambda each: (work[each][:1] or [len(Stage)], have[each]))
            self.needs.setdefault(easiest, []).append(certificate)
            have[easiest] += 1
            work[easiest] = work[easiest][1:]

    def have(self, certificate: Certificate, place: Place) -> int:
        """Return how many questions of an outcome can be drawn for a certificate, with those planned."""
        return self.stocks[certificate.id].get(place, 0) + len(self.needs.get(place, ()))

    def _work(self, certificate: Certificate, place: Place) -> list[int]:
        """Return how much work each question takes that is there and can neither be drawn nor is planned."""
        stages = self.census.tally(place).stages
        waiting = [rank for rank, each in enumerate(Stage) if each is not Stage.ACCEPTED for _ in range(stages[each])]
        undrawn = stages.total() - self.stocks[certificate.id].get(place, 0)
        return waiting[:undrawn][len(self.needs.get(place, ())) :]


def todo(
    bank: Bank, census: Census, certificates: Sequence[Certificate], stocks: Stocks, language: str | None
) -> tuple[Task, ...]:
    """Return what to do so that every outcome has what is wanted, the most urgent first.

    The certificate whose exam lacks the fewest questions comes first, then the leaves of certificates, then all others;
    of leaves, those that pass the gate of a release soonest.

    Args:
        bank: the bank.
        census: of its questions in one language.
        certificates: those in this language.
        stocks: what can be drawn for each.
        language: the language; None if it does not matter.
    """
    plan = _Plan(bank, census, stocks)
    lacking = {each.id: sum(plan.missing(each, line) for line in each.blueprint.lines) for each in certificates}
    for certificate in sorted(certificates, key=lambda each: (lacking[each.id], each.id)):
        for line in certificate.blueprint.lines:
            plan.fill(certificate, line)
    examined = {leaf for each in certificates for leaf in leaves_of(bank, census, each.blueprint.lines)}
    places = [*plan.needs, *(each for each in _by_gate(census) if each not in plan.needs)]
    tasks = [_task(plan, each, examined, language) for each in places]
    order = list(Urgency)
    return tuple(sorted((each for each in tasks if each.need > 0), key=lambda each: order.index(each.urgency)))


def in_language(certificates: Sequence[Certificate], language: str) -> tuple[Certificate, ...]:
    """Return the certificates whose exams are in a language."""
    return tuple(each for each in certificates if spoken(each.language) == language)


def _by_gate(census: Census) -> Iterator[Place]:
    """Yield all outcomes: those of leaves that fail the gate first, the leaf that passes soonest at the front."""

    def missing(leaf: SkillId) -> tuple[bool, int]:
        tally = total(census.leaves[leaf].values())
        return tally.half_there, max(0, tally.asked - 2 * tally.filled[Stage.ACCEPTED])

    for leaf in sorted(census.leaves, key=missing):
        outcomes = census.leaves[leaf]
        yield from ((leaf, each) for each in sorted(outcomes, key=lambda each: _accepted(outcomes[each])))


def _task(plan: _Plan, place: Place, examined: Collection[SkillId], language: str | None) -> Task:
    leaf, id = place
    skill, tally = plan.bank.skills[leaf], plan.census.tally(place)
    asking = plan.needs.get(place, [])
    reached = max((plan.have(each, place) for each in asking), default=0)
    need = max(tally.asked - _accepted(tally), reached - _accepted(tally), len(asking))
    there = dict(_there(tally, need))
    return Task(
        skill=skill,
        outcome=next(each for each in skill.outcomes if each.id == id),
        urgency=_urgency(plan.census, leaf, bool(asking), leaf in examined),
        need=need,
        now=len(asking),
        certificates=tuple({each.id: each for each in asking}.values()),
        there=there,
        write=max(0, need - sum(there.values())),
        language=language,
    )


def _there(tally: Tally, need: int) -> Iterator[tuple[Stage, int]]:
    """Yield what is there by what is to be done with it, until there is enough."""
    for each in Stage:
        if each is not Stage.ACCEPTED and tally.stages[each] and need > 0:
            yield each, tally.stages[each]
            need -= tally.stages[each]


def _urgency(census: Census, leaf: SkillId, now: bool, examined: bool) -> Urgency:
    if now:
        return Urgency.EXAM
    if examined:
        return Urgency.CERTIFICATE
    return Urgency.WANTED if total(census.leaves[leaf].values()).half_there else Urgency.GATE


def _accepted(tally: Tally) -> int:
    return tally.stages[Stage.ACCEPTED]
