"""A census -> how far each certificate, branch, leaf and outcome is, as rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from hpccert.curate.census import Census, Stock, Tally, total
from hpccert.model.bank import Bank
from hpccert.model.certificate import Blueprint, Certificate, Line
from hpccert.model.skill import Code, Skill, SkillId, parent_code


class Part(StrEnum):
    """What a row is about."""

    CERTIFICATE = "certificate"
    BRANCH = "branch"
    LEAF = "leaf"
    OUTCOME = "outcome"
    POOL = "pool"


@dataclass(frozen=True, slots=True)
class Row:
    """How far a part of the standard is.

    `level` counts from 1, the part that was asked for; an outcome has the code of its leaf. Of its `leaves` with
    something to examine, `ready` have at least half of what is wanted. Of what the blueprint asks for, a certificate's
    row has the lines that are `met`, a row below it the questions.
    """

    part: Part
    level: int
    id: str
    code: str
    title: str
    tally: Tally
    leaves: int
    ready: int
    met: int | None = None
    asked: int | None = None


def usable(census: Census, leaves: Iterable[SkillId], plan: Blueprint, stock: Stock) -> int:
    """Return how many questions of some leaves can be in one form, going by what is drawn from which outcome."""
    places = ((leaf, each) for leaf in leaves for each in census.leaves[leaf])
    return sum(min(stock.get(each, 0), plan.per_outcome) for each in places)


def leaves_of(bank: Bank, census: Census, lines: Iterable[Line]) -> tuple[SkillId, ...]:
    """Return the leaves that lines of a blueprint draw from, each once, in the order of the tree."""
    asked = (each.skill for each in lines)
    found = {one.id for id in asked if id in bank.skills for one in bank.branch(bank.skills[id])}
    return tuple(each for each in census.leaves if each in found)


def whole(census: Census) -> Row:
    """Return the row of everything."""
    tally, leaves, ready = _sum(census, census.leaves)
    return Row(Part.POOL, 1, "total", "", "Total", tally, leaves, ready)


def of_certificate(bank: Bank, census: Census, certificate: Certificate, stock: Stock) -> Row:
    """Return the row of a certificate: of all leaves that its exams draw from, questions in its language.

    Args:
        bank: the bank.
        census: of questions in the language of the certificate.
        certificate: the certificate.
        stock: what can be drawn for the certificate.
    """
    plan = certificate.blueprint
    tally, leaves, ready = _sum(census, leaves_of(bank, census, plan.lines))
    met = sum(usable(census, leaves_of(bank, census, [each]), plan, stock) >= each.questions for each in plan.lines)
    return Row(Part.CERTIFICATE, 1, certificate.id, "", certificate.title, tally, leaves, ready, met, len(plan.lines))


def below_certificate(bank: Bank, census: Census, certificate: Certificate, stock: Stock) -> Iterator[Row]:
    """Yield the rows of the branches that a certificate draws from, and of what is below them."""
    for line in certificate.blueprint.lines:
        if line.skill in bank.skills:
            can = usable(census, leaves_of(bank, census, [line]), certificate.blueprint, stock)
            first, *others = _rows(census, _tree(bank), bank.skills[line.skill], 2)
            yield replace(first, met=min(can, line.questions), asked=line.questions)
            yield from others


def of_tree(bank: Bank, census: Census, top: Skill | None = None) -> Iterator[Row]:
    """Yield the rows of a branch, or of the whole tree, with all that is below: branches, leaves, outcomes."""
    children = _tree(bank)
    for each in children.get(None, []) if top is None else [top]:
        yield from _rows(census, children, each, 1)


def _tree(bank: Bank) -> dict[Code | None, list[Skill]]:
    """Return the skills below each code; those whose parent is not there stand at the top."""
    out: dict[Code | None, list[Skill]] = {}
    for code, each in bank.by_code.items():
        above = parent_code(code)
        out.setdefault(above if above in bank.by_code else None, []).append(each)
    return out


def _rows(census: Census, children: dict[Code | None, list[Skill]], skill: Skill, level: int) -> Iterator[Row]:
    """Yield the row of a skill, then those of what is below it."""
    if skill.id in census.leaves:
        tally, leaves, ready = _sum(census, [skill.id])
        yield Row(Part.LEAF, level, skill.id, skill.code, skill.title, tally, leaves, ready)
        texts = {each.id: each.text for each in skill.outcomes}
        for id, each in census.leaves[skill.id].items():
            yield Row(Part.OUTCOME, level + 1, id, skill.code, texts[id], each, 0, 0)
        return
    below = [list(_rows(census, children, each, level + 1)) for each in children[skill.code]]
    tops = [each[0] for each in below]
    tally = total(each.tally for each in tops)
    leaves, ready = sum(each.leaves for each in tops), sum(each.ready for each in tops)
    yield Row(Part.BRANCH, level, skill.id, skill.code, skill.title, tally, leaves, ready)
    for rows in below:
        yield from rows


def _sum(census: Census, leaves: Iterable[SkillId]) -> tuple[Tally, int, int]:
    """Return what leaves add up to, how many there are with something to examine, and how many of them are ready."""
    sums = [total(census.leaves[each].values()) for each in leaves]
    asking = [each for each in sums if each.asked]
    return total(sums), len(asking), sum(each.half_there for each in asking)
