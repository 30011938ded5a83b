"""A question: its stem, what is to be judged or chosen, its key, and who may vouch for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, NewType, assert_never

from hpccert import digest
from hpccert.model.kind import Kind
from hpccert.model.skill import OutcomeId, SkillId
from hpccert.model.text import Texts
from hpccert.problems import Spot

TRIVIA = bytes(each for each in range(1, 128) if not chr(each).isalnum())

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
    """What the rest of a bank must know of a question: all but its texts and its key, of which it has the counts."""

    id: QuestionId
    skill: SkillId
    outcomes: tuple[OutcomeId, ...]
    difficulty: str
    minutes: int
    authors: tuple[PersonId, ...]
    language: str
    enemies: tuple[QuestionId, ...]
    pool: str
    type: str
    right: int  # statements or choices
    wrong: int
    longest_is_right: bool  # of the choices of a single-choice question
    digest: str  # of all the question's data, not of its formatting
    file: str

    @classmethod
    def of(cls, data: dict[str, Any], file: str) -> "Card":
        """Build a card from data that the schema of its question's type has accepted."""
        keys, single = _keys(data), data["type"] == Kind.SINGLE_CHOICE
        right = sum(keys)
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
            type=data["type"],
            right=right,
            wrong=len(keys) - right,
            longest_is_right=single and _longest_is_right(data["choices"]),
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


SHARED = tuple(
    map(Card._fields.index, ("skill", "outcomes", "type", "difficulty", "authors", "language", "enemies", "pool"))
)


@dataclass(frozen=True)
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

    @cached_property
    def texts(self) -> tuple[Texts, Texts, Texts]:
        """The stem; the statements or choices; what is shown after an exam."""
        name, parts = parts_key(self.task), parts_of(self.task)
        return (
            Texts.of(((("stem",), self.stem),)),
            Texts.of(tuple([((name, index, "text"), each.text) for index, each in enumerate(parts)])),
            Texts.of(
                (
                    (("explanation",), self.explanation),
                    *[((name, index, "why"), each.why) for index, each in enumerate(parts) if each.why],
                )
            ),
        )

    def at(self, *keys: str | int) -> Spot:
        """Return the place of a value of this question."""
        return self.card.at(*keys)

    @cached_property
    def may_repeat(self) -> bool:
        """Whether two parts may differ in case, space and punctuation only; surely not, if this is false."""
        said = self.texts[1].joined.lower().encode("utf-8", "surrogatepass").translate(None, TRIVIA).split(b"\0")
        return len(set(said)) < len(said)


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


def asked(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what an examinee reads, from checked data of a question: the stem, then the parts."""
    return (data["stem"], *(each["text"] for each in data.get("statements") or data["choices"]))


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


def shown_length(text: str) -> int:
    """Return about how many characters of a text a reader sees."""
    return len(text.strip().replace("`", ""))


def _keys(data: dict[str, Any]) -> list[bool]:
    if data["type"] == Kind.TRUE_FALSE_SET:
        return [each["truth"] for each in data["statements"]]
    return [each["correct"] for each in data["choices"]]


def _longest_is_right(choices: list[dict[str, Any]]) -> bool:
    """Whether the right choice is longer than every other."""
    lengths = sorted((shown_length(each["text"]), each["correct"]) for each in choices)
    return lengths[-1][1] and lengths[-1][0] > lengths[-2][0]


def _part(data: dict[str, Any], right: bool) -> Part:
    return Part(data["id"], data["text"], right, data.get("why", ""))
