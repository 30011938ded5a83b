"""The checklist that a new workspace begins with, as it comes with this program."""

from importlib import resources
from pathlib import Path

from hpccert.model.checklist import file_of

FIRST = file_of(1)


def first_checklist() -> str:
    """Return its text, from the installed package or, in a checkout, from our own `review/`."""
    packaged = resources.files("hpccert") / FIRST
    return (packaged if packaged.is_file() else Path(__file__).parents[2] / FIRST).read_text("utf-8")
