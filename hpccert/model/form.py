"""A sitting and its forms, with their keys: what was drawn, and how it is marked."""

from dataclasses import dataclass
from functools import cached_property

from hpccert.model.certificate import Certificate, Line
from hpccert.model.paper import Answer, Asked, KeySheet, Paper
from hpccert.model.question import Part, Question, kind_of
from hpccert.model.skill import SkillId

FORMS_FILE = "secret/forms.json"  # in a sitting's folder: what was drawn, with the keys
FORMS_FORMAT = "hpccert-forms-1"


@dataclass(frozen=True, slots=True)
class Item:
    """A question on a form with the parts that are shown, in their order."""

    question: Question
    line: Line
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One drawn paper, by its number in the sitting."""

    number: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Sitting:
    """One occasion of a certificate's exam."""

    id: str
    standard: str  # name and version of the standard, as papers show it
    certificate: Certificate
    practice: bool
    skills: dict[SkillId, str]  # the blueprint's skills by id, as "USE1.1 Command Line Interface"
    forms: tuple[Form, ...]

    @cached_property
    def by_number(self) -> dict[int, Form]:
        """The forms by their numbers."""
        return {each.number: each for each in self.forms}


def paper_of(sitting: Sitting, form: Form, instructions: tuple[str, ...]) -> Paper:
    """Return what an examinee may see of a form."""
    certificate = sitting.certificate
    return Paper(
        title=certificate.title,
        standard=sitting.standard,
        sitting=sitting.id,
        form=form.number,
        language=certificate.language,
        practice=sitting.practice,
        minutes=certificate.time_limit,
        marks=certificate.blueprint.marks,
        instructions=instructions,
        questions=asked_of(form),
    )


def key_of(sitting: Sitting, form: Form, instructions: tuple[str, ...]) -> KeySheet:
    """Return a form's paper with its key."""
    answers = tuple(_answer(sitting, number, each) for number, each in enumerate(form.items, 1))
    return KeySheet(paper_of(sitting, form, instructions), answers)


def asked_of(form: Form) -> tuple[Asked, ...]:
    """Return what a form asks, in order."""
    return tuple(_asked(number, each) for number, each in enumerate(form.items, 1))


def _asked(number: int, item: Item) -> Asked:
    return Asked(
        number=number,
        kind=kind_of(item.question.task),
        marks=item.line.weight,
        stem=item.question.stem,
        parts=tuple(each.text for each in item.parts),
    )


def _answer(sitting: Sitting, number: int, item: Item) -> Answer:
    return Answer(
        number=number,
        question=item.question.id,
        skill=sitting.skills[item.line.skill],
        right=tuple(each.right for each in item.parts),
        whys=tuple(each.why for each in item.parts),
        explanation=item.question.explanation,
    )
