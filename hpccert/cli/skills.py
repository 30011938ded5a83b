"""A workspace -> its skills as people see them: the tree, and one by itself."""

from pathlib import Path
from typing import Any

from hpccert.cli import show
from hpccert.cli.options import TableFormat
from hpccert.cli.shared import loaded, root_of, skill_of
from hpccert.model.bank import Bank, within
from hpccert.model.skill import Skill
from hpccert.model.text import plain


def show_tree(root: Path | None, branch: str | None, format: TableFormat) -> None:
    """Print the tree, or a branch of it, with the number of outcomes and questions of each skill."""
    bank = loaded(root_of(root))
    tops = (
        [skill_of(bank, branch)]
        if branch
        else [each for each in bank.by_code.values() if "." not in each.code and each.code.isalpha()]
    )
    shown = [(each, top) for top in tops for each in bank.branch(top)]
    if format is TableFormat.JSON:
        show.as_json([_data(bank, each) for each, _ in shown])
        return
    for each, top in shown:
        show.say("  " * _depth(bank, each, top) + _line(bank, each))


def show_one(root: Path | None, name: str, format: TableFormat) -> None:
    """Print a skill: its outcomes, what it requires and what requires it."""
    bank = loaded(root_of(root))
    found = skill_of(bank, name)
    if format is TableFormat.JSON:
        show.as_json(_data(bank, found))
        return
    show.title(f"{found.code} {found.title}")
    show.say(f"{found.id}, {found.file}\n\n{plain(found.description)}\n")
    for needs, skills in (("requires", _required(bank, found)), ("required by", _requiring(bank, found))):
        if skills:
            show.say(f"{needs}: {'; '.join(skills)}")
    show.say()
    show.table(["outcome", "level", "bloom", "questions", "text"], _outcomes(bank, found), right=["questions"])


def _depth(bank: Bank, skill: Skill, top: Skill) -> int:
    return sum(within(skill.code, each.code) for each in bank.branch(top)) - 1


def _line(bank: Bank, skill: Skill) -> str:
    counts = f"{show.plural(len(skill.outcomes), 'outcome')}, {show.plural(len(bank.questions_of(skill)), 'question')}"
    return f"{skill.code} {skill.title} [{skill.id}]  {counts}"


def _outcomes(bank: Bank, skill: Skill) -> list[tuple[str, ...]]:
    questions = bank.questions_of(skill)
    return [
        (each.id, each.level or "", each.bloom or "", str(sum(each.id in one.outcomes for one in questions)), each.text)
        for each in skill.outcomes
    ]


def _required(bank: Bank, skill: Skill) -> list[str]:
    return [f"{' or '.join(bank.label(one) for one in each.skills)} ({each.strength})" for each in skill.requires]


def _requiring(bank: Bank, skill: Skill) -> list[str]:
    return [
        f"{other.code} {other.title} ({need.strength})"
        for other in bank.by_code.values()
        for need in other.requires
        if skill.id in need.skills
    ]


def _data(bank: Bank, skill: Skill) -> dict[str, Any]:
    return {
        "id": skill.id,
        "code": skill.code,
        "title": skill.title,
        "description": skill.description,
        "leaf": bank.is_leaf(skill),
        "requires": [{"skills": list(each.skills), "strength": each.strength} for each in skill.requires],
        "outcomes": [
            {"id": each.id, "text": each.text, "bloom": each.bloom, "level": each.level, "examinable": each.examinable}
            for each in skill.outcomes
        ],
        "questions": [each.id for each in bank.questions_of(skill) if each.id in bank.public],
    }
