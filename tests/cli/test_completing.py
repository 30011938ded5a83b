"""What a shell offers when the tab key is pressed: what may stand there, and nothing that could harm."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hpccert.cli.completing import completed
from hpccert.cli.completion import Shell
from hpccert.cli.names import MANY
from hpccert.cli.table import COMMANDS
from hpccert.model.slug import is_slug
from tests import folders
from tests.cli.conftest import Run

HOSTILE = (
    "$(touch pwned)", "`touch pwned`", "; touch pwned", "-rf", "--help", "a b", "a'b", 'a"b', "a\nb", "a\tb",
    "a\x1b[2J", "*", "~", "!!", "A", "a--b", "-", "é", "a\\", "x" * 81,
)  # fmt: skip


def offered(*words: str) -> list[str]:
    """Return what is offered for the last of the words."""
    return [line.split("\t")[1] if "\t" in line else f"<{line}>" for line in completed(list(words)).splitlines()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("",), list(COMMANDS)),
        (("re",), ["review"]),
        (("help", "re"), ["review"]),
        (("help",), []),
        (("review", "a"), ["approve", "accept", "angoff", "audit"]),
        (("review", "approve", "q1"), ["q1"]),
        (("review", "log", ""), [f"q{number}" for number in range(8)]),
        (("question", "show", "q"), [f"q{number}" for number in range(8)]),
        (("question", "show", "q1", "--k"), ["--key"]),
        (("question", "new", "US"), ["USE", "USE1"]),
        (("question", "new", "cli", "q9", "--type", "s"), ["single-choice"]),
        (("question", "new", "cli", "q9", "--type", "=", "s"), ["single-choice"]),
        (("question", "new", "cli", "q9", "--type", "="), ["true-false-set", "single-choice", "multiple-choice"]),
        (("question", "new", "cli", "q9", "--type=s"), ["--type=single-choice"]),
        (("skill", "show", ""), ["USE", "USE1", "cli", "use"]),
        (("skill", "tree", "c"), ["cli"]),
        (("exam", "check", ""), ["license"]),
        (("pool", "status", ""), ["license", "USE", "USE1", "cli", "use"]),
        (("pool", "status", "--format", "m"), ["markdown"]),
        (("pool", "todo", "--certificate", "l"), ["license"]),
        (("exam", "build", "license", "--pool", ""), ["exam", "practice"]),
        (("exam", "build", "license", "--out", ""), ["<file>"]),
        (("validate", "ques"), ["<file>"]),
        (("validate", "--format", "j"), ["json", "junit"]),
        (("rule", "Q00"), ["Q001", "Q002", "Q003", "Q004", "Q005", "Q006", "Q007", "Q008", "Q009"]),
        (("review", "approve", "q1", "--as", ""), ["ann", "bob", "cyd", "dan", "eve"]),
        (("review", "approve", "q1", "--as", "a"), ["ann"]),
        (("question", "show", "--\udcff=q"), []),
        (("question", "show", "--a\tb=q"), []),
        (("completion", "f"), ["fish"]),
        (("nonsense", ""), []),
        (("skill", "show", "--", "c"), ["cli"]),
        ((), list(COMMANDS)),
    ],
)
def test_what_may_stand_there_is_offered(root: Path, words: tuple[str, ...], expected: list[str]) -> None:
    assert offered(*words) == expected


def test_the_workspace_may_be_named(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    assert offered("question", "show", "q1") == []
    assert offered("question", "show", "--root", "bank", "q1") == ["q1"]
    assert offered("question", "show", "--root", "~/bank", "q1") == ["q1"]


def test_a_skill_is_offered_with_its_code_and_a_code_with_its_skill(root: Path) -> None:
    assert completed(["skill", "show", "c"]) == "word\tcli\tUSE1\n"
    assert completed(["skill", "show", "USE1"]) == "word\tUSE1\tcli\n"


@pytest.mark.parametrize("line", ["code: USE1", "code:   'USE1'", 'code: "USE1"\r', "code: USE1  "])
def test_a_code_may_be_written_in_any_way(root: Path, line: str) -> None:
    folders.write(root, "skills/use/cli.yaml", f"# a comment\nid: cli\n{line}\ntitle: x\n")

    assert "USE1" in offered("skill", "show", "")


def test_of_very_many_ids_the_beginnings_are_offered(root: Path) -> None:
    for number in range(MANY):
        (root / f"questions/cli/cli-{'ab'[number % 2]}-{number}.yaml").touch()
    (root / "questions/other").mkdir()
    (root / "questions/other/other-x.yaml").touch()

    assert offered("question", "show", "") == ["cli-", "other-", *(f"q{number}" for number in range(8))]
    assert offered("question", "show", "o") == ["other-x"]
    assert completed(["question", "show", "cli-a-10"]) == "word\tcli-a-10\t\n" + "".join(
        f"word\tcli-a-{number}\t\n" for number in range(100, 110, 2)
    )
    (root / "questions/cli/cli-z-1.yaml").touch()
    assert offered("question", "show", "cli-") == ["cli-a-", "cli-b-", "cli-z-"]
    assert completed(["question", "show", "c"]).startswith("part\tcli-\t")


def test_very_many_ids_in_a_folder_that_share_a_beginning_are_one(root: Path) -> None:
    for number in range(MANY + 1):
        (root / f"questions/cli/cli-{number}.yaml").touch()

    assert offered("question", "show", "c") == ["cli-"]


# Hostile folders


def test_only_what_is_an_id_by_its_form_is_offered(root: Path) -> None:
    for name in HOSTILE:
        for place in ("questions/cli", "skills/use", "certificates"):
            (root / place / f"{name}.yaml").write_text(f'id: "{name}"\ncode: {name}\n')
    (root / "people.yaml").write_text("people:\n" + "".join(f"  - id: {each}\n" for each in HOSTILE))

    for words in (
        ("question", "show", ""),
        ("skill", "show", ""),
        ("exam", "check", ""),
        ("review", "submit", "x", "--as", ""),
    ):
        assert all(is_slug(each) or each in ("USE", "USE1") for each in offered(*words))


def test_many_hostile_names_are_not_offered_by_their_beginnings_either(root: Path) -> None:
    for number in range(MANY + 1):
        (root / f"questions/cli/$(touch pwned)-{number}.yaml").touch()
        (root / f"questions/cli/ -{number}.yaml").touch()

    assert offered("question", "show", "") == [f"q{number}" for number in range(8)]


@pytest.mark.parametrize("kind", ["questions", "skills", "certificates"])
@pytest.mark.parametrize("now", ["a file", "a link to /", "a link to itself", "a pipe", "nothing"])
def test_a_folder_that_is_none_offers_nothing(root: Path, kind: str, now: str) -> None:
    shutil.rmtree(root / kind)
    match now:
        case "a file":
            (root / kind).write_text("text")
        case "a pipe":
            os.mkfifo(root / kind)
        case "a link to /" | "a link to itself":
            (root / kind).symlink_to("/" if now.endswith("/") else kind)

    argument = {"questions": ("question", "show"), "skills": ("skill", "show"), "certificates": ("exam", "check")}[kind]
    assert completed([*argument, ""]) == ""


def test_pipes_links_and_folders_in_place_of_files_are_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "skills/use/pipe.yaml")
    (root / "skills/use/link.yaml").symlink_to("/dev/zero")
    (root / "skills/use/folder.yaml").mkdir()
    (root / "people.yaml").unlink()
    os.mkfifo(root / "people.yaml")

    assert offered("skill", "show", "") == ["USE", "USE1", "cli", "folder", "link", "pipe", "use"]
    assert offered("review", "submit", "x", "--as", "") == []


@given(
    st.lists(
        st.text(max_size=8) | st.sampled_from(["review", "log", "skill", "show", "--as", "--root", "=", "--"]),
        max_size=6,
    )
)
@settings(deadline=None, max_examples=200)
def test_no_words_whatever_raise_and_each_line_has_its_form(words: list[str]) -> None:
    for line in completed(words).splitlines():
        assert line.split("\t")[0] in ("word", "part", "file")


def test_a_shell_is_answered_without_a_word_on_what_is_wrong(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "hpccert", "question", "show", ""],
        env={**os.environ, "_HPCCERT_COMPLETE": "bash", "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")


# The scripts, in the shells themselves


@pytest.fixture
def path(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the command `hpccert`, which the shells find first."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "hpccert"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={Path(__file__).parents[2]} exec {sys.executable} -m hpccert "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    for name in HOSTILE:
        (root / f"questions/cli/{name}.yaml").touch()
    return folder


def shell(name: str, script: str) -> list[str]:
    """Return what a shell prints for a script, without its start-up files."""
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"there is no {name} here")
    plain = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[name]
    ran = subprocess.run([program, *plain, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stderr == ""
    return ran.stdout.splitlines()


LINES = [
    ("hpccert re", ["review"]),
    ("hpccert review approve q1", ["q1"]),
    ("hpccert question show ", [f"q{number}" for number in range(8)]),
    ("hpccert skill show US", ["USE", "USE1"]),
    ("hpccert exam build license --pool pr", ["practice"]),
    ("hpccert exam check li", ["license"]),
    ("hpccert review submit q1 --as e", ["eve"]),
    ("hpccert rule Q001", ["Q001"]),
    ("hpccert question show '$(touch pwned", []),
    ("hpccert question show $(touch pwned", []),
    ("hpccert question show `touch pwned` ", []),
    ("hpccert nonsense ", []),
]


@pytest.mark.parametrize(("line", "expected"), [*LINES, ("hpccert validate --format=js", ["json"])])
def test_bash_completes_a_line(path: Path, root: Path, line: str, expected: list[str]) -> None:
    words = line.replace("=", " = ").split(" ")
    quoted = " ".join("'" + each.replace("'", "'\\''") + "'" for each in words)

    found = shell(
        "bash",
        f"source <(hpccert completion bash)\nCOMP_WORDS=({quoted})\nCOMP_CWORD={len(words) - 1}\n"
        f"compopt() {{ :; }}\n_hpccert hpccert\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
    )

    assert [each for each in found if each] == expected
    assert not (root / "pwned").exists()


def test_bash_leaves_files_to_its_own_completion(path: Path) -> None:
    told = shell(
        "bash",
        "source <(hpccert completion bash)\nCOMP_WORDS=(hpccert validate '')\nCOMP_CWORD=2\n"
        'compopt() { echo "$@"; }\n_hpccert hpccert',
    )

    assert told == ["-o default"]


@pytest.mark.parametrize(("line", "expected"), [*LINES, ("hpccert validate --format=js", ["--format=json"])])
def test_fish_completes_a_line(path: Path, root: Path, line: str, expected: list[str]) -> None:
    quoted = "'" + line.replace("'", "\\'") + "'"

    found = shell("fish", f"hpccert completion fish | source\ncomplete --do-complete {quoted}")

    assert [each.split("\t")[0] for each in found] == expected
    assert not (root / "pwned").exists()


@pytest.mark.parametrize(("line", "expected"), [*LINES, ("hpccert validate --format=js", ["--format=json"])])
def test_zsh_completes_a_line(path: Path, root: Path, line: str, expected: list[str]) -> None:
    words = line.split(" ")
    quoted = " ".join("'" + each.replace("'", "'\\''") + "'" for each in words)
    stubs = (
        "compdef() { : }\n"
        "compadd() { print -rl -- ${(P)${@[-1]}} }\n"
        "_describe() { print -rl -- ${(P)${@[-1]}%%:*} }\n"
        "_files() { print '<files>' }\n"
    )

    found = shell(
        "zsh",
        f"{stubs}source <(hpccert completion zsh)\nwords=({quoted})\nCURRENT={len(words)}\n_hpccert; true",
    )

    assert found == expected
    assert not (root / "pwned").exists()


@pytest.mark.parametrize("name", Shell)
def test_each_script_is_printed_and_sound(run: Run, name: Shell, tmp_path: Path) -> None:
    ran = run("completion", name)
    (tmp_path / "script").write_text(ran.out)

    assert ran.code == 0
    assert shell(name, f"{name} -n {tmp_path}/script") == []
