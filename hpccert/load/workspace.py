"""A workspace folder -> its bank, and what was wrong with the files that did not load."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from hpccert.load import schemas, small_yaml
from hpccert.model.bank import Bank, Workspace
from hpccert.model.certificate import Certificate, CertificateId
from hpccert.model.people import FILE as PEOPLE
from hpccert.model.people import Person
from hpccert.model.question import Question, QuestionId
from hpccert.model.review import Record
from hpccert.model.skill import Skill, SkillId
from hpccert.problems import Finding, HpccertError, Severity, Spot

WORKSPACE = "hpccert.yaml"
DEPTHS = {"skills": 2, "questions": 2, "reviews": 2, "certificates": 1}
LAYOUT = {
    "skills": "skills/<set>/<id>.yaml",
    "questions": "questions/<skill id>/<id>.yaml",
    "reviews": "reviews/<skill id>/<question id>.yaml",
    "certificates": "certificates/<id>.yaml",
}
ENDINGS = (".yaml", ".yml")
IGNORED = {"README.md"}

CODES = {
    "Y006": (
        "file_lies_in_its_place",
        "Data files end in `.yaml` and lie where the layout of a workspace puts them; links are not read.\n\n"
        "Why: a file in the wrong place would be skipped, and its author would not notice.",
    ),
}


@dataclass(slots=True)
class _Gathered:
    skills: dict[SkillId, Skill] = field(default_factory=dict)
    questions: dict[QuestionId, Question] = field(default_factory=dict)
    records: dict[QuestionId, tuple[Record, ...]] = field(default_factory=dict)
    certificates: dict[CertificateId, Certificate] = field(default_factory=dict)
    twice: list[Skill | Question | Certificate] = field(default_factory=list)
    broken: set[tuple[str, str]] = field(default_factory=set)
    files: int = 1  # hpccert.yaml itself
    findings: list[Finding] = field(default_factory=list)


def root_of(start: Path) -> Path:
    """Return the workspace folder that a folder is in: the nearest one above with `hpccert.yaml`.

    Raises:
        HpccertError: there is none.
    """
    try:
        here = start.resolve()
        for folder in (here, *here.parents):
            if (folder / WORKSPACE).is_file():
                return folder
    except OSError as error:
        raise HpccertError(f"'{start}' cannot be read: {(error.strerror or str(error)).lower()}") from None
    raise HpccertError(f"no {WORKSPACE} in '{start}' or above; change to a workspace or name one with --root")


def load(root: Path) -> tuple[Bank, list[Finding]]:
    """Read a workspace.

    Raises:
        HpccertError: `hpccert.yaml` itself cannot be read, so that there is nothing to go by.
    """
    workspace = _workspace(root)
    gathered = _Gathered()
    people = _people(root, gathered)
    for folder in DEPTHS:
        for file in _files(root, folder, gathered):
            _take(root, folder, file, gathered)
    bank = Bank(
        workspace=workspace,
        people=people,
        skills=gathered.skills,
        questions=gathered.questions,
        records=gathered.records,
        certificates=gathered.certificates,
        twice=tuple(gathered.twice),
        broken=frozenset(gathered.broken),
        files=gathered.files,
    )
    return bank, gathered.findings


def located(root: Path, findings: list[Finding]) -> list[Finding]:
    """Return the findings with line and column, looked up in their files again."""
    documents: dict[str, small_yaml.Document | None] = {}
    out = []
    for each in findings:
        if each.line == 0 and each.spot.file not in documents:
            documents[each.spot.file] = _document(root / each.spot.file)
        out.append(each if each.line else _placed(each, documents[each.spot.file]))
    return out


def check_text(data: bytes, folder: str, file: str) -> tuple[Any, list[Finding]]:
    """Read a file's bytes and check them by the schema of its folder; the value is None if faulty."""
    document, broken = small_yaml.parse(data)
    if document is None:
        return None, [
            Finding(Spot(file), each.code, each.message, line=each.line, column=each.column) for each in broken
        ]
    schema, found = _schema(folder, document.value)
    if schema:
        found = schemas.faults(schema, document.value)
    findings = [_placed(Finding(Spot(file, keys), code, message), document) for keys, code, message in found]
    return (None if findings else _whole(document.value)), findings


def _whole(value: Any) -> Any:
    """Return a value with each number such as 2.0 as 2: a schema takes it for a whole number."""
    match value:
        case dict():
            return {key: _whole(each) for key, each in value.items()}
        case list():
            return [_whole(each) for each in value]
        case float() if value.is_integer():
            return int(value)
        case _:
            return value


def _schema(folder: str, value: Any) -> tuple[str | None, list[schemas.Fault]]:
    if folder == "questions":
        return schemas.question_schema(value)
    return {"skills": "skill", "certificates": "certificate"}.get(folder, folder), []


def _workspace(root: Path) -> Workspace:
    value, findings = check_text(read_bytes(root / WORKSPACE), "workspace", WORKSPACE)
    if findings:
        raise HpccertError("; ".join(str(each) for each in findings))
    return Workspace.of(value)


def _people(root: Path, gathered: _Gathered) -> tuple[Person, ...]:
    if not os.path.lexists(root / PEOPLE):
        return ()
    value = _checked(root, "people", PEOPLE, gathered)
    return () if value is None else tuple(Person.of(each, index) for index, each in enumerate(value["people"]))


def _checked(root: Path, folder: str, file: str, gathered: _Gathered) -> Any:
    gathered.files += 1
    try:
        data = read_bytes(root / file)
    except HpccertError as error:
        value, findings = None, [Finding(Spot(file), "Y001", str(error), line=1, column=1)]
    else:
        value, findings = check_text(data, folder, file)
    if findings:
        gathered.broken.add((folder, PurePosixPath(file).stem))
    gathered.findings += findings
    return value


def read_bytes(path: Path, limit: int = small_yaml.MAX_BYTES, follow: bool = False) -> bytes:
    """Read a regular file, at most a byte more than the limit; links are followed only if asked for.

    Raises:
        HpccertError: it is no regular file or cannot be read.
    """
    try:
        no_link = 0 if follow else getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(path, os.O_RDONLY | no_link | getattr(os, "O_NONBLOCK", 0))
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise HpccertError(f"'{path.name}' is not a regular file")
            with os.fdopen(handle, "rb", closefd=False) as file:
                return file.read(limit + 1)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise HpccertError(f"'{path.name}' is a link; put the file itself here") from None
        raise HpccertError(f"'{path.name}' cannot be read: {(error.strerror or str(error)).lower()}") from None


def _files(root: Path, folder: str, gathered: _Gathered) -> Iterator[str]:
    """Yield the data files of a folder in order; report what lies there and is not one."""
    if (root / folder).is_symlink():
        _misplaced(gathered, PurePosixPath(folder), "links are not read; put the folder itself here")
        gathered.broken.add((folder, "*"))
        return
    for file, entry in _entries(root / folder, PurePosixPath(folder)):
        if entry is None:
            _misplaced(gathered, file, "the folder cannot be read; check its permissions")
            gathered.broken.add((folder, "*"))
        elif not entry.is_file(follow_symlinks=False):
            _misplaced(gathered, file, "links and special files are not read; put the file itself here")
        elif not _is_utf8(file):
            _misplaced(gathered, file, "the name of this file is not UTF-8; rename it")
        elif file.suffix.lower() in ENDINGS and file.suffix != ".yaml":
            _misplaced(gathered, file, "this file is not read; data files are named <id>.yaml")
        elif file.suffix != ".yaml":
            if file.name not in IGNORED:
                _misplaced(gathered, file, "this file is not read; data files are named <id>.yaml", Severity.WARNING)
        elif len(file.parts) != DEPTHS[folder] + 1:
            _misplaced(gathered, file, f"this file lies in the wrong place; the layout is {LAYOUT[folder]}")
        else:
            yield str(file)


def _misplaced(gathered: _Gathered, file: PurePosixPath, message: str, severity: Severity = Severity.ERROR) -> None:
    shown = os.fsencode(str(file)).decode("utf-8", "backslashreplace")
    gathered.findings.append(Finding(Spot(shown), "Y006", message, severity, 1, 1))
    if severity is Severity.ERROR:  # what names it is not at fault
        gathered.broken.add((file.parts[0], file.stem))


def _is_utf8(file: PurePosixPath) -> bool:
    try:
        return bool(str(file).encode())
    except UnicodeEncodeError:
        return False


def _entries(folder: Path, name: PurePosixPath) -> Iterator[tuple[PurePosixPath, "os.DirEntry[str] | None"]]:
    """Yield the entries below a folder, without hidden ones; no entry for a folder without rights."""
    waiting: list[tuple[Path, PurePosixPath, os.DirEntry[str] | None]] = [(folder, name, None)]
    while waiting:
        path, place, entry = waiting.pop()
        if entry is not None and not entry.is_dir(follow_symlinks=False):
            yield place, entry
            continue
        try:
            with os.scandir(path) as entries:
                below = sorted(entries, key=lambda each: each.name, reverse=True)
        except FileNotFoundError:
            continue
        except OSError:
            yield place, None
            continue
        waiting += [(path / each.name, place / each.name, each) for each in below if not each.name.startswith(".")]


def _take(root: Path, folder: str, file: str, gathered: _Gathered) -> None:
    stem = PurePosixPath(file).stem
    value = _checked(root, folder, file, gathered)
    if value is None:
        return
    match folder:
        case "skills":
            _keep(gathered, gathered.skills, Skill.of(value, file))
        case "questions":
            _keep(gathered, gathered.questions, Question.of(value, file))
        case "certificates":
            _keep(gathered, gathered.certificates, Certificate.of(value, file))
        case _:
            id = QuestionId(stem)
            records = tuple(Record.of(each, id, file, index) for index, each in enumerate(value))
            gathered.records[id] = gathered.records.get(id, ()) + records


def _keep(gathered: _Gathered, kept: dict[Any, Any], new: Skill | Question | Certificate) -> None:
    if new.id in kept:
        gathered.twice.append(new)
    else:
        kept[new.id] = new


def _document(path: Path) -> small_yaml.Document | None:
    try:
        return small_yaml.parse(read_bytes(path))[0]
    except HpccertError:
        return None


def _placed(finding: Finding, document: small_yaml.Document | None) -> Finding:
    """Return a finding with the place of its value, or of the nearest one around it."""
    keys = finding.spot.keys
    if document is None:
        return replace(finding, line=1, column=1)
    if keys and keys[-1] == schemas.KEY:
        line, column = document.key_places[keys[:-1]]
        return replace(finding, spot=Spot(finding.spot.file, keys[:-1]), line=line, column=column)
    while keys not in document.places:
        keys = keys[:-1]
    line, column = document.places[keys]
    return replace(finding, line=line, column=column)
