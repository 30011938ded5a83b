"""Text of response files (JSON of the exam page, or CSV) -> entries and findings."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hpccert.model.response import Entry, Sheet, same_name
from hpccert.problems import Finding, Spot

FORMAT = "hpccert-responses-1"
COLUMNS = ["form", "candidate", "question", "response"]
SEPARATORS = (",", ";", "\t")
LONGEST_NAME = 200
UNKNOWN_FORM = 0  # forms count from 1

CODES = {
    "R001": (
        "response_file_can_be_read",
        "A response file is the JSON that an exam page saved, or a CSV with the columns form, candidate, question"
        " and response.\n\n"
        "Why: what is read wrongly would be marked wrongly.",
    ),
}


@dataclass(slots=True)
class Read:
    """What a file holds, and what of it could not be read."""

    sheets: list[Sheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read(text: str, file: str) -> Read:
    """Read a response file; its name tells the kind (`.csv`, else JSON)."""
    return read_csv(text, file) if file.lower().endswith(".csv") else read_json(text, file)


def read_csv(text: str, file: str) -> Read:
    """Read a table: a header line, then one line for each candidate and question.

    Cells are separated by commas, semicolons or tabs, as the header shows; each line stands by itself, so
    that a quotation mark left open spoils no other line. A line that cannot be read makes its
    candidate's sheet incomplete, or all sheets of the file if it does not tell whose it is.
    """
    lines = text.removeprefix("\ufeff").splitlines() or [""]
    separator = next((each for each in SEPARATORS if each in lines[0]), ",")
    header = [each.strip().strip('"').lower() for each in lines[0].split(separator)]
    if sorted(header) != sorted(COLUMNS):
        return Read([], [_wrong(file, 1, f"the first line must name the columns {','.join(COLUMNS)}")])
    table = _Table(file)
    for number, line in enumerate(lines[1:], 2):
        try:
            (row,) = csv.reader([line], delimiter=separator, strict=True)
        except csv.Error as error:
            table.refuse(number, f"not a line of a table: {error}", None)
        else:
            table.take(header, row, number)
    return table.read()


class _Table:
    """The sheets of a table while it is read line by line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: dict[tuple[str, int], list[Entry]] = {}
        self.findings: list[Finding] = []
        self.names: dict[str, str] = {}  # as first typed, by what all spellings have in common
        self.doubtful: dict[str | None, int] = {}  # candidates with unreadable lines; None: nobody knows whose

    def take(self, header: list[str], row: list[str], line: int) -> None:
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=False)}
        if not any(each.strip() for each in row):
            return None
        if len(row) != len(COLUMNS):
            if len(row) > len(COLUMNS) and _is_name(cells["candidate"]):
                self.doubtful.setdefault(cells["candidate"], line)
            return self.refuse(line, f"{len(row)} cells; a line has {len(COLUMNS)}: {','.join(COLUMNS)}", None)
        if not _is_name(cells["candidate"]):
            return self.refuse(line, "the candidate is missing, or no line of plain text", None)
        for name in ("form", "question"):
            if not _is_number(cells[name]):
                return self.refuse(line, f"{name} '{cells[name]}' is not a whole number", cells["candidate"])
        candidate = self.names.setdefault(same_name(cells["candidate"]), cells["candidate"])
        entry = Entry(int(cells["question"]), cells["response"] or None, Spot(self.file, ("line", line)))
        self.entries.setdefault((candidate, int(cells["form"])), []).append(entry)
        return None

    def refuse(self, line: int, message: str, candidate: str | None) -> None:
        self.findings.append(_wrong(self.file, line, message))
        self.doubtful.setdefault(candidate, line)

    def read(self) -> Read:
        self.doubtful = {each and self.names.get(same_name(each), each): line for each, line in self.doubtful.items()}
        known = {candidate for candidate, _ in self.entries}
        sheets = [self._sheet(*key, tuple(entries)) for key, entries in self.entries.items()]
        sheets += [
            self._sheet(each, UNKNOWN_FORM, ()) for each in self.doubtful if each is not None and each not in known
        ]
        return Read(sheets, self.findings)

    def _sheet(self, candidate: str, form: int, entries: tuple[Entry, ...]) -> Sheet:
        spot = entries[0].spot if entries else Spot(self.file, ("line", self.doubtful[candidate]))
        complete = candidate not in self.doubtful and None not in self.doubtful
        return Sheet(candidate, None, form, None, None, entries, spot, complete)


def read_json(text: str, file: str) -> Read:
    """Read what an exam page saved: one candidate's responses to one form."""
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        return Read([], [_wrong(file, getattr(error, "lineno", 1), f"not a response file: {error}")])
    faults = list(_faults(data))
    if faults:
        findings = [Finding(Spot(file, tuple(keys)), "R001", message) for keys, message in faults]
        return Read(_doubtful(data, file), findings)
    entries = tuple(
        Entry(int(number), said, Spot(file, ("responses", number))) for number, said in data["responses"].items()
    )
    sheet = Sheet(
        candidate=data["candidate"].strip(),
        sitting=data["sitting"],
        form=data["form"],
        paper=data["paper"],
        seconds=_seconds(data.get("begun"), data.get("saved")),
        entries=entries,
        spot=Spot(file),
    )
    return Read([sheet], [])


def _doubtful(data: Any, file: str) -> list[Sheet]:
    """Return an incomplete sheet for the candidate of a faulty file, if it tells one: nobody is lost."""
    name = data.get("candidate") if isinstance(data, dict) else None
    if not isinstance(name, str) or not _is_name(name.strip()):
        return []
    return [Sheet(name.strip(), None, UNKNOWN_FORM, None, None, (), Spot(file), complete=False)]


def _seconds(begun: Any, saved: Any) -> int | None:
    """Return the seconds between two moments in ISO 8601, if both are such."""
    try:
        return round((datetime.fromisoformat(saved) - datetime.fromisoformat(begun)).total_seconds())
    except (TypeError, ValueError):
        return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(each for each in names if names.count(each) > 1)
        raise ValueError(f"'{twice}' is there twice")
    return out


def _faults(data: Any) -> Iterator[tuple[list[str], str]]:
    """Yield what keeps a value from being a response file."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        yield [], f"not a response file: 'format' must be \"{FORMAT}\""
        return
    if not isinstance(data.get("candidate"), str) or not _is_name(data["candidate"].strip()):
        yield ["candidate"], "'candidate' must be a name or number, a line of plain text in quotes"
    for name in ("sitting", "paper"):
        if not isinstance(data.get(name), str):
            yield [name], f"'{name}' must be text"
    if type(data.get("form")) is not int:
        yield ["form"], "'form' must be a whole number"
    if not isinstance(data.get("responses"), dict):
        yield ["responses"], "'responses' must be key-value pairs: a question's number, and what was answered"
        return
    for number, said in data["responses"].items():
        if not _is_number(number):
            yield ["responses", number], f"'{number}' is not the number of a question"
        elif not _is_said(said):
            yield (
                ["responses", number],
                "a response is a label, a list of labels, labels with true, false or null, or null",
            )


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and text.isprintable()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def _is_said(said: Any) -> bool:
    match said:
        case None | str():
            return True
        case list():
            return all(isinstance(each, str) for each in said)
        case dict():
            return all(each is None or isinstance(each, bool) for each in said.values())
        case _:
            return False


def _wrong(file: str, line: int, message: str) -> Finding:
    return Finding(Spot(file), "R001", message, line=line, column=1)
