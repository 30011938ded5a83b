"""Workspaces on disk for tests that go through files or the command line."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests import builders


def write(root: Path, name: str, value: Any) -> Path:
    """Write a data file of a workspace: data as YAML, text as it is."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else yaml.safe_dump(value, sort_keys=False), "utf-8")
    return path


def workspace(
    root: Path,
    questions: Iterable[Mapping[str, Any]] = (),
    certificate: Mapping[str, Any] | None = None,
    policy: Mapping[str, Any] | None = None,
) -> Path:
    """Write a sound workspace: USE with the leaf USE1 `cli`, five people, and what is given."""
    write(
        root, "hpccert.yaml", {"name": "Test", "version": "0.1", "license": "CC-BY-4.0", "policy": dict(policy or {})}
    )
    write(root, "people.yaml", {"people": builders.people_data()})
    write(root, "skills/use/use.yaml", builders.skill_data("use", "USE"))
    write(root, "skills/use/cli.yaml", builders.skill_data("cli", "USE1", ("run", "stop", "quote")))
    for each in questions:
        write(root, f"questions/{each['skill']}/{each['id']}.yaml", dict(each))
    if certificate is not None:
        write(root, f"certificates/{certificate['id']}.yaml", dict(certificate))
    return root


def tree(root: Path) -> dict[str, bytes]:
    """Return all files below a folder, by name."""
    return {str(each.relative_to(root)): each.read_bytes() for each in sorted(root.rglob("*")) if each.is_file()}


def as_json(path: Path) -> Any:
    """Return the value of a JSON file."""
    return json.loads(path.read_text("utf-8"))


def data_of(path: Path) -> Any:
    """Return the value of a YAML file that a test wrote."""
    return yaml.safe_load(path.read_text("utf-8"))
