"""What validation is measured beside what: for each contender its commands and what happens before and after a run."""

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks import installed

HPCCERT = str(Path(sys.executable).parent / "hpccert")
COLD, WARM, EDITED = "hpccert, cold", "hpccert, warm", "hpccert, warm, one file edited"
READING, CHECK_JSONSCHEMA = "reading and hashing the bytes", "check-jsonschema"
CHUNK = 5_000  # files a command: well below what a command line may hold
SCHEMAS = {"skills": "skill", "reviews": "reviews", "certificates": "certificate"}


def nothing() -> None:
    """Do nothing before or after a run."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One row of the table, and how often it is run; one that `fills` its cache is first run once without measuring."""

    name: str
    commands: list[list[str]]
    runs: int
    environment: dict[str, str]
    before: Callable[[], None] = field(default=nothing)
    after: Callable[[], None] = field(default=nothing)
    fills: bool = False


def contenders(root: Path, scratch: Path, questions: int) -> list[Contender]:
    """Return all contenders for a workspace, ours first."""
    runs = 7 if questions <= 1_000 else 5 if questions <= 10_000 else 3
    return [*_ours(root, scratch, runs), *_peers(root, scratch, questions, runs)]


def _ours(root: Path, scratch: Path, runs: int) -> Iterator[Contender]:
    caches = {name: scratch / f"cache-{name}" for name in ("cold", "warm", "edited", "single")}
    environments = {name: installed.environment(XDG_CACHE_HOME=str(each)) for name, each in caches.items()}
    edited = min((root / "questions").rglob("*.yaml"))
    edit = Edit(edited)
    command = [HPCCERT, "validate"]
    single = [*command, str(edited.relative_to(root))]
    yield Contender(COLD, [command], runs, environments["cold"], before=lambda: _emptied(caches["cold"]))
    yield Contender(WARM, [command], runs, environments["warm"], fills=True)
    yield Contender(EDITED, [command], runs, environments["edited"], edit.make, edit.undo, fills=True)
    yield Contender("hpccert, warm, one file named", [single], runs, environments["single"], fills=True)


def _peers(root: Path, scratch: Path, questions: int, runs: int) -> Iterator[Contender]:
    python, _ = installed.python_peers()
    schemas = installed.bundled_schemas(scratch / "schemas")
    alone = {name: each for name, each in installed.environment().items() if name != "PYTHONPATH"}
    few = 3 if questions <= 1_000 else 2 if questions <= 10_000 else 1
    loop = [str(python), str(installed.PEERS / "loop.py")]
    yield Contender(READING, [[str(python), str(installed.PEERS / "read_bytes.py"), str(root)]], runs, alone)
    yield Contender("PyYAML (C) + fastjsonschema", [[*loop, "fastjsonschema", str(root), str(schemas)]], few, alone)
    yield Contender("PyYAML (C) + jsonschema", [[*loop, "jsonschema", str(root), str(schemas)]], few, alone)
    if installed.node_peers():
        node = ["node", str(installed.PEERS / "ajv.cjs"), str(root), str(schemas)]
        yield Contender("js-yaml + ajv", [node], few, {**alone, "NODE_PATH": str(installed.NODE / "node_modules")})
    if questions <= 10_000:
        checks = list(_check_jsonschema(python.with_name("check-jsonschema"), root, schemas))
        yield Contender(CHECK_JSONSCHEMA, checks, 1, alone)


class Edit:
    """A file that gets other bytes before each run and has its old ones after it."""

    def __init__(self, path: Path) -> None:
        """Remember the file as it is."""
        self._path, self._bytes, self._count = path, path.read_bytes(), 0

    def make(self) -> None:
        """Add a comment that was never there."""
        self._count += 1
        self._path.write_bytes(self._bytes + f"# edited for the run {self._count}\n".encode())

    def undo(self) -> None:
        """Write the old bytes."""
        self._path.write_bytes(self._bytes)


def _check_jsonschema(program: Path, root: Path, schemas: Path) -> Iterator[list[str]]:
    """Yield the commands by which its users check a workspace: a schema with many files; sorting them is not timed."""
    for schema, files in _by_schema(root).items():
        rest: Iterator[str] = iter(files)
        while chunk := list(islice(rest, CHUNK)):
            yield [str(program), "--schemafile", str(schemas / f"{schema}.json"), *chunk]


def _by_schema(root: Path) -> dict[str, Iterable[str]]:
    found: dict[str, list[str]] = {"workspace": ["hpccert.yaml"], "people": ["people.yaml"]}
    for folder, schema in SCHEMAS.items():
        found[schema] = [str(each.relative_to(root)) for each in sorted((root / folder).rglob("*.yaml"))]
    for each in sorted((root / "questions").rglob("*.yaml")):
        kind = each.read_text("utf-8").partition("\ntype: ")[2].partition("\n")[0]
        found.setdefault(f"question-{kind}", []).append(str(each.relative_to(root)))
    return dict(found)


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
