"""What a question was and what it is -> the difference as people read it, key changes marked."""

from collections.abc import Iterator, Mapping
from typing import Any

PARTS = ("statements", "choices")
KEYS = {"truth": ("false", "true"), "correct": ("wrong", "right")}

Line = tuple[str, str]  # how it is marked: - for what was, + for what is, blank for a heading; and its text


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
    """Return the lines that tell what changed between two contents; none if nothing did."""
    old, new = (dict(_fields(each)) for each in (before, after))
    lines: list[Line] = []
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            lines.append((" ", f"{name}: THE KEY CHANGED" if _is_key(name) and name in old and name in new else name))
            lines += [("-", each) for each in old.get(name, "").splitlines()]
            lines += [("+", each) for each in new.get(name, "").splitlines()]
    return lines


def _fields(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a reader can tell apart, by name: the stem, each part with its key and why, all else."""
    for name, value in data.items():
        if name in PARTS:
            yield f"order of {name}", " ".join(each["id"] for each in value)
            for part in value:
                yield from _part(part)
        else:
            yield name, _said(value)


def _part(part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in part.items():
        if name in KEYS:
            yield f"{part['id']} key", KEYS[name][value]
        elif name != "id":
            yield part["id"] if name == "text" else f"{part['id']} {name}", _said(value)


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value).strip()


def _is_key(name: str) -> bool:
    return name.endswith(" key")
