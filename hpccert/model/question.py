"""A question: its stem, what is to be judged or chosen, its key, and who may vouch for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NewType, assert_never

from hpccert import digest
from hpccert.model.paper import Kind
from hpccert.model.skill import OutcomeId, SkillId
from hpccert.problems import Spot

QuestionId = NewType("QuestionId", str)
PersonId = NewType("PersonId", str)


class Part(NamedTuple):
    """A statement or a choice; `right` is its key: the statement is true, the choice is correct.

    A named tuple, as is `Card`: a bank has hundreds of thousands, made five times as fast as frozen dataclasses.
    """

    id: str
    text: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class TrueFalseSet:
    """Statements, each judged true or false; a form shows some of them."""

    statements: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SingleChoice:
    """Choices of which one is right."""

    choices: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class MultipleChoice:
    """Choices of which a set is right."""

    choices: tuple[Part, ...]


Task = TrueFalseSet | SingleChoice | MultipleChoice


class Card(NamedTuple):
    """What the rest of a bank must know of a question: all but its texts and its key."""

    id: QuestionId
    skill: SkillId
    outcomes: tuple[OutcomeId, ...]
    difficulty: str
    minutes: int
    authors: tuple[PersonId, ...]
    language: str
    enemies: tuple[QuestionId, ...]
    pool: str
    digest: str  # of all the question's data, not of its formatting
    file: str

    @classmethod
    def of(cls, data: dict[str, Any], file: str) -> "Card":
        """Build a card from data that the schema of its question's type has accepted."""
        return cls(
            id=QuestionId(data["id"]),
            skill=SkillId(data["skill"]),
            outcomes=tuple(data["outcomes"]),
            difficulty=data["difficulty"],
            minutes=data["minutes"],
            authors=tuple(data["authors"]),
            language=data["language"],
            enemies=tuple(data.get("enemies", ())),
            pool=data["pool"],
            digest=digest.digest(data),
            file=file,
        )

    @classmethod
    def kept(cls, values: Sequence[Any], file: str, shared: dict[Any, Any]) -> "Card":
        """Build a card again from its `values`; those that many cards have are kept once, in `shared`."""
        plain = [tuple(each) if isinstance(each, list) else each for each in values]
        for index in SHARED:
            plain[index] = shared.setdefault(plain[index], plain[index])
        return cls._make((*plain, file))

    @property
    def values(self) -> list[Any]:
        """What is to be kept of a card, as JSON: all but the file's name."""
        return list(self[:-1])

    def at(self, *keys: str | int) -> Spot:
        """Return the place of a value of this question."""
        return Spot(self.file, keys)


SHARED = tuple(map(Card._fields.index, ("skill", "outcomes", "difficulty", "authors", "language", "enemies", "pool")))


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the bank, with its texts and its key."""

    card: Card
    stem: str
    task: Task
    explanation: str
    data: Mapping[str, Any] = field(repr=False, compare=False)

    @classmethod
    def of(cls, data: dict[str, Any], file: str) -> "Question":
        """Build a question from data that the schema of its type has accepted."""
        return cls(Card.of(data, file), data["stem"], task_of(data), data["explanation"], data)

    @property
    def id(self) -> QuestionId:
        """The question's id."""
        return self.card.id

    @property
    def texts(self) -> tuple[str, ...]:
        """What an examinee reads: the stem, then the parts."""
        return (self.stem, *(each.text for each in parts_of(self.task)))

    def at(self, *keys: str | int) -> Spot:
        """Return the place of a value of this question."""
        return self.card.at(*keys)


def task_of(data: dict[str, Any]) -> Task:
    """Build what is to be answered from checked data of a question."""
    kind = Kind(data["type"])
    match kind:
        case Kind.TRUE_FALSE_SET:
            return TrueFalseSet(tuple(_part(each, each["truth"]) for each in data["statements"]))
        case Kind.SINGLE_CHOICE:
            return SingleChoice(tuple(_part(each, each["correct"]) for each in data["choices"]))
        case Kind.MULTIPLE_CHOICE:
            return MultipleChoice(tuple(_part(each, each["correct"]) for each in data["choices"]))
        case _:
            assert_never(kind)


def kind_of(task: Task) -> Kind:
    """Return how a task is answered."""
    match task:
        case TrueFalseSet():
            return Kind.TRUE_FALSE_SET
        case SingleChoice():
            return Kind.SINGLE_CHOICE
        case MultipleChoice():
            return Kind.MULTIPLE_CHOICE
        case _:
            assert_never(task)


def parts_of(task: Task) -> tuple[Part, ...]:
    """Return a task's statements or choices."""
    match task:
        case TrueFalseSet(parts) | SingleChoice(parts) | MultipleChoice(parts):
            return parts
        case _:
            assert_never(task)


def parts_key(task: Task) -> str:
    """Return the name of a task's parts in a question file."""
    return "statements" if isinstance(task, TrueFalseSet) else "choices"


def _part(data: dict[str, Any], right: bool) -> Part:
    return Part(data["id"], data["text"], right, data.get("why", ""))
