"""review next: a reviewer at a terminal answers, sees the key and judges; who turns away leaves nothing half-done."""

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

import pytest

from hpccert.digest import digest
from hpccert.load.reading import read
from tests import builders, folders
from tests.cli.conftest import Ran, Run
from tests.test_docs import ROOT, fences, pattern, workspace  # noqa: F401 - a fixture

pty = pytest.importorskip("pty")

END = "that is all"
FILE = "reviews/cli/q1.yaml"
ANSWER, CHECK, VERDICT, NOTE, ESTIMATE = "your answer", "y/n/s: ", "[q]uit: ", "a note", "deserves to pass"
Step = tuple[str, str] | tuple[str, str, Callable[[], object]]  # what is waited for, what is typed, done before
Sit = Callable[..., tuple[Ran, str]]


@pytest.fixture
def bank(root: Path, run: Run) -> Path:
    """A workspace with a checklist of one item and two questions handed in."""
    checklist = {"version": 1, "title": "List", "items": [{"id": "key", "text": "Key?", "why": "So.", "source": "Us"}]}
    folders.write(root, "review/checklist-1.yaml", checklist)
    settings = read("workspace", (root / "hpccert.yaml").read_bytes())[0]
    folders.write(root, "hpccert.yaml", {**settings, "policy": {**settings.get("policy", {}), "checklist": 1}})
    for id in ("q0", "q1"):
        assert "recorded" in run("review", "submit", id, "--as", "ann").out
    return root


@pytest.fixture
def sit(run: Run, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Let a person sit at a terminal who waits for a text and types; return how it ended and what they saw."""

    def call(steps: Sequence[Step], *words: str) -> tuple[Ran, str]:
        ours, theirs = pty.openpty()
        seen: list[str] = []
        typing = Thread(target=_type, args=(ours, [*steps, (END, "")], seen), daemon=True)
        typing.start()
        with open(os.dup(theirs), encoding="utf-8") as keys, open(theirs, "w", encoding="utf-8") as screen:  # noqa: PTH123
            with monkeypatch.context() as terminal:
                terminal.setattr(sys, "stdin", keys)
                terminal.setattr(sys, "stdout", screen)
                ran = run("review", "next", *words)
            os.write(theirs, END.encode())
            typing.join(60)
        os.close(ours)
        return ran, "".join(seen).replace("\r\n", "\n")

    monkeypatch.setenv("TERM", "dumb")
    return call


INTERRUPT = "\x03"
PATIENCE = 60  # seconds


def _type(screen: int, steps: Sequence[Step], seen: list[str]) -> None:
    at, last, end = 0, "", time.monotonic() + PATIENCE
    for wanted, typed, *act in steps:
        while (found := "".join(seen).find(wanted, at)) < 0:
            if not select.select([screen], [], [], 1)[0]:
                assert time.monotonic() < end, f"nothing more is shown after {''.join(seen)[-200:]}"
                if last == INTERRUPT:  # it came before the prompt could take it
                    os.write(screen, INTERRUPT.encode())
                continue
            seen.append(os.read(screen, 4096).decode())
            if END in seen[-1] and wanted != END:
                return
        at = found + len(wanted)
        for each in act:
            each()  # type: ignore[operator]
        if typed:
            os.write(screen, typed.encode())
        last = typed


def records(bank: Path, file: str = FILE) -> list[str]:
    return (bank / file).read_text().splitlines()[1:] if (bank / file).exists() else []


def q0_is_skipped(*more: Step) -> list[Step]:
    return [(ANSWER, "\n"), (CHECK, "s\n"), (VERDICT, "s\n"), *more]


def test_without_a_terminal_it_says_so_in_one_sentence(run: Run, bank: Path) -> None:
    ran = run("review", "next", "--as", "bob")

    assert ran.code == 2
    assert ran.err.startswith("hpccert: 'review next' asks you at the keyboard, so it needs a terminal;")
    assert ran.err.count("\n") == 1


def test_a_reviewer_answers_sees_the_key_and_approves(bank: Path, sit: Sit) -> None:
    steps = [
        (ANSWER, "TTT\n"),
        ("no answer", ""),
        (ANSWER, "TTTTTTTT\n"),
        ("4 of 8 as the key says", ""),
        ("Because it is so.", ""),
        ("examines: ", ""),
        (CHECK, "what\n"),
        ("one of y, n, s", ""),
        (CHECK, "y\n"),
        (VERDICT, "a\n"),
        (NOTE, "clear\n"),
        (ESTIMATE, "101\n"),
        ("from 0 to 100", ""),
        (ESTIMATE, "65 %\n"),
        (ANSWER, "a\n"),
        (CHECK, "y\n"),
        (VERDICT, "q\n"),
    ]

    ran, seen = sit(steps, "--as", "bob")

    assert ran.code == 0, seen
    assert "Because it is so." not in seen[: seen.index(ANSWER)]
    line = records(bank, "reviews/cli/q0.yaml")[-1]
    assert "by: bob, verdict: approve" in line
    assert 'checklist: 1, angoff: 65, note: "clear"' in line
    assert len(records(bank)) == 1
    assert "1 verdict recorded; nothing more waits for you to read it" in seen


def test_what_is_recorded_is_what_approve_would_record(bank: Path, sit: Sit, run: Run) -> None:
    sit(
        [(ANSWER, "\n"), (CHECK, "y\n"), (VERDICT, "a\n"), (NOTE, "\n"), (ESTIMATE, "\n"), (ANSWER, "\x04")],
        "--as",
        "bob",
    )
    run("review", "approve", "q0", "--as", "cyd")

    ours, theirs = records(bank, "reviews/cli/q0.yaml")[1:]
    assert ours[ours.index("verdict") :] == theirs[theirs.index("verdict") :]


def test_who_says_no_cannot_approve_and_what_they_doubt_is_in_the_note(bank: Path, sit: Sit) -> None:
    steps = [
        (ANSWER, "\n"),
        (CHECK, "n\n"),
        (VERDICT, "a\n"),
        ("vouches for the whole checklist", ""),
        (VERDICT, "r\n"),
        ("what must change", "\n"),
        ("a few words", ""),
        ("what must change", "s3 is wrong\n"),
        (ANSWER, "\n"),
        (CHECK, "y\n"),
        (VERDICT, "f\n"),
        ("why you doubt it", "too old\n"),
    ]

    _, seen = sit(steps, "--as", "bob")

    assert "verdict: request-changes" in records(bank, "reviews/cli/q0.yaml")[-1], seen
    assert 'note: "key: s3 is wrong"' in records(bank, "reviews/cli/q0.yaml")[-1]
    assert "verdict: flag" in records(bank)[-1]
    assert "2 verdicts recorded" in seen


def test_authors_never_meet_their_own_questions(bank: Path, sit: Sit) -> None:
    _, seen = sit([], "--as", "ann")

    assert seen == "\n0 verdicts recorded; nothing more waits for you to read it\n" + END


@pytest.mark.parametrize(
    ("words", "shown"), [(("--skill", "USE"), True), (("--skill", "use"), True), (("--pool", "exam"), False)]
)
def test_only_a_branch_or_a_pool_is_read_if_asked_for(
    bank: Path, sit: Sit, words: tuple[str, str], shown: bool
) -> None:
    _, seen = sit([(ANSWER, "\x04")], "--as", "bob", *words)

    assert ("q0   2 questions to read" in seen) is shown


def test_an_unknown_branch_is_no_branch(bank: Path, sit: Sit) -> None:
    ran, _ = sit([], "--as", "bob", "--skill", "nowhere")

    assert ran.code == 2
    assert "no skill 'nowhere'" in ran.err


def test_a_question_that_changed_meanwhile_is_not_judged(bank: Path, sit: Sit) -> None:
    def edit() -> None:
        path = bank / "questions/cli/q0.yaml"
        path.write_text(path.read_text().replace("Because it is so.", "Because."))

    _, seen = sit(
        [(ANSWER, "\n"), (CHECK, "y\n"), (VERDICT, "a\n"), (NOTE, "\n", edit), (ESTIMATE, "\n"), (ANSWER, "\x04")],
        "--as",
        "bob",
    )

    assert "'q0' changed while you were reading it; nothing is recorded, read it again" in seen
    assert len(records(bank, "reviews/cli/q0.yaml")) == 1


def test_what_others_record_meanwhile_stays_beside_it(bank: Path, sit: Sit, run: Run) -> None:
    def approve() -> None:
        words = [sys.executable, "-m", "hpccert", "review", "approve", "q0", "--as", "cyd", "--root", str(bank)]
        subprocess.run(words, check=True, capture_output=True, cwd=Path(__file__).parents[2])

    _, seen = sit(
        [(ANSWER, "\n"), (CHECK, "y\n"), (VERDICT, "a\n"), (NOTE, "\n", approve), (ESTIMATE, "\n"), (ANSWER, "\x04")],
        "--as",
        "bob",
    )

    assert "q0 is now approved" in seen
    assert len(records(bank, "reviews/cli/q0.yaml")) == 3


def test_the_findings_and_the_near_duplicates_of_a_question_are_shown_after_the_answer(bank: Path, sit: Sit) -> None:
    text = (bank / "questions/cli/q1.yaml").read_text()
    folders.write(bank, "questions/cli/q01.yaml", text.replace("id: q1\n", "id: q01\n", 1))

    _, seen = sit(q0_is_skipped((ANSWER, "\n"), (CHECK, "\x04")), "--as", "bob")

    last = seen[seen.rindex(ANSWER) :]
    assert "nearly the same: q01, 100% in common ('hpccert question show q01')" in last
    assert "warning: " in last or "error: " in last


def test_what_is_hidden_in_a_file_is_made_visible(bank: Path, sit: Sit) -> None:
    data = builders.question_data("q0", outcomes=["run"], stem="Look \u200c up?")
    folders.write(bank, "questions/cli/q0.yaml", data)
    line = {"at": "2026-11-20T10:00:00Z", "by": "ann", "verdict": "submit", "digest": digest(data)}
    folders.write(bank, "reviews/cli/q0.yaml", [line])

    _, seen = sit([(ANSWER, "\x04")], "--as", "bob")

    assert "Look \\u200c up?" in seen
    assert "\u200c" not in seen


# Turning away

TO_EACH_PROMPT: list[Step] = [(ANSWER, "\n"), (CHECK, "y\n"), (VERDICT, "a\n"), (NOTE, "fine\n"), (ESTIMATE, "50\n")]


@pytest.mark.parametrize("prompt", range(len(TO_EACH_PROMPT)))
def test_who_turns_away_at_any_prompt_leaves_all_as_it_was(bank: Path, sit: Sit, prompt: int) -> None:
    before = folders.tree(bank)

    ran, seen = sit([*TO_EACH_PROMPT[:prompt], (TO_EACH_PROMPT[prompt][0], "\x04")], "--as", "bob")

    assert ran.code == 130, seen
    assert ran.err == "hpccert: interrupted; nothing is left half-written\n"
    assert folders.tree(bank) == before


LEAD = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.executable, sys.argv[1:])"


def at_a_terminal(bank: Path) -> "tuple[subprocess.Popen[bytes], int]":
    """Start the command as a shell does: the terminal is its own, so that Ctrl-C reaches it."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "hpccert", "review", "next", "--as", "bob"]
    path = {"PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "dumb"}
    process = subprocess.Popen(
        [sys.executable, "-c", LEAD, *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=bank,
        env={**os.environ, **path},
        start_new_session=True,
    )
    os.close(theirs)
    return process, ours


@pytest.mark.parametrize("prompt", range(len(TO_EACH_PROMPT)))
def test_ctrl_c_ends_it_at_any_prompt(bank: Path, prompt: int) -> None:
    before = folders.tree(bank)

    process, ours = at_a_terminal(bank)
    _type(ours, [*TO_EACH_PROMPT[:prompt], (TO_EACH_PROMPT[prompt][0], "\x03"), ("half-written", "")], [])

    assert process.wait(30) == 130
    os.close(ours)
    assert folders.tree(bank) == before


def test_a_terminal_that_is_closed_leaves_all_as_it_was(bank: Path) -> None:
    before = folders.tree(bank)

    process, ours = at_a_terminal(bank)
    _type(ours, [*TO_EACH_PROMPT[:3], (NOTE, "")], [])
    os.close(ours)

    assert process.wait(30) != 0
    assert folders.tree(bank) == before


# The manual


def test_a_session_looks_as_the_manual_shows(run: Run, workspace: Path, sit: Sit) -> None:  # noqa: F811
    run("review", "submit", "use-cli-history-keys", "--as", "ada", "--agree")
    items = len(read("review", (workspace / "review/checklist-1.yaml").read_bytes())[0]["items"])
    steps = [
        ("such as TF-T: ", "TTFTTFFFF\n"),
        *[(CHECK, "n\n" if number == 2 else "y\n") for number in range(items)],
        (VERDICT, "r\n"),
        ("what must change: ", "say of d what happens to the old line\n"),
    ]

    _, seen = sit(steps, "--as", "bob", "--skill", "use-cli")

    (shown,) = fences(ROOT / "docs/review.md", "text")
    assert re.fullmatch(pattern(["", *shown.splitlines()]), seen.removesuffix(END)), seen
