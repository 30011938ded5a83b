"""One fault of each kind, each planted into files of its own, with the place where `validate` must find it.

A new rule gets its plant with one function and one line in the table of its family. A plant's name begins with the code
of its rule.
"""

from pathlib import Path

from benchmarks.planting import (
    bank,
    certificates,
    checklists,
    files,
    people,
    questions,
    records,
    schemas,
    skills,
    terms,
    wording,
)
from benchmarks.planting.site import Planted, Site

FAMILIES = (
    files,
    schemas,
    skills,
    questions,
    wording,
    records,
    checklists,
    terms,
    certificates,
    people,
    bank,
)  # bank takes what is left
PLANTS = {name: each for family in FAMILIES for name, each in family.PLANTS.items()}


def plant(root: Path) -> list[Planted]:
    """Plant every fault into a generated workspace, and return what must be found, in order."""
    site = Site(root)
    return sorted(each(site) for each in PLANTS.values())
