"""Bytes of a file as it was at some time -> what of it an audit of history must know.

Schemas change, and a file may have been broken for a while: nothing is refused here, and what cannot be read says
nothing.
"""

import re
from calendar import timegm
from collections.abc import Mapping
from typing import Any

from hpccert.digest import canonical, digest
from hpccert.load import quick_yaml, small_yaml
from hpccert.model.account import Account, Records, Roster

TEXTS = ("at", "by", "verdict", "digest")
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
KEY = re.compile(r"(?:(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,3}|openpgp:[0-9A-F]{40})(?= |\Z)")


class RecordReader:
    """What reads many versions of review files, most lines of which are the same: each is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bytes], Account | None] = {}  # by the place in the file, and the line

    def __call__(self, data: bytes) -> Records:
        """Return the records in a file, each once; if the file cannot be read, those of its readable lines."""
        lines = [each for each in data.splitlines() if each.strip() and not each.startswith(b"#")]
        try:  # where each line is an entry, the file is the list of all of them
            accounts = [self._read(index, each) for index, each in enumerate(lines)]
        except ValueError:
            value = _value(data)
            entries = value if isinstance(value, list) else [one for each in lines for one in _entries_of(each)]
            accounts = [_account(each, index) for index, each in enumerate(entries)]
        found: dict[bytes, Account] = {}
        for each in accounts:
            if each is not None:
                found.setdefault(each.key, each)
        return found

    def _read(self, index: int, line: bytes) -> Account | None:
        """Return the record in a line; None if there is something else.

        Raises:
            ValueError: it is not exactly one entry of a list.
        """
        if (index, line) not in self._known:
            (entry,) = _entries_of(line)
            self._known[index, line] = _account(entry, index)
        return self._known[index, line]


def digest_of(data: bytes) -> str | None:
    """Return the digest of a question's content."""
    value = _value(data)
    return digest(value) if isinstance(value, dict) else None


def roster_of(data: bytes) -> Roster:
    """Return whose the addresses and keys in a people.yaml are."""
    people = _entries(_value(data), "people")
    emails = [(each, person["id"]) for person in people for each in _texts(person, "emails")]
    keys = [(KEY.match(each), person["id"]) for person in people for each in _texts(person, "keys")]
    return Roster(
        frozenset((email.lower(), id) for email, id in emails), frozenset((key[0], id) for key, id in keys if key)
    )


def asks_for_signatures(data: bytes) -> bool:
    """Whether the policy in an hpccert.yaml asks for signed records."""
    value = _value(data)
    policy = value.get("policy") if isinstance(value, dict) else None
    return isinstance(policy, dict) and policy.get("signatures") == "required"


def _value(data: bytes) -> Any:
    value = quick_yaml.accepted(data)
    if value is None:
        document, _ = small_yaml.parse(data)
        value = None if document is None else small_yaml.all_whole(document.value)
    return value


def _entries_of(line: bytes) -> list[Any]:
    value = _value(line) if line.startswith(b"- ") else None
    return value if isinstance(value, list) else []


def _account(value: Any, index: int) -> Account | None:
    if not isinstance(value, dict) or not all(isinstance(value.get(each), str) for each in TEXTS):
        return None
    at, by, verdict, content = (value[each] for each in TEXTS)
    return Account(canonical(value), at, _seconds(at), by, verdict, content, index, value)


def _seconds(at: str) -> int | None:
    """Return a date of a record in seconds since 1970; None if it is not in the form that records have."""
    if not DATE.fullmatch(at) or at.startswith("0000"):
        return None
    return timegm((int(at[:4]), int(at[5:7]), int(at[8:10]), int(at[11:13]), int(at[14:16]), int(at[17:19])))


def _entries(value: Any, key: str) -> list[Mapping[str, Any]]:
    found = value.get(key) if isinstance(value, dict) else None
    entries = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return [each for each in entries if isinstance(each.get("id"), str)]


def _texts(value: Mapping[str, Any], key: str) -> list[str]:
    found = value.get(key)
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
