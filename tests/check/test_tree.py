"""Skills beside one another: circles of requirements, and codes in their texts."""

from dataclasses import replace
from typing import Any

import pytest

from hpccert.check.catalog import BANK_RULES
from hpccert.check.rules import run
from hpccert.model.bank import Bank
from hpccert.model.skill import Skill
from tests.builders import bank, skill, skill_data


def told(bank: Bank) -> list[str]:
    return [f"{each.spot.file} {list(each.spot.keys)} {each.code} {each.message}" for each in run(BANK_RULES, bank)]


def needing(id: str, code: str, *skills: str, strength: str = "required", **more: Any) -> Skill:
    """Return a skill that requires these; with a bar, as in "a|b", one of several."""
    needs = [
        {"any_of": each.split("|"), "strength": strength} if "|" in each else {"skill": each, "strength": strength}
        for each in skills
    ]
    return skill(id, code, requires=needs, **more)


def circles(*skills: Skill) -> list[str]:
    found = told(bank(skills=[skill("use", "USE"), *skills], people_=()))
    return [each.split(" K013 these skills need one another: ")[1] for each in found]


def test_a_circle_is_named_once_and_whole() -> None:
    a, b, c = needing("a", "USE1", "b"), needing("b", "USE2", "c"), needing("c", "USE3", "a")

    assert circles(a, b, c) == ["a -> b -> c -> a"]
    assert circles(c, a, b) == ["a -> b -> c -> a"]


def test_who_only_needs_a_circle_is_not_in_it() -> None:
    assert circles(needing("a", "USE1", "b"), needing("b", "USE2", "a"), needing("z", "USE3", "a")) == ["a -> b -> a"]


def test_two_circles_are_two() -> None:
    tree = [needing("a", "USE1", "b"), needing("b", "USE2", "a"), needing("c", "USE3", "d"), needing("d", "USE4", "c")]

    assert circles(*tree) == ["a -> b -> a", "c -> d -> c"]


def test_skills_may_recommend_one_another() -> None:
    assert circles(needing("a", "USE1", "b", strength="recommended"), needing("b", "USE2", "a")) == []


def test_one_of_several_breaks_the_circle_if_it_can_be_learned() -> None:
    assert circles(needing("a", "USE1", "b|c"), needing("b", "USE2", "a"), skill("c", "USE3")) == []
    assert circles(needing("a", "USE1", "b|c"), needing("b", "USE2", "a"), needing("c", "USE3", "a")) == ["a -> b -> a"]


def test_who_needs_a_branch_needs_all_below_it() -> None:
    assert circles(needing("a", "USE1", "use")) == ["a -> use -> a"]
    assert circles(skill("x", "USE1"), needing("a", "USE1.1", "b"), needing("b", "USE2", "x")) == ["a -> b -> x -> a"]
    assert circles(skill("x", "USE1"), needing("a", "USE1.1", "b"), skill("b", "USE2")) == []


def test_a_long_chain_is_no_circle() -> None:
    assert (
        circles(*(needing(f"s{each}", f"USE{each}", f"s{each + 1}") for each in range(1, 90)), skill("s90", "USE90"))
        == []
    )


def test_a_requirement_that_names_itself_or_nothing_is_not_told_twice() -> None:
    found = told(
        bank(skills=[skill("use", "USE"), needing("a", "USE1", "a"), needing("b", "USE2", "nowhere")], people_=())
    )

    assert [each.split("] ")[1].split()[0] for each in found] == ["K004", "K004"]


# Codes in texts


def mentions(text: str, *more: Skill, **of: Any) -> list[str]:
    tree = [skill("use", "USE"), skill("cli", "USE1", description=text, title="Command Line", **of)]
    files = [skill("files", "USE2", title="Files", former_codes=["USE9", "OLD1"]), skill("k", "K", title="Knowledge")]
    return [each.split("'] ", 1)[1] for each in told(bank(skills=[*tree, *files, *more]))]


@pytest.mark.parametrize("text", ["See USE3.", "See USE1.1.", "Learn it (USE3) first.", "USE3-B, Files", "USE3: all"])
def test_a_code_of_no_skill_is_found(text: str) -> None:
    (found,) = mentions(text)

    assert found.startswith("K014 no skill has the code 'USE")


@pytest.mark.parametrize(
    "text",
    [
        "See USE2 and USE1.",
        "POSIX1, CUDA11, H100, S3, C11, PE9 and Fortran2003",
        "USE and K",
        "K8s and K2x, X-USE7, /opt/USE7 and USE7/bin",
        "The variable `USE7` is set.",
        "USER7",
        "MUSE7",
        "Since USE2.0 it works.",
    ],
)
def test_what_only_looks_like_a_code_is_none(text: str) -> None:
    assert mentions(text) == []


def test_a_former_code_is_told_with_the_present_one() -> None:
    assert mentions("See USE9 and OLD1.") == [
        "K015 'USE9' is now 'USE2' Files",
        "K015 'OLD1' is now 'USE2' Files",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See USE1 Files.", ["K016 'USE1' is 'Command Line'; 'Files' is USE2"]),
        ("See USE1-B: Files", ["K016 'USE1' is 'Command Line'; 'Files' is USE2"]),
        ("See USE2 Files.", []),
        ("See USE1 Filesystem.", []),
        ("See USE1 files.", []),
        ("See USE2 Files and USE1 Command Line.", []),
        ("See USE2, the files.", []),
    ],
)
def test_a_code_with_the_title_of_another_skill_is_found(text: str, found: list[str]) -> None:
    assert mentions(text) == found


def test_of_titles_that_begin_alike_the_longest_counts() -> None:
    longer = skill("trees", "USE3", title="Files and Folders")

    assert mentions("See USE3 Files and Folders.", longer) == []
    assert mentions("See USE2 Files and Folders.", longer) == ["K016 'USE2' is 'Files'; 'Files and Folders' is USE3"]


def test_two_skills_may_have_one_title() -> None:
    assert mentions("See USE3 Files.", skill("more", "USE3", title="Files")) == []


def test_outcomes_and_topics_mention_codes_too() -> None:
    data = {**skill_data(), "outcomes": [{"id": "run", "text": "Use USE8.", "topics": ["ls", "USE7"]}]}
    tree = [skill("use", "USE"), Skill.of(data, "skills/use/cli.yaml")]

    assert [each.split(" K014")[0] for each in told(bank(skills=tree))] == [
        "skills/use/cli.yaml ['outcomes', 0, 'text']",
        "skills/use/cli.yaml ['outcomes', 0, 'topics', 1]",
    ]


def test_a_code_is_not_missed_while_a_skill_did_not_load() -> None:
    lacking = bank(skills=[skill("use", "USE"), skill("cli", "USE1", description="See USE3.")])

    assert len(told(lacking)) == 1
    assert told(replace(lacking, broken=frozenset({("skills", "files")}))) == []


@pytest.mark.parametrize(("count", "large"), [(15, False), (16, True)])
def test_a_leaf_of_more_than_15_outcomes_is_large(count: int, large: bool) -> None:
    many = [f"o{each}" for each in range(count)]

    assert len(told(bank(skills=[skill("use", "USE", outcomes=many), skill("cli", "USE1", outcomes=many)]))) == large
