"""Rules for skills: the tree hangs together, and what skills name exists."""

from hpccert.check.names import misnamed, nothing_named
from hpccert.check.rules import rule
from hpccert.model.bank import Bank
from hpccert.model.skill import Skill, parent_code
from hpccert.problems import Problems, Severity


@rule("K001")
def skill_id_is_its_files_name(bank: Bank) -> Problems:
    """A skill's id is the name of its file, and no other skill has it.

    Why: ids are how everything refers to a skill; one must find the file by the id.
    """
    yield from misnamed(bank, Skill, bank.skills)


@rule("K002")
def code_is_used_once(bank: Bank) -> Problems:
    """No two skills have the same code.

    Why: the code is the place in the tree, and a place holds one skill.
    """
    first: dict[str, Skill] = {}
    for skill in bank.skills.values():
        other = first.setdefault(skill.code, skill)
        if other is not skill:
            yield skill.at("code"), f"code '{skill.code}' is also the code of '{other.id}' in {other.file}"


@rule("K003")
def code_has_a_parent(bank: Bank) -> Problems:
    """The code one level up belongs to a skill: USE1.2 needs USE1, and USE1 needs USE.

    Why: a skill without a parent cannot be reached from the root of its set.
    """
    codes = {each.code for each in bank.skills.values()}
    for skill in bank.skills.values():
        parent = parent_code(skill.code)
        if parent and parent not in codes and not bank.lost("skills"):
            yield skill.at("code"), f"code '{skill.code}' has no parent: no skill has the code '{parent}'"


@rule("K004")
def required_skill_exists(bank: Bank) -> Problems:
    """The skills named in `requires` and `replaced_by` exist, and a skill does not require itself.

    Why: a learner who follows a requirement must arrive somewhere.
    """
    for skill in bank.skills.values():
        named = [(need.keys, each) for need in skill.requires for each in need.skills]
        named += [(("replaced_by", index), each) for index, each in enumerate(skill.replaced_by)]
        for keys, each in named:
            if each == skill.id:
                yield skill.at(*keys), f"skill '{skill.id}' names itself"
            elif each not in bank.skills and not bank.lost("skills", each):
                yield skill.at(*keys), nothing_named("skill", each, "skills/", bank.skills)


@rule("K007", Severity.WARNING)
def leaf_has_an_examinable_outcome(bank: Bank) -> Problems:
    """A leaf has at least one outcome that an exam may ask for.

    Why: only leaves are examined; one without such an outcome can have no questions.
    """
    for skill in bank.skills.values():
        if bank.is_leaf(skill) and not bank.lost("skills") and not any(each.examinable for each in skill.outcomes):
            yield skill.at("outcomes"), "no outcome of this leaf is examinable"


@rule("K008")
def curator_exists(bank: Bank) -> Problems:
    """A skill's curators are people of people.yaml.

    Why: whoever looks for the curator must find a person.
    """
    if bank.lost("people"):
        return
    for skill in bank.skills.values():
        for index, each in enumerate(skill.curators):
            if each not in bank.by_person:
                yield skill.at("curators", index), nothing_named("person", each, "people.yaml", bank.by_person)
