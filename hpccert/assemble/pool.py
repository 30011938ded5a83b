"""A bank, a certificate and the questions that may be drawn -> the candidates of each blueprint line."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from hpccert.model.bank import Bank
from hpccert.model.certificate import Blueprint, Certificate, Line
from hpccert.model.question import Card, QuestionId

OutcomeKey = tuple[str, str]  # skill and outcome: outcome ids are unique only inside a skill


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the drawing needs to know of a question. Nothing of its key is here: no draw depends on it."""

    id: QuestionId
    minutes: int
    outcomes: tuple[OutcomeKey, ...]
    enemies: frozenset[QuestionId]


@dataclass(frozen=True)
class Pool:
    """The candidates of each line of a blueprint, sorted by id; a question is in one line only."""

    blueprint: Blueprint
    lines: tuple[tuple[Candidate, ...], ...]
    questions: dict[QuestionId, Card]

    @cached_property
    def line_of(self) -> dict[QuestionId, Line]:
        """The blueprint line that each candidate belongs to."""
        pairs = zip(self.blueprint.lines, self.lines, strict=True)
        return {each.id: line for line, candidates in pairs for each in candidates}


def pool_of(bank: Bank, certificate: Certificate, drawable: Collection[QuestionId]) -> Pool:
    """Return the pool of a certificate: the drawable questions in its language, by blueprint line."""
    allowed = {
        id: bank.questions[id]
        for id in sorted(drawable)
        if bank.questions[id].language.partition("-")[0] == certificate.language.partition("-")[0]
    }
    enemies = _enemies(allowed)
    lines = [
        tuple(
            _candidate(each, enemies[each.id])
            for each in bank.questions_of(bank.skills[line.skill])
            if each.id in allowed
        )
        for line in certificate.blueprint.lines
    ]
    return Pool(certificate.blueprint, tuple(lines), allowed)


def _candidate(question: Card, enemies: frozenset[QuestionId]) -> Candidate:
    outcomes = tuple((question.skill, each) for each in question.outcomes)
    return Candidate(question.id, question.minutes, outcomes, enemies)


def _enemies(questions: dict[QuestionId, Card]) -> dict[QuestionId, frozenset[QuestionId]]:
    """Return each question's enemies; enmity holds both ways, whoever declared it."""
    both: dict[QuestionId, set[QuestionId]] = {id: set() for id in questions}
    for id, question in questions.items():
        for enemy in question.enemies:
            if enemy in both:
                both[id].add(enemy)
                both[enemy].add(id)
    return {id: frozenset(each) for id, each in both.items()}
