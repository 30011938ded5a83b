"""Small promises of what is shown: forged lines, colors, progress."""

from pathlib import Path

import pytest

from hpccert.cli.show import clean, one_line
from tests import builders, folders
from tests.cli.conftest import Run


def test_a_name_with_a_line_break_cannot_forge_a_finding(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q9.yaml", '"a\\nskills/use/use.yaml:1:1: K001 forged": 1\ntype: single-choice\n')

    lines = run("validate").out.splitlines()

    assert not any(each.startswith("skills/") for each in lines)


def test_control_and_direction_characters_are_made_visible() -> None:
    assert clean("a\x1b[2J\x07\x9b\u202eb") == "a\\x1b[2J\\x07\\x9b\\u202eb"
    assert one_line("a\nb") == "a\\nb"


def test_colors_are_shown_on_a_terminal_that_wants_them(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9", outcomes=["fly"]))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert "\x1b[31mQ003\x1b[0m" in run("validate").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("validate").out


def test_a_long_build_shows_its_progress_on_a_terminal(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    ran = run("exam", "build", "license", "--pool", "practice", "--forms", "250", "--paper", "html", "--out", "out")

    assert ran.code == 0
    assert len(list((root / "out/papers").iterdir())) == 250
    assert "drawing" in ran.err
    assert "drawing" not in ran.out
