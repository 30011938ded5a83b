"""Who holds which role on a day, and what is vacant."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from hpccert.curate.offices import ONE_OF_EACH, Office, offices
from hpccert.model.bank import Bank, within
from hpccert.model.people import Person
from tests.builders import bank, card, record, skill

TODAY = "2026-11-25T10:00:00Z"
TREE = (skill("use", "USE"), skill("cli", "USE1"), skill("files", "USE2"), skill("links", "USE2.1"), skill("pe", "PE"))


def person(id: str, *roles: dict[str, object], until: str | None = None) -> Person:
    data = {"id": id, "name": id.title(), "affiliation": "Aachen", "roles": list(roles)}
    return Person.of(data if until is None else {**data, "until": until}, 0)


def community(*people: Person) -> Bank:
    return bank(skills=TREE, people_=people)


def shown(found: Sequence[Office]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(each.role, each.topic, each.person and each.person.id, each.until) for each in found]


def topics(*people: Person) -> list[tuple[str | None, str | None]]:
    """Return the topics that have a topic curator or need one, with who it is."""
    found = shown(offices(community(*people), TODAY))
    return [(topic, who) for role, topic, who, _ in found if role == "topic-curator"]


def test_where_nobody_holds_anything_every_role_is_vacant() -> None:
    assert shown(offices(community(), TODAY)) == [
        *((role, None, None, None) for role in ONE_OF_EACH),
        ("topic-curator", "pe", None, None),
        ("topic-curator", "use", None, None),
    ]


def test_a_role_is_held_to_its_last_day_or_to_that_of_its_holder() -> None:
    chair = person("ann", {"role": "chair", "until": "2026-11-25"})
    second = person("bob", {"role": "chair", "until": "2027-11-25"}, until="2027-01-31")

    assert shown(offices(community(chair, second), TODAY))[:2] == [
        ("chair", None, "ann", "2026-11-25"),
        ("chair", None, "bob", "2027-01-31"),
    ]


def test_a_role_that_ended_and_one_of_somebody_who_left_are_vacant() -> None:
    ended = person("ann", {"role": "chair", "until": "2026-11-24"})
    left = person("bob", {"role": "tree-curator"}, until="2026-11-24")

    assert shown(offices(community(ended, left), TODAY))[:2] == [
        ("chair", None, None, None),
        ("tree-curator", None, None, None),
    ]


def test_topics_stand_in_the_order_of_the_tree_and_those_without_a_curator_among_them() -> None:
    assert topics(person("ann", {"role": "topic-curator", "topics": ["pe", "links"]})) == [
        ("pe", "ann"),
        ("cli", None),
        ("links", "ann"),
    ]


def test_a_topic_that_is_not_in_the_tree_comes_last() -> None:
    assert topics(person("ann", {"role": "topic-curator", "topics": ["gone", "pe", "use"]})) == [
        ("pe", "ann"),
        ("use", "ann"),
        ("gone", "ann"),
    ]


def test_a_skills_own_curators_are_shown_while_they_are_here() -> None:
    cared = skill("cli", "USE1", curators=["ann", "bob", "nobody"])
    here = bank(skills=(skill("use", "USE"), cared), people_=(person("ann"), person("bob", until="2026-01-01")))

    assert shown(offices(here, TODAY))[-1] == ("skill-curator", "cli", "ann", None)


@given(st.sets(st.sampled_from([each.id for each in TREE])))
def test_exactly_what_no_curator_is_above_or_below_of_is_in_a_vacant_topic(chosen: set[str]) -> None:
    curators = [person("ann", {"role": "topic-curator", "topics": sorted(chosen)})] if chosen else []
    found = community(*curators)

    vacant = [found.skills[each.topic].code for each in offices(found, TODAY) if each.topic and not each.person]

    taken = [found.skills[each.id].code for each in TREE if each.id in chosen]
    for each in found.by_code:
        touched = any(within(each, code) or within(code, each) for code in taken)
        assert sum(within(each, top) for top in vacant) == (0 if touched else 1)


def test_a_chair_with_topics_is_no_curator_of_them() -> None:
    from hpccert.model.authority import is_curator

    chair = person("ann", {"role": "chair", "topics": ["cli"]})
    curator = person("bob", {"role": "topic-curator", "topics": ["cli"]})

    here = bank([card()], records=[record(card(), "ann", "accept")], people_=(chair, curator))
    assert not is_curator(here, card(), chair, TODAY)
    assert is_curator(here, card(), curator, TODAY)
