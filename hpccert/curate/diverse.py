"""The people who approve and the policy -> how many of their approvals count."""

from collections import defaultdict
from collections.abc import Iterable

from hpccert.model.bank import Workspace
from hpccert.model.people import Person


def counted(policy: Workspace, people: Iterable[Person]) -> int:
    """Return the size of the largest group among these people whose approvals count together.

    Where the policy asks for different affiliations or regions, no two of the group share one; the people without a
    region share the unknown one. Each person joins an affiliation with a region, so that this is a largest matching
    (Kuhn 1955): the order in which people spoke does not matter.
    """
    if not policy.distinct_regions:
        return len({each.affiliation.casefold() if policy.distinct_affiliations else each.id for each in people})
    regions: dict[str, list[str]] = defaultdict(list)
    for each in people:
        affiliation = each.affiliation.casefold() if policy.distinct_affiliations else each.id
        regions[affiliation].append((each.region or "").casefold())
    taken: dict[str, str] = {}  # a region -> the affiliation whose person stands for it
    return sum(_placed(affiliation, regions, taken, set()) for affiliation in regions)


def _placed(affiliation: str, regions: dict[str, list[str]], taken: dict[str, str], tried: set[str]) -> bool:
    """Find an affiliation a region, moving others to another one of theirs if need be."""
    for region in regions[affiliation]:
        if region not in tried:
            tried.add(region)
            if region not in taken or _placed(taken[region], regions, taken, tried):
                taken[region] = affiliation
                return True
    return False
