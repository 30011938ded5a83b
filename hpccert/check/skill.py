"""Rules for a skill by itself."""

from hpccert.check.rules import rule
from hpccert.model.skill import Skill
from hpccert.problems import Problems


@rule("K005")
def requirement_names_a_skill(skill: Skill) -> Problems:
    """An entry of `requires` names one `skill`, or several with `any_of`; not both.

    Why: a strength without a skill requires nothing, and of two namings one would be lost.
    """
    for index, need in enumerate(skill.requires):
        if not need.named_by:
            yield skill.at("requires", index), "this requirement names no skill; add 'skill' or 'any_of'"
        if len(need.named_by) > 1:
            yield skill.at("requires", index), "this requirement has 'skill' and 'any_of'; keep one of them"


@rule("K006")
def outcome_id_is_used_once(skill: Skill) -> Problems:
    """Inside a skill no two outcomes have the same id.

    Why: questions refer to outcomes by id.
    """
    seen: set[str] = set()
    for index, each in enumerate(skill.outcomes):
        if each.id in seen:
            yield skill.at("outcomes", index, "id"), f"outcome '{each.id}' is there twice"
        seen.add(each.id)
