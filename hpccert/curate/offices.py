"""A bank and a day -> the roles of its community: who holds them, how long, and which are vacant."""

from collections.abc import Iterator
from dataclasses import dataclass

from hpccert.model.bank import Bank, within
from hpccert.model.people import TOPIC_CURATOR, Person, Role
from hpccert.model.question import PersonId
from hpccert.model.skill import Skill, SkillId

ONE_OF_EACH = ("chair", "tree-curator", "examination-curator", "publicity-chair")  # vacant unless somebody holds them
SKILL_CURATOR = "skill-curator"


@dataclass(frozen=True, slots=True)
class Office:
    """A role, over a skill and all below it if it has a topic; who holds it and their last day, if it has one."""

    role: str
    topic: SkillId | None
    person: Person | None
    until: str | None


def offices(bank: Bank, today: str) -> tuple[Office, ...]:
    """Return the roles that are held on a day, given as ISO 8601, and those that nobody holds."""
    held = [Office(role.name, topic, person, last) for person, role, last in _held(bank, today) for topic in _of(role)]
    here = [each for role in ONE_OF_EACH for each in _holders(held, role) or [Office(role, None, None, None)]]
    topics = [*_holders(held, TOPIC_CURATOR), *(_vacant(each) for each in _without_curator(bank, held))]
    return (*here, *sorted(topics, key=lambda each: _place(bank, each)), *_of_skills(bank, today))


def _held(bank: Bank, today: str) -> Iterator[tuple[Person, Role, str | None]]:
    """Yield who holds which role, and the last day of it: the role's own, or that of the person."""
    for person in bank.people:
        for role in person.roles:
            if person.present(today) and role.held(today):
                yield person, role, min(filter(None, (person.until, role.until)), default=None)


def _of(role: Role) -> tuple[SkillId | None, ...]:
    return role.topics if role.name == TOPIC_CURATOR else (None,)


def _holders(held: list[Office], role: str) -> list[Office]:
    return [each for each in held if each.role == role]


def _vacant(skill: Skill) -> Office:
    return Office(TOPIC_CURATOR, skill.id, None, None)


def _without_curator(bank: Bank, held: list[Office]) -> list[Skill]:
    """Return the highest skills such that nobody is a topic curator of them, or of anything above or below."""
    codes = [bank.skills[each.topic].code for each in held if each.topic in bank.skills]
    free = [
        each
        for each in bank.by_code.values()
        if not any(within(each.code, code) or within(code, each.code) for code in codes)
    ]
    return [each for each in free if not any(within(each.code, other.code) for other in free if other is not each)]


def _place(bank: Bank, office: Office) -> int:
    return next(
        (place for place, each in enumerate(bank.by_code.values()) if each.id == office.topic), len(bank.skills)
    )


def _of_skills(bank: Bank, today: str) -> Iterator[Office]:
    """Yield the skills' own curators, who keep their texts; a skill need not have one."""
    for skill in bank.by_code.values():
        for id in skill.curators:
            person = bank.by_person.get(PersonId(id))
            if person is not None and person.present(today):
                yield Office(SKILL_CURATOR, skill.id, person, person.until)
