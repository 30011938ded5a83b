"""A bank -> who wrote and reviewed how many of its accepted questions."""

from collections import Counter
from dataclasses import dataclass

from hpccert.curate.state import State, standing
from hpccert.model.bank import Bank
from hpccert.model.people import Person
from hpccert.model.question import PersonId


@dataclass(frozen=True, slots=True)
class Contribution:
    """How many accepted questions a person wrote, alone or with others, and how many they approved."""

    person: Person
    wrote: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Contributors:
    """The contributions of those who want to be named, the largest first, and how many others there are."""

    named: tuple[Contribution, ...]
    others: int


def contributors(bank: Bank) -> Contributors:
    """Return who contributed to the accepted questions."""
    wrote: Counter[PersonId] = Counter()
    reviewed: Counter[PersonId] = Counter()
    for each in bank.questions.values():
        stands = standing(bank, each)
        if stands.state is State.ACCEPTED:
            wrote.update(each.authors)
            reviewed.update(one.id for one in stands.approvers)
    all_ = {*wrote, *reviewed}
    named = [Contribution(each, wrote[each.id], reviewed[each.id]) for each in bank.people if each.public]
    named = [each for each in named if each.person.id in all_]
    named.sort(key=lambda each: (-each.wrote - each.reviewed, each.person.name, each.person.id))
    return Contributors(tuple(named), len(all_) - len({each.person.id for each in named}))
