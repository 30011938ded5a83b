"""Plants: certificates whose blueprints cannot be met."""

from collections.abc import Callable

from benchmarks.planting.site import Planted, Site

NOTHING = "nothing-of-that-name"


def _certificate_id_is_not_the_name(site: Site) -> Planted:
    file = site.new_certificate("name-of-a-file")
    return file.save("E001", file.set("id: ", "another-name"))


def _certificate_id_in_two_files(site: Site) -> Planted:
    file = site.new_certificate("zz-second")
    return file.save("E001", file.set("id: ", "hpc-practitioner"))


def _blueprint_of_an_unknown_skill(site: Site) -> Planted:
    file = site.new_certificate("unknown-skill")
    return file.save("E002", file.set("    - {skill: ", f"{NOTHING}, questions: 2}}", 3))


def _blueprint_names_a_skill_twice(site: Site) -> Planted:
    file = site.new_certificate("skill-twice")
    return file.save("E003", file.set("    - {skill: ", file.value("    - {skill: ", 1), 4))


def _least_over_most_minutes(site: Site) -> Planted:
    file = site.new_certificate("least-over-most")
    return file.save("E004", file.set("  minutes: ", "{min: 90, max: 60}"))


def _more_than_200_questions(site: Site) -> Planted:
    file = site.new_certificate("too-long")
    index = file.set("    - {skill: ", file.value("    - {skill: ").replace("questions: 2}", "questions: 190}"))
    return file.save("E005", index - len("- {skill: "))


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "E001-id-is-not-the-name-of-the-file": _certificate_id_is_not_the_name,
    "E001-id-in-two-files": _certificate_id_in_two_files,
    "E002-unknown-skill": _blueprint_of_an_unknown_skill,
    "E003-one-skill-twice": _blueprint_names_a_skill_twice,
    "E004-least-over-most-minutes": _least_over_most_minutes,
    "E005-more-than-200-questions": _more_than_200_questions,
}
