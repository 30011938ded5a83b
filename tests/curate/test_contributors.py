"""Who wrote and reviewed the accepted questions."""

from collections.abc import Collection

from hpccert.curate.contributors import contributors
from hpccert.model.people import Person
from tests.builders import bank, card, people_data, record

DONE = (("bob", "approve"), ("cyd", "approve"), ("dan", "accept"))


def told(public: Collection[str], *authors: list[str]) -> tuple[list[tuple[str, int, int]], int]:
    """Return who is named, with how many questions they wrote and reviewed, and how many others there are."""
    cards = [card(f"q{number}", authors=each) for number, each in enumerate(authors)]
    records = [record(each, by, verdict, second) for each in cards for second, (by, verdict) in enumerate(DONE)]
    people = tuple(
        Person.of({**each, "public": each["id"] in public}, index) for index, each in enumerate(people_data())
    )
    found = contributors(bank([*cards, card("draft", authors=["eve"])], records=records, people_=people))
    return [(each.person.id, each.wrote, each.reviewed) for each in found.named], found.others


def test_only_who_wants_to_be_named_is_named() -> None:
    assert told([], ["ann"]) == ([], 3)
    assert told(["bob"], ["ann"]) == ([("bob", 0, 1)], 2)


def test_who_did_most_comes_first() -> None:
    assert told(["ann", "bob", "cyd"], ["ann"], ["ann", "eve"]) == ([("ann", 2, 0), ("bob", 0, 2), ("cyd", 0, 2)], 1)


def test_drafts_count_for_nobody() -> None:
    assert told(["eve"]) == ([], 0)


def test_an_author_whom_nobody_knows_is_one_of_the_others() -> None:
    assert told(["ann"], ["ann", "stranger"]) == ([("ann", 1, 0)], 3)


def test_people_are_not_named_unless_they_say_so() -> None:
    assert not any(Person.of(each, 0).public for each in people_data())
