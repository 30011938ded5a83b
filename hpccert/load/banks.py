"""What `hpccert.yaml` and a command line name as secret banks -> the ways to them from the workspace's folder."""

import os
from pathlib import Path

from hpccert.load.scan import read_bytes
from hpccert.model.layout import DEPTHS, WORKSPACE
from hpccert.problems import HpccertError


def listed(root: Path) -> tuple[str, ...]:
    """Return the banks that `hpccert.yaml` lists; none if it cannot be read, which is reported where it is loaded."""
    try:
        data = read_bytes(root / WORKSPACE)
    except HpccertError:
        return ()
    if b"banks" not in data:
        return ()
    from hpccert.load.reading import read  # a workspace without banks needs no parser here

    value, _ = read("workspace", data)
    return () if value is None else tuple(value.get("banks", ()))


def located(root: Path, place: Path) -> str | None:
    """Return the way from a workspace to a bank's real folder, with slashes; nothing if there is no such folder.

    The folder may be reached through links; what is in it is read as in a workspace, where links are not.

    Raises:
        HpccertError: it is no folder for secrets: no folder at all, or one of the workspace's own.
    """
    folder = os.path.realpath(root / place)
    if not os.path.lexists(folder):
        return None
    if not Path(folder).is_dir():
        raise HpccertError(f"the bank '{place}' is not a folder")
    way = _way(root, folder)
    if way == "." or way.split("/", 1)[0] in DEPTHS:
        raise HpccertError(f"the bank '{place}' is the workspace itself; a bank is a folder beside its data")
    if not _is_utf8(way):
        raise HpccertError("the path of a bank is not UTF-8; rename its folder")
    return way


def _way(root: Path, folder: str) -> str:
    try:
        return Path(os.path.relpath(folder, root)).as_posix()
    except ValueError:  # on another drive
        return Path(folder).as_posix()


def _is_utf8(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False
