"""The files of a workspace -> its bank, and what was wrong with those that did not load."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hpccert.load import reading
from hpccert.load.scan import File, Scan, contents, read_bytes, scanned
from hpccert.model.bank import Bank, Workspace
from hpccert.model.certificate import Certificate, CertificateId
from hpccert.model.checklist import Checklist
from hpccert.model.people import Person
from hpccert.model.question import Card, Question, QuestionId
from hpccert.model.review import Record
from hpccert.model.skill import Skill, SkillId
from hpccert.problems import Finding, HpccertError

# a file; what the bank needs of it: of a question the values of its card, else all, None if it is faulty; its findings
Contents = Callable[[str], tuple[bytes | None, list[Finding]]]  # of a file by its name
Examined = tuple[File, Any, list[Finding]]


def load(root: Path) -> tuple[Bank, list[Finding]]:
    """Read a workspace, checked by its schemas and by no rule.

    Raises:
        HpccertError: `hpccert.yaml` itself cannot be read, so that there is nothing to go by.
    """
    scan = scanned(root)
    return gathered(scan, (_examined(root, each) for each in scan.files))


def gathered(scan: Scan, examined: Iterable[Examined]) -> tuple[Bank, list[Finding]]:
    """Return the bank that the files of a scan make, and all findings in them; see `load`."""
    gathered = _Gathered(scan)
    for file, value, findings in examined:
        gathered.findings += findings
        if value is None and file.kind == "workspace":
            raise HpccertError("; ".join(str(each) for each in findings))
        if value is None:
            gathered.broken.add((file.kind, file.stem))
        else:
            gathered.take(file, value)
    return gathered.bank(), gathered.findings


def _examined(root: Path, file: File) -> Examined:
    data, unread = contents(root, file.name)
    if data is None:
        return file, None, unread
    value, findings = reading.read(file.kind, data, file.name)
    if value is not None and file.kind == "questions":
        value = Card.of(value, "").values
    return file, value, findings


def located(findings: list[Finding], contents: Contents) -> list[Finding]:
    """Return the findings with line and column, looked up in the contents of their files."""
    missing: dict[str, list[Finding]] = {}
    for each in findings:
        if each.line == 0:
            missing.setdefault(each.spot.file, []).append(each)
    found = [each for file, here in missing.items() for each in reading.located(contents(file)[0] or b"", here)]
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


@dataclass(slots=True)
class _Gathered:
    scan: Scan
    workspace: Workspace = field(init=False)
    people: tuple[Person, ...] = ()
    skills: dict[SkillId, Skill] = field(default_factory=dict)
    questions: dict[QuestionId, Card] = field(default_factory=dict)
    records: dict[QuestionId, tuple[Record, ...]] = field(default_factory=dict)
    certificates: dict[CertificateId, Certificate] = field(default_factory=dict)
    checklists: list[Checklist] = field(default_factory=list)
    twice: list[Skill | Card | Certificate] = field(default_factory=list)
    broken: set[tuple[str, str]] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    shared: dict[Any, Any] = field(default_factory=dict)  # what many cards have, once

    def take(self, file: File, value: Any) -> None:
        match file.kind:
            case "questions":
                self._keep(self.questions, Card.kept(value, file.name, self.shared))
            case "skills":
                self._keep(self.skills, Skill.of(value, file.name))
            case "certificates":
                self._keep(self.certificates, Certificate.of(value, file.name))
            case "reviews":
                id = QuestionId(file.stem)
                records = tuple(Record.of(each, id, file.name, index) for index, each in enumerate(self._shared(value)))
                self.records[id] = self.records.get(id, ()) + records
            case "review":
                self.checklists.append(Checklist.of(value, file.name))
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
            checklists=tuple(self.checklists),
            twice=tuple(self.twice),
            broken=frozenset(self.broken | self.scan.broken),
            files=len(self.scan.files),
        )

    def _shared(self, records: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the data of a question's records with who wrote them, and what digest they name, kept once."""
        digests: dict[str, str] = {}
        for each in records:
            by, digest = each["by"], each["digest"]
            yield {**each, "by": self.shared.setdefault(by, by), "digest": digests.setdefault(digest, digest)}

    def _keep(self, kept: dict[Any, Any], new: Skill | Card | Certificate) -> None:
        if new.id in kept:
            self.twice.append(new)
        else:
            kept[new.id] = new
