"""validate --fix shows what it would change, asks, writes only what is still as it was read, and says what remains."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from hpccert.digest import digest
from hpccert.load import reading
from tests import folders
from tests.cli.conftest import Run

QUESTION = "questions/cli/q1.yaml"
END = b"that is all"


@pytest.fixture
def bank(root: Path) -> Path:
    """The workspace with the schemas, and nothing to mend; its questions have no modelines to begin with."""
    folders.write(root, "schemas/skill.schema.json", "{}")
    return root


@pytest.fixture
def mended(run: Run, bank: Path) -> Path:
    """The same, mended: what a test spoils is all that there is to mend."""
    run("validate", "--fix", "--yes")
    return bank


def spoil(path: Path, old: str, new: str) -> str:
    """Change a text in a file; return the file's text before."""
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")
    return before


def with_code(path: Path) -> None:
    """Give a question a code block without a language."""
    spoil(path, "stem: Stem of q1?\n", "stem: |\n  Look:\n\n  ```\n  $ ls\n  ```\n")


def test_a_misspelled_key_is_shown_and_mended_and_the_rest_is_validated(run: Run, mended: Path) -> None:
    before = spoil(mended / QUESTION, "explanation:", "explanaton:")

    ran = run("validate", "--fix", "--yes")

    assert ran.code == 0
    assert ran.out == (
        f"--- a/{QUESTION}\n+++ b/{QUESTION}\n"
        + ran.out[ran.out.index("@@") : ran.out.index(f"{QUESTION}: key")]
        + f"{QUESTION}: key 'explanaton' -> 'explanation'\n1 file mended\n13 files checked, nothing wrong\n"
    )
    assert "\n-explanaton: Because it is so.\n+explanation: Because it is so.\n" in ran.out
    assert (mended / QUESTION).read_text("utf-8") == before


def test_without_a_terminal_nothing_is_asked_and_nothing_written(run: Run, mended: Path) -> None:
    spoil(mended / QUESTION, "explanation:", "explanaton:")
    before = folders.tree(mended)

    ran = run("validate", "--fix")

    assert ran.code == 1
    assert "+explanation: Because it is so.\n" in ran.out
    assert "nothing written; --fix --yes writes these changes\n" in ran.out
    assert "S001 unknown key 'explanaton'" in ran.out
    assert folders.tree(mended) == before


def test_a_second_time_there_is_nothing_to_mend(run: Run, mended: Path) -> None:
    before = folders.tree(mended)

    assert run("validate", "--fix", "--yes").out == "nothing to mend\n13 files checked, nothing wrong\n"
    assert folders.tree(mended) == before


def test_a_missing_final_newline_is_shown(run: Run, mended: Path) -> None:
    path = mended / QUESTION
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))

    assert "\n\\ No newline at end of file\n+" in run("validate", "--fix").out


def test_yes_alone_is_a_slip(run: Run, bank: Path) -> None:
    assert run("validate", "--yes").code == 2


def test_standard_input_is_not_mended(run: Run, bank: Path) -> None:
    assert "only checked" in run("validate", "--fix", "-").err


def test_only_the_paths_that_are_named_are_mended(run: Run, bank: Path) -> None:
    before = folders.tree(bank)

    run("validate", "--fix", "--yes", "skills", QUESTION)

    after = folders.tree(bank)
    changed = {file for file in after if after[file] != before[file]}
    assert changed == {"skills/use/use.yaml", "skills/use/cli.yaml", QUESTION}


def test_a_workspace_without_schemas_gets_no_modelines(run: Run, root: Path) -> None:
    run("validate", "--fix", "--yes")

    assert not [file for file, data in folders.tree(root).items() if b"yaml-language-server" in data]


def test_the_settings_of_the_workspace_are_mended_before_they_are_read(run: Run, mended: Path) -> None:
    spoil(mended / "hpccert.yaml", "license:", "licence:")

    assert run("validate", "--fix", "--yes").code == 0


def test_other_formats_are_not_disturbed(run: Run, mended: Path) -> None:
    spoil(mended / QUESTION, "explanation:", "explanaton:")

    ran = run("validate", "--fix", "--yes", "--format", "json")

    assert json.loads(ran.out) == []
    assert ran.err.endswith("key 'explanaton' -> 'explanation'\n1 file mended\n")


# Reviews


def reviewed(bank: Path) -> None:
    """Write a record of the present content of q1."""
    value, _ = reading.read("questions", (bank / QUESTION).read_bytes())
    line = {"at": "2026-11-20T10:00:00Z", "by": "bob", "verdict": "approve", "digest": digest(value)}
    folders.write(bank, "reviews/cli/q1.yaml", [line])


def test_who_mends_a_reviewed_text_is_told_that_its_reviews_no_longer_count(run: Run, mended: Path) -> None:
    with_code(mended / QUESTION)
    reviewed(mended)

    ran = run("validate", "--fix")

    assert f"{QUESTION}: code block in 'stem' is console\n{QUESTION}: its content changes, so" in ran.out


def test_new_line_ends_and_another_order_leave_reviews_valid(run: Run, mended: Path) -> None:
    reviewed(mended)
    lines = (mended / QUESTION).read_text("utf-8").splitlines()
    (mended / QUESTION).write_text("\n".join([lines[0], *lines[2:], lines[1]]), "utf-8")

    ran = run("validate", "--fix", "--yes")

    assert f"{QUESTION}: keys put in the order of the schema" in ran.out
    assert "no longer count" not in ran.out


@pytest.mark.parametrize("records", [None, "- {at: x}\n"])
def test_reviews_that_do_not_count_anyway_are_not_spoken_of(run: Run, mended: Path, records: str | None) -> None:
    with_code(mended / QUESTION)
    if records is not None:
        folders.write(mended, "reviews/cli/q1.yaml", records)

    assert "no longer count" not in run("validate", "--fix").out


def test_review_records_are_never_mended(run: Run, mended: Path) -> None:
    reviewed(mended)
    path = mended / "reviews/cli/q1.yaml"
    path.write_bytes(path.read_bytes() + b"  \n\n")
    before = path.read_bytes()

    run("validate", "--fix", "--yes")

    assert path.read_bytes() == before


# What is not read is not written


def test_links_hidden_files_and_what_cannot_be_read_stay_as_they_are(run: Run, mended: Path) -> None:
    outside = folders.write(mended.parent, "elsewhere/x.yaml", "id: x")
    folders.write(mended, "questions/cli/.hidden.yaml", "id: x")
    folders.write(mended, "questions/.draft/x.yaml", "id: x")
    folders.write(mended, "questions/cli/broken.yaml", "id: [")
    (mended / "questions/cli/link.yaml").symlink_to(outside)
    (mended / "questions/linked").symlink_to(outside.parent)
    (mended / "certificates/folder.yaml").mkdir(parents=True)
    (mended / "skills").rename(mended.parent / "skills")
    (mended / "skills").symlink_to(mended.parent / "skills")
    before = folders.tree(mended.parent)

    ran = run("validate", "--fix", "--yes")

    assert ran.out.startswith("nothing to mend\n")
    assert folders.tree(mended.parent) == before


def test_a_file_name_cannot_forge_a_line(run: Run, mended: Path) -> None:
    folders.write(mended, "questions/cli/a\x1b[2J\nb.yaml", "id: x  \n")

    ran = run("validate", "--fix", "--yes")

    assert "\x1b" not in ran.out
    assert "questions/cli/a\\x1b[2J\\nb.yaml: white space at line ends removed\n" in ran.out


# On a terminal


@contextmanager
def person(monkeypatch: pytest.MonkeyPatch, answer: str, act: Callable[[], object] = str) -> Iterator[list[bytes]]:
    """Let a person sit at a terminal, who does something at the question and then answers; give what they see."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    seen: list[bytes] = []

    def sit() -> None:
        while b"[y/N]:" not in b"".join(seen):
            seen.append(os.read(ours, 4096))
        act()
        os.write(ours, answer.encode())
        while END not in b"".join(seen):
            seen.append(os.read(ours, 4096))

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    sitting = Thread(target=sit, daemon=True)
    sitting.start()
    with open(os.dup(theirs), encoding="utf-8") as keys, open(theirs, "w", encoding="utf-8") as screen:  # noqa: PTH123
        monkeypatch.setattr(sys, "stdin", keys)
        monkeypatch.setattr(sys, "stdout", screen)
        yield seen
        os.write(theirs, END)  # what a terminal holds when it is closed may be lost
        sitting.join(60)
    os.close(ours)


def test_on_a_terminal_it_is_asked_before_anything_is_written(
    run: Run, mended: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = spoil(mended / QUESTION, "explanation:", "explanaton:")
    at_the_question: list[str] = []

    with person(monkeypatch, "y\n", lambda: at_the_question.append((mended / QUESTION).read_text("utf-8"))) as seen:
        run("validate", "--fix")

    shown = b"".join(seen).decode()
    assert "\x1b[31m-explanaton: Because it is so.\x1b[0m\r\n" in shown
    assert "write these changes to 1 file? [y/N]:" in shown
    assert "explanaton:" in at_the_question[0]
    assert (mended / QUESTION).read_text("utf-8") == before


def test_no_answer_means_no(run: Run, mended: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(mended / QUESTION, "explanation:", "explanaton:")
    before = folders.tree(mended)

    with person(monkeypatch, "\n"):
        run("validate", "--fix")

    assert folders.tree(mended) == before


def test_who_turns_away_from_the_question_ends_the_run(run: Run, mended: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(mended / QUESTION, "explanation:", "explanaton:")
    before = folders.tree(mended)

    with person(monkeypatch, "\x04") as seen:
        ran = run("validate", "--fix")

    assert ran.code == 130
    assert b"checked" not in b"".join(seen)
    assert folders.tree(mended) == before


def test_what_changes_while_it_is_asked_is_not_overwritten(
    run: Run, mended: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        spoil(mended / f"questions/cli/q{number}.yaml", "explanation:", "explanaton:")

    def meanwhile() -> None:
        (mended / QUESTION).write_text("id: mine\n")
        (mended / "questions/cli/q2.yaml").unlink()

    with person(monkeypatch, "y\n", meanwhile) as seen:
        run("validate", "--fix")

    shown = b"".join(seen).decode()
    assert f"{QUESTION}: it changed while you were reading; not written\r\n" in shown
    assert "q2.yaml' cannot be written: no such file or directory\r\n1 file mended\r\n" in shown
    assert (mended / QUESTION).read_text("utf-8") == "id: mine\n"
    assert not (mended / "questions/cli/q2.yaml").exists()
