"""What the rules for skills, questions and certificates share: an id is the name of one file."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from hpccert.model.bank import Bank
from hpccert.model.certificate import Certificate
from hpccert.model.layout import stem_of
from hpccert.model.question import Card
from hpccert.model.skill import Skill
from hpccert.problems import Problems, did_you_mean

Named = TypeVar("Named", Skill, Card, Certificate)
Id = TypeVar("Id", bound=str)


def nothing_named(kind: str, id: str, place: str, known: Iterable[str]) -> str:
    """Return what to say of an id that names nothing."""
    return f"no {kind} '{id}' in {place}{did_you_mean(id, known)}"


def misnamed(bank: Bank, kind: type[Named], kept: Mapping[Id, Named]) -> Problems:
    """Yield the ids that are not their file's name, and those that another file of the kind has too."""
    for each in kept.values():
        if stem_of(each.file) != each.id:
            file = each.file.rpartition("/")[2]
            yield each.at("id"), f"id '{each.id}' in a file named '{file}'; they must agree"
    first = {str(id): each.file for id, each in kept.items()}
    for twin in bank.twice:
        if isinstance(twin, kind):
            yield twin.at("id"), f"id '{twin.id}' is also in {first[twin.id]}; an id is given once"
