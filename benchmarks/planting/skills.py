"""Plants: skills that do not fit into the tree."""

from collections.abc import Callable

from benchmarks.planting.site import File, Planted, Site

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


def _outcome_twice(site: Site) -> Planted:
    file = site.new_leaf("outcome-twice")
    text = file.value("    text: ").replace("the proposal", "a proposal")
    return file.save("K009", file.insert("status: ", f"  - id: second\n    text: {text}\n", text))


def _hidden_verb(site: Site) -> Planted:
    return _outcome(site, "K010", "hidden-verb", "Fully understand how proposals come about.", "understand")


def _no_verb(site: Site) -> Planted:
    return _outcome(site, "K011", "no-verb", '"Proposals, and how they come about."', "Proposals")


def _outcome(site: Site, code: str, id: str, text: str, mark: str) -> Planted:
    file = site.new_leaf(id)
    return file.save(code, file.set("    text: ", text) + text.index(mark))


def _sixteen_outcomes(site: Site) -> Planted:
    file = site.new_leaf("sixteen-outcomes")
    for number in range(2, 17):
        file.insert("status: ", f"  - id: part-{number}\n    text: Explain why part {number} fails.\n")
    return file.save("K012", file.text.index("- id: first\n"))


def _two_skills_require_one_another(site: Site) -> Planted:
    for id, other in (("circle-back", "circle-away"), ("circle-away", "circle-back")):
        file = site.new_leaf(id)
        index = file.insert("outcomes:", f"requires:\n  - {{skill: {other}, strength: required}}\n", other)
        planted = file.save("K013", index)
    return planted


def _code_of_no_skill(site: Site) -> Planted:
    file = site.new_leaf("code-of-no-skill")
    code = f"{file.value('code: ').partition('.')[0]}.99"
    return file.save("K014", _mention(file, f"`{code}` is code; what is meant is {code}.", code))


def _former_code(site: Site) -> Planted:
    file = site.new_leaf("former-code")
    code = f"{file.value('code: ').partition('.')[0]}.98"
    file.append(f"former_codes: [{code}]\n")
    return file.save("K015", _mention(file, f"This was {code} before.", code))


def _title_of_another_skill(site: Site) -> Planted:
    file, other = site.new_leaf("title-of-another-skill"), site.inner_skill()
    code, title = file.value("code: "), other.value("title: ").strip("'\"")
    return file.save("K016", _mention(file, f"Only the title behind {code} {title} is wrong.", code))


def _link_over_http(site: Site) -> Planted:
    file = site.new_leaf("link-over-http")
    return file.save("K017", _mention(file, "See `http://localhost` and http://example.org/proposals.", "http:"))


def _doubled_word_in_a_topic(site: Site) -> Planted:
    file = site.new_leaf("doubled-word")
    index = file.insert("status: ", "    topics: [proposals, how they they come about]\n", "they")
    return file.save("K018", index)


def _mention(file: File, text: str, mark: str) -> int:
    """Add a line to a skill's description, and return where the last mark in it stands."""
    return file.insert("outcomes:", f"  {text}\n", text) + text.rindex(mark)


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
    "K009-outcome-twice": _outcome_twice,
    "K010-hidden-verb": _hidden_verb,
    "K011-no-verb": _no_verb,
    "K012-sixteen-outcomes": _sixteen_outcomes,
    "K013-two-skills-require-one-another": _two_skills_require_one_another,
    "K014-code-of-no-skill": _code_of_no_skill,
    "K015-former-code": _former_code,
    "K016-title-of-another-skill": _title_of_another_skill,
    "K017-link-over-http": _link_over_http,
    "K018-doubled-word-in-a-topic": _doubled_word_in_a_topic,
}
