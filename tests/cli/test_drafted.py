"""An editor hands over a text that is not saved yet, and hears what `validate` would say of the file."""

import io
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import builders
from tests.cli.conftest import Ran, Run


@pytest.fixture
def say(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def call(data: object, *words: str) -> Ran:
        text = data if isinstance(data, bytes) else yaml.safe_dump(data, sort_keys=False).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        return run("validate", "-", *words)

    return call


def test_a_question_in_order_has_nothing_wrong(say: Any) -> None:
    ran = say(builders.question_data("q1"))

    assert (ran.out, ran.code) == ("1 file checked, nothing wrong\n", 0)


def test_what_a_question_names_is_looked_up_in_the_workspace(say: Any) -> None:
    ran = say(builders.question_data("q1", outcomes=["swim"], enemies=["q2", "q77"]))

    assert ran.code == 1
    assert "-:4:3: Q003 skill 'cli' has no outcome 'swim'\n   4 | - swim\n     |   ^\n" in ran.out
    assert "Q004 no question 'q77' in questions/" in ran.out


def test_a_new_question_need_not_be_saved_to_be_checked(say: Any) -> None:
    assert say(builders.question_data("brand-new")).code == 0
    assert "Q002 no skill 'swim'" in say(builders.question_data("brand-new", skill="swim")).out


@pytest.mark.parametrize("text", [b"", b"id: [", b"\xff", b"- a", b"x" * 300_000])
def test_a_text_that_is_no_question_is_told_as_a_file_would_be(say: Any, text: bytes) -> None:
    ran = say(text)

    assert ran.out.startswith("-:1:")
    assert ran.code == 1


def test_findings_of_other_files_are_not_the_drafts(say: Any, root: Path) -> None:
    (root / "questions/cli/q2.yaml").write_text("broken")

    assert say(builders.question_data("q1")).code == 0


@pytest.mark.parametrize(
    ("kind", "data", "fault"),
    [
        ("skill", builders.skill_data("cli", "USE1", ("run", "run")), "K006"),
        ("skill", builders.skill_data("new", "ZZ1"), "K003"),
        ("certificate", builders.certificate_data({"swim": 2}), "E002"),
        ("people", {"people": [*builders.people_data(), builders.people_data()[0]]}, "A001"),
        ("workspace", {"name": "X", "version": "1.0", "license": "MIT", "policy": {"approvals": 99}}, "S006"),
    ],
)
def test_every_kind_of_file_can_be_handed_over(say: Any, kind: str, data: object, fault: str) -> None:
    ran = say(data, "--as", kind)

    assert fault in ran.out + ran.err
    assert ran.code > 0


def test_a_draft_can_be_told_as_json(say: Any) -> None:
    assert '"file": "-"' in say(builders.question_data("q1", outcomes=["swim"]), "--format", "json").out
