"""Approvals count from different affiliations and regions, as many as can be chosen so."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from hpccert.curate.diverse import counted
from hpccert.model.bank import Workspace
from hpccert.model.people import Person

PLACES = st.lists(
    st.tuples(st.sampled_from(["A", "a", "B", "C"]), st.sampled_from(["x", "X", "y", "z", None])), max_size=7
)


def people(places: list[tuple[str, str | None]]) -> list[Person]:
    return [
        Person.of(
            {"id": f"p{index}", "name": "P", "affiliation": where, **({"region": region} if region else {})}, index
        )
        for index, (where, region) in enumerate(places)
    ]


def policy(affiliations: bool, regions: bool) -> Workspace:
    asked = {"distinct_affiliations": affiliations, "distinct_regions": regions}
    return Workspace.of({"name": "S", "version": "0.1", "license": "MIT", "policy": asked})


def test_who_could_stand_for_two_stands_where_nobody_else_can() -> None:
    assert counted(policy(True, True), people([("A", "x"), ("A", "y"), ("B", "x")])) == 2


def test_who_has_no_region_is_from_one_unknown_region() -> None:
    assert counted(policy(False, True), people([("A", None), ("B", None), ("C", "x")])) == 2


@given(PLACES, st.booleans(), st.booleans())
def test_as_many_count_as_in_the_largest_group_without_a_shared_place(
    places: list[tuple[str, str | None]], affiliations: bool, regions: bool
) -> None:
    def goes_together(group: tuple[tuple[str, str | None], ...]) -> bool:
        homes = {home.lower() for home, _ in group}
        lands = {(land or "").lower() for _, land in group}
        return (not affiliations or len(homes) == len(group)) and (not regions or len(lands) == len(group))

    sizes = [size for size in range(len(places) + 1) for group in combinations(places, size) if goes_together(group)]

    assert counted(policy(affiliations, regions), people(places)) == max(sizes)
