"""Running commands as a person does, inside the test's process."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hpccert.__main__ import main
from tests import builders, folders


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object, cwd: Path | None = None) -> Ran:
        monkeypatch.setattr(sys, "argv", ["hpccert", *map(str, words)])
        if cwd is not None:
            monkeypatch.chdir(cwd)
        code: object = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        return Ran(said.out, said.err, code if isinstance(code, int) else 0)

    return call


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound workspace with eight questions and a certificate over them, and we are in it."""
    folder = tmp_path / "bank"
    drafts = [
        builders.question_data(f"q{number}", key=("TTTTFFFF", "+---", "++---")[number % 3], outcomes=[outcome])
        for number, outcome in enumerate(("run", "stop", "quote", "run", "stop", "quote", "run", "stop"))
    ]
    folders.workspace(folder, drafts, builders.certificate_data({"cli": 4}, per_outcome=2))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    return folder
