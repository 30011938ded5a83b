"""review submit: who hands a question in is shown the terms of contribution, and agrees to them."""

import os
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import folders
from tests.cli.conftest import Run

TERMS = {"version": "1", "since": "2020-01-01", "text": "docs/terms.md", "summary": "It is mine to give."}
FILE = "reviews/cli/q1.yaml"
SHOWN = "terms of contribution 1, in docs/terms.md: It is mine to give.\n"


@pytest.fixture
def terms(root: Path) -> Path:
    """The workspace, with terms of contribution."""
    return with_terms(root, TERMS)


def with_terms(root: Path, terms: dict[str, Any]) -> Path:
    settings = folders.data_of(root / "hpccert.yaml")
    folders.write(root, "hpccert.yaml", {**settings, "terms": terms})
    folders.write(root, "docs/terms.md", "# Terms\n")
    return root


def test_who_agrees_is_recorded_with_the_version(run: Run, terms: Path) -> None:
    ran = run("review", "submit", "q1", "--as", "ann", "--agree")

    assert ran.err == SHOWN
    assert "recorded" in ran.out
    assert folders.data_of(terms / FILE)[0]["terms"] == "1"
    assert run("validate", "--strict").code == 0
    assert '"terms": "1"' in run("review", "log", "q1", "--format", "json").out


def test_who_cannot_be_asked_and_does_not_say_agrees_to_nothing(run: Run, terms: Path) -> None:
    ran = run("review", "submit", "q1", "--as", "ann")

    assert ran.code == 2
    assert ran.err == SHOWN + "hpccert: nothing recorded: nobody agreed to the terms; say --agree if you do\n"
    assert not (terms / FILE).exists()


def test_without_terms_nobody_is_asked_and_nothing_recorded(run: Run, root: Path) -> None:
    ran = run("review", "submit", "q1", "--as", "ann", "--agree")

    assert ran.err == ""
    assert "terms" not in folders.data_of(root / FILE)[0]


def test_nobody_agrees_to_a_text_that_cannot_be_read(run: Run, terms: Path) -> None:
    (terms / "docs/terms.md").unlink()

    ran = run("review", "submit", "q1", "--as", "ann", "--agree")

    assert ran.code == 2
    assert "the terms of contribution cannot be read" in ran.err
    assert "docs/terms.md" in ran.err
    assert not (terms / FILE).exists()


def test_who_may_not_submit_is_not_asked(run: Run, terms: Path) -> None:
    run("review", "retire", "q1", "--as", "dan")

    assert "is retired" in run("review", "submit", "q1", "--as", "ann").err


def test_other_verdicts_agree_to_nothing(run: Run, terms: Path) -> None:
    run("review", "submit", "q1", "--as", "ann", "--agree")

    assert run("review", "approve", "q1", "--as", "bob").err == ""
    assert "terms" not in folders.data_of(terms / FILE)[1]


def test_who_forgot_to_agree_may_do_so_even_where_that_is_an_error(run: Run, root: Path) -> None:
    run("review", "submit", "q1", "--as", "ann")
    with_terms(root, TERMS)
    settings = folders.data_of(root / "hpccert.yaml")
    folders.write(root, "hpccert.yaml", {**settings, "rules": {"T001": "error"}})
    assert "T001" in run("validate").out

    assert "recorded" in run("review", "submit", "q1", "--as", "ann", "--note", "agreed", "--agree").out
    assert run("validate", "--strict").code == 0


@pytest.mark.parametrize("text", ["/etc/passwd", "../terms.md", "docs/../../terms.md", "docs//terms.md", ".git/config"])
def test_the_text_of_the_terms_lies_in_the_workspace(run: Run, root: Path, text: str) -> None:
    with_terms(root, {**TERMS, "text": text})

    assert "S005" in run("validate").err


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 2), ("\n", 2), ("\x03", 130)])
def test_on_a_terminal_one_is_asked(terms: Path, answer: str, code: int) -> None:
    pty = pytest.importorskip("pty")
    child, ours = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "hpccert", "review", "submit", "q1", "--as", "ann"])  # noqa: S606 - it gets a terminal of its own
    seen = b""
    while b"do you agree? [y/N]:" not in seen:
        seen += os.read(ours, 4096)
    os.write(ours, answer.encode())
    try:
        while True:
            if select.select([ours], [], [], 1)[0]:
                if not (more := os.read(ours, 4096)):
                    break
                seen += more
            else:  # who reads was not ready for an interrupt yet
                os.write(ours, answer.encode())
    except OSError:  # the terminal is gone with who sat at it
        pass
    status = os.waitpid(child, 0)[1]
    os.close(ours)

    ended = os.waitstatus_to_exitcode(status)
    assert (ended % 256 if ended >= 0 else 128 - ended) == code, seen
    assert (terms / FILE).exists() == (code == 0)


def test_help_says_how_to_agree_without_a_terminal() -> None:
    words = [sys.executable, "-m", "hpccert", "review", "submit", "--help"]

    assert "--agree" in subprocess.run(words, capture_output=True, text=True, check=True).stdout
