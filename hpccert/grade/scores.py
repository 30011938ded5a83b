"""Responses and a certificate's marking -> each candidate's score, by skill, and whether they passed."""

from collections.abc import Iterable
from fractions import Fraction

from hpccert.grade.marking import RULES
from hpccert.model.certificate import Certificate, Floor
from hpccert.model.form import Form
from hpccert.model.response import Responses
from hpccert.model.score import Score
from hpccert.model.skill import SkillId


def scored(certificate: Certificate, responses: Iterable[Responses]) -> tuple[Score, ...]:
    """Return the scores in the order of the responses."""
    return tuple(_score(certificate, each) for each in responses)


def item_marks(certificate: Certificate, responses: Responses) -> tuple[Fraction, ...]:
    """Return the marks for each question of a form, in order, floored where the floor is by question."""
    return tuple(_marks(certificate, responses, number) for number in range(1, len(responses.form.items) + 1))


def _marks(certificate: Certificate, responses: Responses, number: int) -> Fraction:
    item = responses.form.items[number - 1]
    reply = responses.replies.get(number, (None,) * len(item.parts))
    share = RULES[certificate.rule](item, reply)
    return item.line.weight * (max(share, Fraction(0)) if certificate.floor is Floor.QUESTION else share)


def _score(certificate: Certificate, responses: Responses) -> Score:
    marks = item_marks(certificate, responses)
    total = sum(marks, Fraction(0))
    if certificate.floor is not Floor.NONE:
        total = max(total, Fraction(0))
    full = sum(each.line.weight for each in responses.form.items)
    by_skill = _by_skill(responses.form, marks)
    least = certificate.skill_minimum
    passed = total / full >= certificate.cut_score and (least is None or min(by_skill.values()) >= least)
    answered = sum(any(each is not None for each in reply) for reply in responses.replies.values())
    return Score(responses.candidate, responses.form.number, total, full, by_skill, answered, passed)


def _by_skill(form: Form, marks: tuple[Fraction, ...]) -> dict[SkillId, Fraction]:
    """Return the share of the marks in each line of the blueprint, which may be below 0."""
    gained: dict[SkillId, Fraction] = {}
    full: dict[SkillId, int] = {}
    for item, mark in zip(form.items, marks, strict=True):
        gained[item.line.skill] = gained.get(item.line.skill, Fraction(0)) + mark
        full[item.line.skill] = full.get(item.line.skill, 0) + item.line.weight
    return {skill: gained[skill] / full[skill] for skill in gained}
