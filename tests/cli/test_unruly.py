"""A workspace that leads elsewhere or changes under our eyes: findings, nothing from outside, no waiting."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hpccert.load.scan import MAX_BYTES
from tests import builders, folders
from tests.cli.conftest import Run

CANARY = "canary-7d1f"
PLACES = (
    "questions/cli/q1.yaml",
    "skills/use/cli.yaml",
    "reviews/cli/q1.yaml",
    "certificates/license.yaml",
    "people.yaml",
)
FORMATS = ("text", "json", "sarif", "github", "junit")


@pytest.fixture
def outside(root: Path) -> Path:
    """A folder beside the workspace with files that nobody may see, one of them broken."""
    records = [builders.record(builders.card(), "bob", "approve").data]
    folders.write(root, "reviews/cli/q1.yaml", records)
    folder = root.parent / "outside"
    folders.write(folder, "question.yaml", builders.question_data("q1", stem=CANARY))
    folders.write(folder, "faulty.yaml", f"id: [{CANARY}\n{CANARY}: {CANARY}: x\n")
    folders.write(folder, "cli/q7.yaml", f"{CANARY}: [")
    return folder


# Links


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("target", ["question.yaml", "faulty.yaml", "", "nowhere"])
def test_a_link_out_of_the_workspace_is_told_and_shows_nothing_of_its_target(
    run: Run, root: Path, outside: Path, place: str, target: str
) -> None:
    (root / place).unlink()
    (root / place).symlink_to(outside / target)

    for format in FORMATS:
        ran = run("validate", "--format", format)

        assert ran.code == 1
        assert place in ran.out
        assert CANARY not in ran.out + ran.err


@pytest.mark.parametrize("folder", ["questions", "skills", "certificates", "reviews", "questions/cli", "skills/use"])
@pytest.mark.parametrize("target", ["outside", ".", "bank", "bank/questions", "itself"])
def test_a_folder_that_is_a_link_is_told_and_not_entered(
    run: Run, root: Path, outside: Path, folder: str, target: str
) -> None:
    shutil.rmtree(root / folder)
    (root / folder).symlink_to(root / folder if target == "itself" else root.parent / target)

    ran = run("validate")

    assert ran.code == 1
    assert ran.out.startswith(f"{folder}:1:1: Y006") or f"\n{folder}:1:1: Y006" in ran.out
    assert CANARY not in ran.out


def test_a_hard_link_is_a_file_like_any_other(run: Run, root: Path) -> None:
    os.link(root / "questions/cli/q1.yaml", root.parent / "q1.yaml")

    assert run("validate").code == 0


# Things that are no files


@pytest.mark.parametrize("place", [*PLACES, "questions/cli/new.yaml", "skills/new.yaml", "certificates/new.txt"])
@pytest.mark.parametrize("kind", ["pipe", "socket", "folder"])
def test_what_is_no_file_is_told_and_not_waited_for(run: Run, root: Path, outside: Path, place: str, kind: str) -> None:
    (root / place).unlink(missing_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(root / place)
        case "socket":
            bound = socket.socket(socket.AF_UNIX)
            here = Path.cwd()
            os.chdir((root / place).parent)  # the address of a socket must be short
            bound.bind(Path(place).name)
            os.chdir(here)
            bound.close()
        case _:
            (root / place).mkdir()

    ran = run("validate", "--strict")

    if kind != "folder":  # an empty one hides nothing
        assert ran.code == 1
        assert f"{place}:1:1:" in ran.out


# Files that change while they are read


def vanish(path: Path) -> None:
    path.unlink()


def become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def become_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def be_emptied(path: Path) -> None:
    path.write_bytes(b"")


def be_broken(path: Path) -> None:
    path.write_bytes(b"\xff: [\n")


def grow(path: Path) -> None:
    path.write_bytes(b"a: b\n" * MAX_BYTES)


def lose_lines(path: Path) -> None:
    path.write_text("id: x\n")


CHANGES = (vanish, become_a_pipe, become_a_folder, become_a_link, be_emptied, be_broken, grow, lose_lines)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("when", [1, 2, 3])
def test_a_file_that_changes_at_any_moment_ends_in_findings(
    run: Run, root: Path, outside: Path, monkeypatch: pytest.MonkeyPatch,
    place: str, change: Callable[[Path], None], when: int,
) -> None:  # fmt: skip
    damage = (root / place).read_text("utf-8")
    (root / place).write_text(damage + "\nmiss: 1\n" if not damage.startswith("-") else damage + "- {}\n")
    opened, times = os.open, 0

    def open_(path: "os.PathLike[str] | str", *rest: int, **more: int) -> int:
        nonlocal times
        if os.fspath(path).endswith(place):
            times += 1
            if times == when:
                change(root / place)
        return opened(path, *rest, **more)

    monkeypatch.setattr(os, "open", open_)

    ran = run("validate")

    assert (ran.code, ran.err) == (1, "")
    assert place in ran.out
    assert "root:" not in ran.out


def test_a_workspace_that_vanishes_is_one_sentence(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def open_(path: "os.PathLike[str] | str", *rest: int, **more: int) -> int:
        if os.fspath(path).endswith("hpccert.yaml"):
            shutil.rmtree(root, ignore_errors=True)
        return opened(path, *rest, **more)

    monkeypatch.setattr(os, "open", open_)

    ran = run("validate")

    assert (ran.out, ran.code) == ("", 2)
    assert ran.err == "hpccert: hpccert.yaml:1:1: Y001 'hpccert.yaml' cannot be read: no such file or directory\n"


# The network

NO_NETWORK = """
import sys
def refuse(event, arguments):
    if event.split(".")[0] in ("socket", "urllib", "http", "ftplib"):
        raise SystemExit(f"the network: {event}")
sys.addaudithook(refuse)
from hpccert.__main__ import main
sys.argv[0] = "hpccert"
main()
"""


def test_no_file_makes_validation_ask_the_network(root: Path) -> None:
    schema = "# yaml-language-server: $schema=https://example.org/x.json\n"
    faulty = f"{schema}$schema: https://example.org\n$ref: https://example.org\n$id: file:///etc/passwd\ntype: x\n"
    for place in PLACES:
        folders.write(root, place, faulty)
    folders.write(root, "questions/cli/q2.yaml", schema + json.dumps(builders.question_data("q2")))
    (root / "schemas").mkdir()
    (root / "schemas/skill.schema.json").write_text('{"$ref": "https://example.org/x.json"}')

    ran = subprocess.run(
        [sys.executable, "-c", NO_NETWORK, "validate"], cwd=root, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip

    assert (ran.returncode, ran.stderr) == (1, "")
    assert "unknown key '$ref'" in ran.stdout
