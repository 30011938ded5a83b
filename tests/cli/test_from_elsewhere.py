"""Findings name files so that they can be opened from where the command was called."""

from pathlib import Path

import pytest

from tests import builders, folders
from tests.cli.conftest import Run


@pytest.fixture
def faulty(root: Path) -> Path:
    folders.write(root, "questions/cli/q1.yaml", builders.question_data("q1", outcomes=["swim"]))
    return root


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github", "junit"])
def test_from_above_the_way_to_the_workspace_is_part_of_the_name(run: Run, faulty: Path, format: str) -> None:
    ran = run("validate", "--root", "bank", "--format", format, cwd=faulty.parent)

    assert "bank/questions/cli/q1.yaml" in ran.out


def test_from_above_the_place_is_still_shown(run: Run, faulty: Path) -> None:
    assert "  4 | - swim\n" in run("validate", "--root", "bank", cwd=faulty.parent).out


@pytest.mark.parametrize("place", [".", "questions", "questions/cli"])
def test_inside_of_the_workspace_names_begin_at_its_root(run: Run, faulty: Path, place: str) -> None:
    assert run("validate", cwd=faulty / place).out.startswith("questions/cli/q1.yaml:4:3: Q003 ")


def test_from_elsewhere_names_begin_at_its_root(
    run: Run, faulty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ran = run("validate", "--root", faulty, cwd=tmp_path_factory.mktemp("elsewhere"))

    assert ran.out.startswith("questions/cli/q1.yaml:4:3: Q003 ")
