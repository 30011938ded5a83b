"""init: a new community starting from nothing."""

import json
from pathlib import Path

import pytest

from hpccert.load.schemas import names
from tests import builders, folders
from tests.cli.conftest import Run


@pytest.fixture
def as_ada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gitconfig").write_text('[user]\n\tname = Ada "the" Example\n\temail = ada@example.org\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))


def test_a_new_workspace_asks_only_for_the_affiliation(run: Run, tmp_path: Path, as_ada: None) -> None:
    ran = run("init", "deep/new", "--name", 'Our "HPC": a standard', cwd=tmp_path)

    assert ran.out.startswith("written to deep/new: hpccert.yaml, people.yaml, .gitattributes, review/, schemas/\n")
    (finding,) = json.loads(run("validate", "--format", "json", cwd=tmp_path / "deep/new").out)
    assert finding["at"] == ["people", 0, "affiliation"]
    assert 'Our "HPC": a standard' not in run("skill", "tree").err


def test_a_new_workspace_carries_a_first_question_to_its_paper(run: Run, tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    folders.write(tmp_path, "people.yaml", {"people": builders.people_data({"ann": "Aachen"})})
    folders.write(tmp_path, "skills/use/use.yaml", builders.skill_data("use", "USE"))
    folders.write(tmp_path, "questions/use/q1.yaml", builders.question_data("q1", skill="use"))
    folders.write(tmp_path, "certificates/license.yaml", builders.certificate_data({"use": 1}))

    assert run("validate", "--strict").code == 0
    assert run("exam", "build", "license", "--pool", "practice", "--paper", "html", "--out", "out").code == 0


def test_the_schemas_for_editors_are_there(run: Run, tmp_path: Path) -> None:
    run("init", cwd=tmp_path)

    assert sorted(each.name for each in (tmp_path / "schemas").iterdir()) == [f"{each}.schema.json" for each in names()]


def test_nobody_known_begins_without_people(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    run("init", cwd=tmp_path)

    assert run("validate").out.endswith("nothing wrong\n")


def test_a_second_beginning_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    before = folders.tree(tmp_path)

    assert run("init").err == "hpccert: 'hpccert.yaml' exists already; nothing is overwritten\n"
    assert folders.tree(tmp_path) == before


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\x1b[2Jb"])
def test_a_name_that_is_no_line_of_text_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    assert "--name must be a line of plain text" in run("init", "--name", name, cwd=tmp_path).err
    assert list(tmp_path.iterdir()) == []
