"""What a candidate answered: as read from a file, and as it fits a form."""

import unicodedata
from dataclasses import dataclass

from hpccert.model.form import Form
from hpccert.problems import Spot

Said = dict[str, bool | None] | list[str] | str | None
Reply = tuple[bool | None, ...]  # for each part shown: judged true or chosen, judged false, or left


def same_name(name: str) -> str:
    """Return what names of one candidate have in common, however they were typed."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


@dataclass(frozen=True, slots=True)
class Entry:
    """One response as it was read: to question `number` of a form, in the words of its file.

    `said` is a mapping from labels to true, false or null (a response file's true-false set), labels
    as a list or a text such as `b` or `a c`, judgments as a text such as `TF-T`, or None for a blank.
    """

    number: int
    said: Said
    spot: Spot


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a file says of one candidate and form; `complete` unless some of it could not be read."""

    candidate: str
    sitting: str | None  # None where the file does not tell, as a table
    form: int
    paper: str | None  # the identity of what was asked
    seconds: int | None  # from the beginning until the responses were saved
    entries: tuple[Entry, ...]
    spot: Spot
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Responses:
    """All replies of a candidate to a form, by question number; a missing one is a blank."""

    candidate: str
    form: Form
    replies: dict[int, Reply]
