"""review diff: what changed since the newest record, as git's history has it."""

import json
import subprocess
from pathlib import Path

import pytest

from hpccert.digest import digest
from hpccert.load.reading import read
from tests import builders, folders
from tests.cli.conftest import Run

FILE = "questions/cli/q1.yaml"


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Bob", "-c", "user.email=bob@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "so")


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / FILE
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.fixture
def bank(root: Path, run: Run) -> Path:
    """A workspace in git with a question that was approved."""
    git(root, "init", "-q")
    assert "recorded" in run("review", "approve", "q1", "--as", "bob").out
    commit(root)
    return root


def test_an_edit_is_shown_against_what_was_approved(run: Run, bank: Path) -> None:
    edit(bank, "correct: true", "correct: false")
    commit(bank)
    edit(bank, "Because it is so.", "Because.")

    out = run("review", "diff", "q1").out

    assert out.startswith("q1: since bob said approve on ")
    assert "\n\nc1 key: THE KEY CHANGED\n  - right\n  + wrong\n" in out
    assert "\n\nexplanation\n  - Because it is so.\n  + Because.\n" in out


def test_a_program_gets_the_lines_with_the_record(run: Run, bank: Path) -> None:
    edit(bank, "Because it is so.", "Because.")

    told = json.loads(run("review", "diff", "q1", "--format", "json").out)

    assert told["record"]["by"] == "bob"
    assert told["lines"] == ["  explanation", "- Because it is so.", "+ Because."]


def test_what_is_as_it_was_differs_in_nothing(run: Run, bank: Path) -> None:
    assert run("review", "diff", "q1").out.endswith(", nothing changed\n")


def test_what_nobody_judged_has_nothing_to_compare_with(run: Run, bank: Path) -> None:
    ran = run("review", "diff", "q2")

    assert (ran.code, "nobody has handed 'q2' in or judged it" in ran.err) == (2, True)


def test_content_that_was_never_committed_cannot_be_shown(run: Run, bank: Path) -> None:
    edit(bank, "Because it is so.", "Between.")
    run("review", "submit", "q1", "--as", "ann")
    (bank / "reviews/cli/q1.yaml").write_text(
        "".join(line for line in (bank / "reviews/cli/q1.yaml").read_text().splitlines(True) if "bob" not in line)
    )
    edit(bank, "Between.", "Because.")

    ran = run("review", "diff", "q1")

    assert ran.code == 2
    assert "is in no commit of this branch; it was never committed, or the history is cut off" in ran.err


def test_without_git_it_is_said(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("review", "approve", "q1", "--as", "bob")
    edit(root, "Because it is so.", "Because.")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))

    assert "is in no git repository, so there is no history to read" in run("review", "diff", "q1").err
    monkeypatch.setenv("PATH", "/nowhere")
    assert "git is not there, and it keeps the history" in run("review", "diff", "q1").err


def test_broken_and_huge_versions_in_between_are_passed_over(run: Run, bank: Path) -> None:
    text = (bank / FILE).read_text()
    for content in ("id: [", "x: " + "y" * 300_000):
        folders.write(bank, FILE, content)
        commit(bank)
    (bank / FILE).unlink()
    commit(bank)
    folders.write(bank, FILE, text.replace("Because it is so.", "Because."))

    assert "  + Because.\n" in run("review", "diff", "q1").out


def test_what_is_hidden_in_the_past_is_made_visible(run: Run, bank: Path) -> None:
    edit(bank, "Because it is so.", "Look \u200c up.")
    folders.write(
        bank,
        "reviews/cli/q1.yaml",
        [
            {
                "at": "2026-11-20T10:00:00Z",
                "by": "bob",
                "verdict": "approve",
                "digest": digest(read("questions", (bank / FILE).read_bytes())[0]),
            }
        ],
    )
    commit(bank)
    edit(bank, "Look \u200c up.", "Because.")

    out = run("review", "diff", "q1").out

    assert "  - Look \\u200c up.\n" in out
    assert "\u200c" not in out


def test_what_was_approved_on_a_branch_that_was_merged_is_found(run: Run, bank: Path) -> None:
    git(bank, "checkout", "-q", "-b", "side")
    edit(bank, "Because it is so.", "Between.")
    run("review", "approve", "q1", "--as", "cyd")
    commit(bank)
    edit(bank, "Between.", "Because it is so.")
    commit(bank)
    git(bank, "checkout", "-q", "main")
    git(bank, "merge", "-q", "--no-ff", "-m", "merge", "side")
    text = (bank / "reviews/cli/q1.yaml").read_text()
    (bank / "reviews/cli/q1.yaml").write_text("".join(each for each in text.splitlines(True) if "bob" not in each))
    edit(bank, "Because it is so.", "Because.")

    assert "  - Between.\n  + Because.\n" in run("review", "diff", "q1").out


def test_a_secret_question_is_looked_up_in_the_history_of_its_own_bank(run: Run, bank: Path) -> None:
    vault = bank.parent / "vault"
    data = builders.question_data("hidden", outcomes=["run"], pool="exam")
    line = {"at": "2026-11-20T10:00:00Z", "by": "bob", "verdict": "approve", "digest": digest(data)}
    folders.write(vault, "questions/cli/hidden.yaml", data)
    folders.write(vault, "reviews/cli/hidden.yaml", [line])
    git(vault, "init", "-q")
    commit(vault)
    folders.write(vault, "questions/cli/hidden.yaml", {**data, "stem": "Other?"})

    assert "\n  + Other?\n" in run("review", "diff", "hidden", "--bank", vault).out
