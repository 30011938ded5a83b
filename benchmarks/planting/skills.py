"""Plants: skills that do not fit into the tree."""

from collections.abc import Callable

from benchmarks.planting.site import Planted, Site

NOBODY = "nobody-of-that-name"
NOTHING = "nothing-of-that-name"


def _skill_id_is_not_the_name(site: Site) -> Planted:
    file = site.new_leaf("name-of-a-file")
    return file.save("K001", file.set("id: ", "another-name"))


def _skill_id_in_two_files(site: Site) -> Planted:
    file = site.new_leaf(site.skill().value("id: "))
    return file.save("K001", file.text.index("id: ") + len("id: "))


def _code_in_two_files(site: Site) -> Planted:
    file = site.new_leaf("second-with-a-code")
    return file.save("K002", file.set("code: ", site.skill().value("code: ")))


def _code_without_a_parent(site: Site) -> Planted:
    file = site.new_leaf("leaf-without-a-branch")
    return file.save("K003", file.set("code: ", "USE77.3"))


def _unknown_requirement(site: Site) -> Planted:
    file = site.skill(lambda file: "\n  - {skill: " in file.text)
    return file.save("K004", file.set("  - {skill: ", f"{NOTHING}, strength: required}}"))


def _skill_requires_itself(site: Site) -> Planted:
    file = site.new_leaf("circular-skill")
    return file.save(
        "K004", file.insert("outcomes:", "requires:\n  - {skill: circular-skill, strength: required}\n", "circ")
    )


def _requirement_without_a_skill(site: Site) -> Planted:
    file = site.skill(lambda file: "\nrequires:\n" in file.text)
    return file.save("K005", file.insert("outcomes:", "  - {strength: required}\n", "{"))


def _outcome_id_twice(site: Site) -> Planted:
    file = site.skill(lambda file: "\ncurators: " not in file.text)
    first = file.value("  - id: ")
    more = f"  - id: {first}\n    text: Describe what the support team learned about queues.\n"
    return file.save("K006", file.insert("status: ", more, first))


def _nothing_to_examine(site: Site) -> Planted:
    file = site.new_leaf("manners-in-the-machine-room")
    file.set("    level: ", "basic\n    examinable: false")
    return file.save("K007", file.text.index("- id: first"))


def _unknown_curator(site: Site) -> Planted:
    file = site.skill(lambda file: "\ncurators: " not in file.text)
    return file.save("K008", file.insert("status: ", f"curators: [{NOBODY}]\n", NOBODY))


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "K001-id-is-not-the-name-of-the-file": _skill_id_is_not_the_name,
    "K001-id-in-two-files": _skill_id_in_two_files,
    "K002-code-in-two-files": _code_in_two_files,
    "K003-code-without-a-parent": _code_without_a_parent,
    "K004-unknown-skill": _unknown_requirement,
    "K004-skill-requires-itself": _skill_requires_itself,
    "K005-requirement-without-a-skill": _requirement_without_a_skill,
    "K006-outcome-id-twice": _outcome_id_twice,
    "K007-nothing-to-examine": _nothing_to_examine,
    "K008-unknown-curator": _unknown_curator,
}
