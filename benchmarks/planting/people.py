"""Plants: people and their roles."""

from collections.abc import Callable

from benchmarks.planting.site import Planted, Site

NOTHING = "nothing-of-that-name"


def _person_twice(site: Site) -> Planted:
    return _person(site, "A001", "ben-keller", "- id: ")


def _address_of_two_people(site: Site) -> Planted:
    return _person(site, "A002", "second-ben", "[", emails="Ben-Keller@Example.org")


def _unknown_topic(site: Site) -> Planted:
    return _person(site, "A003", "curator-of-the-unknown", "topics: [", role=f", topics: [{NOTHING}]")


def _curator_of_nothing(site: Site) -> Planted:
    return _person(site, "A004", "curator-of-nothing", "      - ", role=" ")


def _topics_of_a_chair(site: Site) -> Planted:
    return _person(site, "A004", "chair-of-topics", "topics: ", role=f", topics: [{site.leaves[0]}]", name="chair")


def _person(
    site: Site, code: str, id: str, mark: str, emails: str = "", role: str = "", name: str = "topic-curator"
) -> Planted:
    """Append a person to people.yaml; the fault stands right behind the mark."""
    file = site.file("people.yaml")
    lines = [f"  - id: {id}", f"    name: {id.replace('-', ' ').title()}", "    affiliation: Example Laboratory"]
    lines += [f"    emails: [{emails}]"] if emails else []
    lines += ["    roles:", f"      - {{role: {name}{role.strip()}}}"] if role else []
    return file.save(code, file.append("\n".join(lines) + "\n", mark) + len(mark))


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "A001-person-twice": _person_twice,
    "A002-address-of-two-people": _address_of_two_people,
    "A003-unknown-topic": _unknown_topic,
    "A004-curator-of-nothing": _curator_of_nothing,
    "A004-topics-of-a-chair": _topics_of_a_chair,
}
