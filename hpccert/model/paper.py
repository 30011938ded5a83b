"""What an examinee may see of a form: no key can be in it, for there is no place for one."""

from dataclasses import asdict, dataclass

from hpccert.digest import digest
from hpccert.model.kind import Kind

LABELS = "abcdefghij"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on a paper; its parts (statements or choices) are labeled a, b, c ... in order."""

    number: int
    kind: Kind
    marks: int
    stem: str
    parts: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The parts' labels, in order."""
        return tuple(LABELS[: len(self.parts)])


def identity(questions: tuple[Asked, ...]) -> str:
    """Return a name for what is asked: another for papers that differ in a question, a part or an order."""
    return digest([asdict(each) for each in questions]).removeprefix("sha256:")[:16]


@dataclass(frozen=True, slots=True)
class Paper:
    """One form as it is handed out."""

    title: str
    standard: str
    sitting: str
    form: int
    language: str
    practice: bool
    minutes: int  # that the examinee has
    marks: int  # the full score
    instructions: tuple[str, ...]
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The key of one question: for each part whether it is true (or correct), and why."""

    number: int
    question: str
    skill: str
    right: tuple[bool, ...]
    whys: tuple[str, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class KeySheet:
    """A paper with its key: for markers and curators, never for examinees before the exam."""

    paper: Paper
    answers: tuple[Answer, ...]
