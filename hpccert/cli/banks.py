"""A workspace and the command line -> the secret banks that this run reads, and where a new question goes."""

from pathlib import Path
from typing import Any

from typer._click.globals import get_current_context  # it has no public name for this

from hpccert.cli.options import BANKS
from hpccert.cli.show import note
from hpccert.load.banks import listed, located
from hpccert.problems import HpccertError

SAID = "hpccert.banks said"  # which were said to be missing


def banks_of(root: Path) -> tuple[str, ...]:
    """Return the banks of a workspace as their folders are seen from it: listed in `hpccert.yaml`, or named by --bank.

    A listed one that is not here, as in the checks of a public repository, is left out with a note.

    Raises:
        HpccertError: one that --bank names is not there, or one is no folder for secrets.
    """
    found = []
    for name in listed(root):
        place = located(root, Path(name))
        if place is None:
            _note_once(name)
        else:
            found.append(place)
    return tuple(dict.fromkeys((*found, *named(root))))


def named(root: Path) -> tuple[str, ...]:
    """Return the banks that --bank names."""
    return tuple(dict.fromkeys(_there(root, each) for each in _meta().get(BANKS, ())))


def home_of(root: Path) -> str:
    """Return the bank into which a new question goes; nothing stands for the workspace.

    Raises:
        HpccertError: --bank names several.
    """
    found = named(root)
    if len(found) > 1:
        raise HpccertError("a question is written into one bank; name it with one --bank")
    return found[0] if found else ""


def _there(root: Path, place: Path) -> str:
    found = located(root, Path.cwd() / place)
    if found is None:
        raise HpccertError(f"no bank '{place}'; --bank names a folder with questions/ and reviews/")
    return found


def _note_once(name: str) -> None:
    said = _meta().setdefault(SAID, set())
    if name not in said:
        said.add(name)
        note(f"the bank '{name}' is not here; its questions are left out")


def _meta() -> dict[str, Any]:
    """Return what is known of this run; of none where no command is running."""
    context = get_current_context(silent=True)
    return {} if context is None else context.meta
