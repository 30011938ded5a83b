"""The tree that follows from the codes."""

import pytest

from hpccert.model.bank import within
from hpccert.model.skill import Code, SkillId, in_tree_order, parent_code
from tests.builders import bank, card, skill

TREE = bank(
    skills=[
        skill("use", "USE"),
        skill("os", "USE1"),
        skill("cli", "USE1.2"),
        skill("late", "USE1.10"),
        skill("k", "K"),
    ],
    questions=[card("a"), card("b", skill="late")],
)


@pytest.mark.parametrize(
    ("code", "parent"), [("USE1.2.3", "USE1.2"), ("USE1.2", "USE1"), ("USE12", "USE"), ("USE1", "USE"), ("USE", None)]
)
def test_the_parent_follows_from_the_code(code: str, parent: str | None) -> None:
    assert parent_code(Code(code)) == parent


def test_numbers_in_codes_sort_as_numbers() -> None:
    codes = [Code(each) for each in ("USE1.10", "USE1.9", "USE", "K2", "USE1")]

    assert sorted(codes, key=in_tree_order) == ["K2", "USE", "USE1", "USE1.9", "USE1.10"]


def test_a_branch_is_a_skill_and_all_below_it() -> None:
    assert [each.code for each in TREE.branch(TREE.skills[SkillId("os")])] == ["USE1", "USE1.2", "USE1.10"]


def test_a_code_that_only_begins_alike_is_not_within() -> None:
    assert not within(Code("USE10"), Code("USE1"))
    assert within(Code("USE1.10"), Code("USE"))


def test_a_skill_is_found_by_id_and_by_code_in_any_case() -> None:
    assert TREE.skill_named("cli") is TREE.skill_named("use1.2") is TREE.skills[SkillId("cli")]
    assert TREE.skill_named("USE7") is None


def test_only_skills_without_children_are_leaves() -> None:
    assert [each.id for each in TREE.skills.values() if TREE.is_leaf(each)] == ["cli", "late", "k"]


def test_a_branch_has_the_questions_of_all_its_leaves() -> None:
    assert [each.id for each in TREE.questions_of(TREE.skills[SkillId("use")])] == ["a", "b"]
