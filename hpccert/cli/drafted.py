"""A document on standard input -> what is wrong with it, as a file of the workspace that it would be.

For editors, which have a text that is not saved yet.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from hpccert.cli.banks import banks_of, home_of
from hpccert.cli.checking import Verdict, verdict
from hpccert.cli.findings import Lines
from hpccert.cli.options import Kind
from hpccert.load.scan import MAX_BYTES
from hpccert.model.layout import PEOPLE, WORKSPACE, below
from hpccert.problems import Spot

INPUT = "-"  # how the document is named in findings
NAMELESS = "draft"


def from_input(root: Path, kind: Kind) -> tuple[Verdict, Lines]:
    """Return what is wrong with the document, and its lines; all that it refers to is looked up in the workspace."""
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    name = _name(root, kind, data)
    found = verdict(root, {name: data})
    findings = [replace(each, spot=Spot(INPUT, each.spot.keys)) for each in found.findings if each.spot.file == name]
    lines = data.decode("utf-8-sig", "replace").split("\n")
    return Verdict(findings, 1), lambda _: lines


def _name(root: Path, kind: Kind, data: bytes) -> str:
    """Return the name of the file that the document would replace: the one of its id, or else a new one."""
    if kind in (Kind.PEOPLE, Kind.WORKSPACE):
        return PEOPLE if kind is Kind.PEOPLE else WORKSPACE
    from hpccert.load.reading import read
    from hpccert.load.scan import scanned

    value: Any = read(f"{kind}s", data)[0]
    id = NAMELESS if value is None else value["id"]
    there = next(
        (each.name for each in scanned(root, banks_of(root)).files if each.kind == f"{kind}s" and each.stem == id), None
    )
    return there or _new(kind, id, value, home_of(root))


def _new(kind: Kind, id: str, value: Any, home: str) -> str:
    match kind:
        case Kind.QUESTION:
            return below(home, f"questions/{value['skill'] if value else NAMELESS}/{id}.yaml")
        case Kind.SKILL:
            return f"skills/{NAMELESS}/{id}.yaml"
        case _:
            return f"certificates/{id}.yaml"
