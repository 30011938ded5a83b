"""The files of a workspace -> its bank, and what was wrong with those that did not load."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hpccert.load import reading
from hpccert.load.scan import File, Scan, read_bytes, scanned
from hpccert.model.bank import Bank, Workspace
from hpccert.model.certificate import Certificate, CertificateId
from hpccert.model.people import Person
from hpccert.model.question import Card, Question, QuestionId
from hpccert.model.review import Record
from hpccert.model.skill import Skill, SkillId
from hpccert.problems import Finding, HpccertError, Spot

Examined = tuple[File, Any, list[Finding]]  # a file, what the bank needs of it (None: it is faulty), its findings
Examination = Callable[[Path, Sequence[File]], Iterable[Examined]]


def examined(root: Path, files: Sequence[File]) -> Iterator[Examined]:
    """Yield each file with what the bank needs of it: read and checked by its schema, by no rule."""
    for file in files:
        data, unread = contents(root, file)
        yield (file, None, unread) if data is None else (file, *examination(file.kind, data, file.name))


def examination(kind: str, data: bytes, name: str) -> tuple[Any, list[Finding]]:
    """Return what the bank needs of a file with this content, and its findings."""
    value, findings = reading.read(kind, data, name)
    return (None if value is None else kept(kind, value)), findings


def contents(root: Path, file: File) -> tuple[bytes | None, list[Finding]]:
    """Return a file's bytes, or a finding that says why it cannot be read."""
    try:
        return read_bytes(f"{root}/{file.name}"), []
    except HpccertError as error:
        return None, [Finding(Spot(file.name), "Y001", str(error), line=1, column=1)]


def kept(kind: str, value: Any) -> Any:
    """Return what the bank needs of a checked value: of a question its card, without the file's name."""
    return Card.of(value, "").values if kind == "questions" else value


def load(root: Path, examine: Examination = examined) -> tuple[Bank, list[Finding]]:
    """Read a workspace.

    Args:
        root: its folder.
        examine: yields what the bank needs of each file.

    Raises:
        HpccertError: `hpccert.yaml` itself cannot be read, so that there is nothing to go by.
    """
    return gathered(root, scanned(root), examine)


def gathered(root: Path, scan: Scan, examine: Examination) -> tuple[Bank, list[Finding]]:
    """Read the files of a scanned workspace; see `load`."""
    gathered = _Gathered(scan)
    for file, value, findings in examine(root, scan.files):
        gathered.findings += findings
        if value is None and file.kind == "workspace":
            raise HpccertError("; ".join(str(each) for each in findings))
        if value is None:
            gathered.broken.add((file.kind, file.stem))
        else:
            gathered.take(file, value)
    return gathered.bank(), gathered.findings


def located(root: Path, findings: list[Finding]) -> list[Finding]:
    """Return the findings with line and column, looked up in their files again."""
    missing: dict[str, list[Finding]] = {}
    for each in findings:
        if each.line == 0:
            missing.setdefault(each.spot.file, []).append(each)
    found = [each for file, here in missing.items() for each in reading.located(_read_again(root, file), here)]
    return [each for each in findings if each.line] + found


def questions(root: Path, cards: Iterable[Card]) -> dict[QuestionId, Question]:
    """Return the questions of these cards with their texts, read from their files.

    Raises:
        HpccertError: a file changed since its card was made.
    """
    return {each.id: question(root, each) for each in cards}


def question(root: Path, card: Card) -> Question:
    """Return the question of a card with its texts; see `questions`."""
    value, _ = reading.read("questions", read_bytes(root / card.file), card.file)
    found = None if value is None else Question.of(value, card.file)
    if found is None or found.card.digest != card.digest:
        raise HpccertError(f"{card.file} changed while it was being read; try again")
    return found


def _read_again(root: Path, file: str) -> bytes:
    try:
        return read_bytes(root / file)
    except HpccertError:
        return b""


@dataclass(slots=True)
class _Gathered:
    scan: Scan
    workspace: Workspace = field(init=False)
    people: tuple[Person, ...] = ()
    skills: dict[SkillId, Skill] = field(default_factory=dict)
    questions: dict[QuestionId, Card] = field(default_factory=dict)
    records: dict[QuestionId, tuple[Record, ...]] = field(default_factory=dict)
    certificates: dict[CertificateId, Certificate] = field(default_factory=dict)
    twice: list[Skill | Card | Certificate] = field(default_factory=list)
    broken: set[tuple[str, str]] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def take(self, file: File, value: Any) -> None:
        match file.kind:
            case "questions":
                self._keep(self.questions, Card.kept(value, file.name))
            case "skills":
                self._keep(self.skills, Skill.of(value, file.name))
            case "certificates":
                self._keep(self.certificates, Certificate.of(value, file.name))
            case "reviews":
                id = QuestionId(file.stem)
                records = tuple(Record.of(each, id, file.name, index) for index, each in enumerate(value))
                self.records[id] = self.records.get(id, ()) + records
            case "people":
                self.people = tuple(Person.of(each, index) for index, each in enumerate(value["people"]))
            case _:
                self.workspace = Workspace.of(value)

    def bank(self) -> Bank:
        self.findings[:0] = self.scan.findings
        return Bank(
            workspace=self.workspace,
            people=self.people,
            skills=self.skills,
            questions=self.questions,
            records=self.records,
            certificates=self.certificates,
            twice=tuple(self.twice),
            broken=frozenset(self.broken | self.scan.broken),
            files=len(self.scan.files),
        )

    def _keep(self, kept: dict[Any, Any], new: Skill | Card | Certificate) -> None:
        if new.id in kept:
            self.twice.append(new)
        else:
            kept[new.id] = new
