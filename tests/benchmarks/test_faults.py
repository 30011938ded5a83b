"""Every kind of fault, planted into a realistic workspace, is found at its line and column, and nothing else is."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks import faults, planted, workspace
from benchmarks.planting.site import Planted, Site
from hpccert.cli.rule import pages

QUESTIONS = 300
VALIDATION = [code for code in pages() if code[0] not in "RG"]  # R is what marking looks for, G the audit of history


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return planted.trial(tmp_path_factory.mktemp("planted"), QUESTIONS)


@pytest.mark.parametrize("run", ["before planting", "after planting", "warm", "cold"])
def test_each_planted_fault_is_found_at_its_place_and_nothing_else(runs: dict[str, list[str]], run: str) -> None:
    assert runs[run] == []


def test_a_skill_that_does_not_load_causes_no_second_finding(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    workspace.write(root, QUESTIONS)
    site = Site(root)
    leaf = site.skill(lambda file: file.value("id: ") in site.leaves and file.value("id: ") in requirements(root))
    expected = leaf.save("Y003", leaf.append("status: draft\n"))

    assert planted.found(root, tmp_path / "cache") == [expected]


def test_people_who_do_not_load_cause_no_second_finding(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    workspace.write(root, QUESTIONS)
    people = Site(root).file("people.yaml")
    expected = people.save("S001", people.append("comittee: []\n"))

    assert planted.found(root, tmp_path / "cache") == [expected]


@pytest.mark.parametrize("code", VALIDATION)
def test_a_rule_of_validation_has_a_plant(code: str) -> None:
    assert any(name.startswith(f"{code}-") for name in faults.PLANTS)


def test_a_plant_is_for_a_rule_that_there_is() -> None:
    assert [name for name in faults.PLANTS if name.partition("-")[0] not in VALIDATION] == []


def test_a_plant_plants_what_its_name_says(tmp_path: Path) -> None:
    workspace.write(tmp_path / "workspace", QUESTIONS)

    codes = sorted(each.code for each in faults.plant(tmp_path / "workspace"))

    assert codes == sorted(name.partition("-")[0] for name in faults.PLANTS)


def test_what_is_missed_and_what_is_too_much_is_said() -> None:
    one, other = Planted("q.yaml", 1, 2, "Q001"), Planted("q.yaml", 3, 4, "Q002")

    assert planted.differences([one], [other]) == ["missed: q.yaml:3:4: Q002", "not planted: q.yaml:1:2: Q001"]


def test_a_seed_gives_the_same_workspace_again(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        workspace.write(tmp_path / name, 30, seed)

    assert texts(tmp_path / "one") == texts(tmp_path / "again")
    assert texts(tmp_path / "one") != texts(tmp_path / "other")


def test_a_workspace_is_of_the_size_that_was_asked_for(tmp_path: Path) -> None:
    workspace.write(tmp_path / "workspace", QUESTIONS)
    root = tmp_path / "workspace"
    sizes = [each.stat().st_size for each in (root / "questions").rglob("*.yaml")]
    codes = dict(re.findall(r"^id: (.*)\ncode: (.*)$", skills(root), re.MULTILINE))
    depths = {len(re.findall("[A-Z]+|[0-9]+", codes[each.name])) for each in (root / "questions").iterdir()}

    assert len(sizes) == QUESTIONS
    assert 1_500 < sum(sizes) / len(sizes) < 1_900
    assert len(list((root / "skills").rglob("*.yaml"))) == 300
    assert len(list((root / "skills").iterdir())) == 7
    assert depths == {2, 3, 4}


def test_no_two_questions_are_near_duplicates(tmp_path: Path) -> None:
    workspace.write(tmp_path / "workspace", QUESTIONS)
    sets = [runs_of_words(each) for each in texts(tmp_path / "workspace" / "questions").values()]

    assert max(len(one & other) / len(one | other) for one, other in combinations(sets, 2)) < 0.35


def texts(root: Path) -> dict[str, str]:
    return {str(each.relative_to(root)): each.read_text("utf-8") for each in sorted(root.rglob("*.yaml"))}


def requirements(root: Path) -> set[str]:
    return set(re.findall(r"^  - \{skill: ([a-z0-9-]+),", skills(root), re.MULTILINE))


def skills(root: Path) -> str:
    return "".join(texts(root / "skills").values())


def runs_of_words(text: str, length: int = 5) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[each : each + length]) for each in range(len(words) - length + 1)}
