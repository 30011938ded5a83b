"""Files that are broken on purpose: one clear sentence or finding each, nothing executed, nothing lost."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders, folders
from tests.cli.conftest import Run

FILES = {
    "empty": b"",
    "only a comment": b"# nothing\n",
    "a word": b"hello\n",
    "a list": b"- a\n- b\n",
    "NUL": b"id: a\0b\n",
    "an escape code": b"id: \x1b[2J\n",
    "UTF-16": "id: q1\n".encode("utf-16"),
    "Latin-1": "id: caf\xe9\n".encode("latin-1"),
    "5 MB": b"id: " + b"x" * 5_000_000,
    "100,000 brackets": b"[" * 100_000,
    "100,000 dashes": b"- " * 100_000,
    "a Python object": b'!!python/object/apply:os.system ["touch pwned"]\n',
    "an include": b"id: !include /etc/passwd\n",
    "a repeated key": b"id: a\nid: b\n",
    "an alias bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a merge key": b"<<: {a: 1}\n",
    "a quotation mark": b"id: 'a\n",
    "a tab": b"a:\n\t- b\n",
    "two documents": b"id: a\n---\nid: b\n",
    "a path as id": b"id: ../../etc/passwd\ntype: single-choice\n",
}
READING = (
    ("validate",), ("validate", "--format", "json"), ("status",), ("skill", "tree"), ("skill", "show", "cli"),
    ("question", "show", "q1"), ("review", "queue"), ("review", "log", "q1"),
    ("pool", "status"), ("pool", "todo"), ("pool", "contributors"),
    ("exam", "check", "license", "--pool", "practice"),
    ("exam", "build", "license", "--pool", "practice", "--out", "out"),
)  # fmt: skip


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
@pytest.mark.parametrize("place", ["questions/cli/bad.yaml", "skills/use/bad.yaml", "certificates/bad.yaml"])
def test_a_broken_file_is_found_and_harms_nothing_else(run: Run, root: Path, place: str, content: bytes) -> None:
    path = root / place
    path.write_bytes(content)
    before = folders.tree(root.parent)

    findings = json.loads(run("validate", "--format", "json").out)

    assert {each["file"] for each in findings} == {place}
    assert all(each["line"] > 0 and each["column"] > 0 for each in findings)
    assert folders.tree(root.parent) == before


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_no_command_stumbles_over_a_broken_file(run: Run, root: Path, content: bytes) -> None:
    (root / "reviews/cli").mkdir(parents=True)
    (root / "reviews/cli/q1.yaml").write_bytes(content)
    (root / "questions/cli/bad.yaml").write_bytes(content)

    ran = [run(*words) for words in READING]

    assert all(each.code in (0, 1, 2) and "Traceback" not in each.err and "\x1b" not in each.out for each in ran)
    assert not (root / "pwned").exists()
    assert not (root / "out").exists()


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_broken_workspace_file_ends_every_command_with_one_sentence(run: Run, root: Path, content: bytes) -> None:
    (root / "hpccert.yaml").write_bytes(content)

    for words in READING:
        ran = run(*words)

        assert (ran.out, ran.code) == ("", 2)
        assert ran.err.startswith("hpccert: hpccert.yaml:")
        assert ran.err.count("\n") == 1


def test_a_folder_that_is_no_workspace_is_said_to_be_none(run: Run, tmp_path: Path) -> None:
    for words in READING:
        ran = run(*words, cwd=tmp_path)

        assert (ran.out, ran.code) == ("", 2)
        assert "no hpccert.yaml in '.' or above" in ran.err


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder that everybody can reach, and the rights of a user who owns nothing."""
    if os.geteuid() != 0:
        yield Path(tempfile.mkdtemp())
        return
    folder = Path(tempfile.mkdtemp(prefix="hpccert-test-"))
    folder.chmod(0o755)
    yield folder
    os.seteuid(0)
    shutil.rmtree(folder)


def drop_rights() -> None:
    if os.geteuid() == 0:
        os.seteuid(65534)


def test_folders_and_files_without_rights_are_findings(run: Run, as_nobody: Path) -> None:
    folders.workspace(as_nobody, [builders.question_data("q1")])
    run("validate", cwd=as_nobody)  # what the command imports lies where nobody may not look
    (as_nobody / "questions/cli").chmod(0)
    (as_nobody / "people.yaml").chmod(0)
    drop_rights()

    found = json.loads(run("validate", "--format", "json").out)

    assert {(each["file"], each["message"]) for each in found} == {
        ("questions/cli", "the folder cannot be read; check its permissions"),
        ("people.yaml", "'people.yaml' cannot be read: permission denied"),
    }


def test_writing_where_one_may_not_is_one_sentence(run: Run, as_nobody: Path) -> None:
    folders.workspace(as_nobody, [builders.question_data("q1")], builders.certificate_data())
    run("exam", "build", "license", "--pool", "practice", "--out", "first", cwd=as_nobody)
    shutil.rmtree(as_nobody / "first")
    for each in (as_nobody, as_nobody / "questions/cli"):
        each.chmod(0o555)
    before = folders.tree(as_nobody)
    drop_rights()

    ran = [
        run("question", "new", "cli", "q2"),
        run("review", "submit", "q1", "--as", "ann"),
        run("exam", "build", "license", "--pool", "practice", "--out", "out"),
    ]

    assert [(each.code, "cannot be written: permission denied" in each.err) for each in ran] == [(2, True)] * 3
    assert folders.tree(as_nobody) == before


def test_texts_that_look_like_code_reach_the_paper_as_text(run: Run, root: Path) -> None:
    hostile = '<script>alert(1)</script> [red]x[/red] #read("/etc/passwd") $x$ {{ 7*7 }} \\ @cite'
    for number in range(8):
        data = folders.data_of(root / f"questions/cli/q{number}.yaml")
        data["stem"] = f"```text\n{hostile}\n```\n\n`{hostile}`"
        folders.write(root, f"questions/cli/q{number}.yaml", data)

    assert run("validate").code == 0
    assert run("exam", "build", "license", "--pool", "practice", "--out", "out").code == 0
    page = (root / "out/papers/form-001.html").read_text()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [red]x[/red]" in page
    assert "{{ 7*7 }}" in page
    assert "<script>alert" not in page
    assert hostile in run("question", "show", "q1").out
