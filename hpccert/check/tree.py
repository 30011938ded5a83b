"""Rules for skills beside one another: requirements can be met, and codes in prose lead to the skill that is meant."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hpccert.check.rules import rule
from hpccert.model.bank import Bank
from hpccert.model.skill import Code, Requirement, Skill, SkillId, parent_code
from hpccert.model.text import offset, prose
from hpccert.problems import Keys, Problems, Severity, Spot

MOST_OUTCOMES = 15
INSIDE = re.compile(r"[\w./-]")  # before what is no code but a part of a longer word, or a path
BETWEEN = re.compile(r"^(?:-[A-Za-z]\b)?[\s:,(\"'\u2013-]*")  # a code and a title
REQUIRED = "required"
Needs = dict[SkillId, list[tuple[SkillId, ...]]]


class Mention(NamedTuple):
    """A code in a text of a skill."""

    skill: Skill
    keys: Keys
    text: str
    said: str  # the prose of the text
    start: int  # of the code in it
    code: Code
    behind: str  # what follows it

    @property
    def spot(self) -> Spot:
        """Its place."""
        return self.skill.at(*self.keys).inside(offset(self.text, self.said, self.start))


@rule("K012", Severity.HINT)
def leaf_is_small_enough(bank: Bank) -> Problems:
    """A leaf has at most 15 outcomes.

    Why: a leaf is what one can learn, and examine, at a time; a larger one is better split.
    """
    for skill in bank.skills.values():
        if bank.is_leaf(skill) and not bank.lost("skills") and len(skill.outcomes) > MOST_OUTCOMES:
            yield (
                skill.at("outcomes"),
                f"{len(skill.outcomes)} outcomes; a leaf of more than {MOST_OUTCOMES} is better split",
            )


@rule("K013")
def requirements_form_no_circle(bank: Bank) -> Problems:
    """No skill requires itself by way of others; who needs a branch needs all below it. Recommendations may do so.

    Why: nobody could begin to learn any skill of a circle.
    """
    for circle in _circles(_needs(bank)):
        way = zip(circle, (*circle[1:], circle[0]), strict=True)
        first, keys = min(
            (id, need.keys) for id, then in way for need in bank.skills[id].requires if then in need.skills
        )
        start = circle.index(first)
        names = " -> ".join((*circle[start:], *circle[:start], first))
        yield bank.skills[first].at(*keys), f"these skills need one another: {names}"


@rule("K014", Severity.WARNING)
def mentioned_code_exists(bank: Bank) -> Problems:
    """A code in the texts of a skill, such as USE1.2, belongs to a skill, or did so before.

    Why: a reader who looks it up must arrive somewhere.
    """
    former = _former(bank)
    for each in _mentions(bank):
        if each.code not in bank.by_code and each.code not in former and not bank.lost("skills"):
            yield each.spot, f"no skill has the code '{each.code}'"


@rule("K015", Severity.HINT)
def mentioned_code_is_the_present_one(bank: Bank) -> Problems:
    """A code in the texts of a skill is the present code of the skill that is meant.

    Why: the former code still leads there, but not in the tree that a reader sees.
    """
    former = _former(bank)
    for each in _mentions(bank):
        if each.code not in bank.by_code and each.code in former:
            present = former[each.code]
            yield each.spot, f"'{each.code}' is now '{present.code}' {present.title}"


@rule("K016", Severity.WARNING)
def mentioned_code_has_the_title_behind_it(bank: Bank) -> Problems:
    """A code in the texts of a skill is not followed by the title of another skill.

    Why: code and title lead to different skills, and one of them is wrong.
    """
    titled: dict[str, set[Code]] = {}
    for skill in bank.skills.values():
        titled.setdefault(skill.title, set()).add(skill.code)
    for mention in _mentions(bank):
        code, behind = mention.code, mention.behind
        titles = [each for each in titled if behind.startswith(each) and not behind[len(each) :][:1].isalnum()]
        title = max(titles, key=len, default=None)
        if code in bank.by_code and title and code not in titled[title]:
            there = bank.by_code[code].title
            yield mention.spot, f"'{code}' is '{there}'; '{title}' is {' or '.join(sorted(titled[title]))}"


def _former(bank: Bank) -> dict[Code, Skill]:
    return {code: skill for skill in bank.skills.values() for code in skill.former_codes}


def _mentions(bank: Bank) -> Iterator[Mention]:
    """Yield the codes in the texts of the skills; only letters of a set of the tree begin a code."""
    sets = sorted({code.rstrip("0123456789.") for code in (*bank.by_code, *_former(bank))})
    if not sets:
        return
    pattern = re.compile(rf"(?:{'|'.join(sets)})[1-9][0-9]*(?:\.[1-9][0-9]*)*(?![\w/]|\.[0-9])")
    for skill in bank.skills.values():
        if pattern.search(skill.texts.prose):
            for keys, text in skill.texts.places:
                said = prose(text)
                for each in pattern.finditer(said):
                    if not INSIDE.match(said[: each.start()][-1:]):
                        code, behind = Code(each.group()), BETWEEN.sub("", said[each.end() :])
                        yield Mention(skill, keys, text, said, each.start(), code, behind)


def _needs(bank: Bank) -> Needs:
    """Return what each skill needs, of each tuple one: what it requires, and of a branch all that is below."""
    needs: Needs = {
        skill.id: [each.skills for each in skill.requires if each.strength == REQUIRED and _is_sound(bank, skill, each)]
        for skill in bank.skills.values()
    }
    for skill in bank.skills.values():
        above = bank.by_code.get(parent_code(skill.code) or skill.code)
        if above is not None and above.code != skill.code:
            needs[above.id].append((skill.id,))
    return needs


def _is_sound(bank: Bank, skill: Skill, need: Requirement) -> bool:
    return all(each in bank.skills and each != skill.id for each in need.skills) and bool(need.skills)


def _circles(needs: Needs) -> list[tuple[SkillId, ...]]:
    """Return circles of skills that nobody can begin to learn, each once."""
    open_ = dict(needs)
    while met := {id for id, each in open_.items() if all(any(one not in open_ for one in some) for some in each)}:
        open_ = {id: each for id, each in open_.items() if id not in met}
    step = {id: next(some for some in each if all(one in open_ for one in some))[0] for id, each in open_.items()}
    circles: dict[frozenset[SkillId], tuple[SkillId, ...]] = {}
    for start in sorted(step):
        way = [start]
        while step[way[-1]] not in way:
            way.append(step[way[-1]])
        circle = way[way.index(step[way[-1]]) :]
        circles.setdefault(frozenset(circle), tuple(circle))
    return list(circles.values())
