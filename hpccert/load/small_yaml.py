"""Bytes of a YAML file -> plain data and the place of every value, or the faults that prevent it.

A small YAML on purpose: what a contributor sees is what we read. Only `true`, `false`, `null` and
plain decimal numbers are typed, every other word stays text; anchors, aliases, tags, directives,
repeated keys and control characters are faults. The text is read as a stream of events with a stack
of our own, so that no depth of nesting can exhaust the machine.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from hpccert.load.scan import MAX_BYTES
from hpccert.problems import HpccertError, Keys

MAX_DEPTH = 20

WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)"
)
PRINTABLE = bytes([0x09, 0x0A, *range(0x20, 0x7F)])  # of ASCII, all that a file may hold but CR before LF

CODES = {
    "Y001": (
        "file_is_readable_text",
        "Each file is UTF-8 text of at most 256 KiB without control characters.\n\n"
        "Why: control and direction characters are invisible, and make a reader see another text than the program.",
    ),
    "Y002": (
        "file_is_yaml",
        "Each file is one YAML document: key-value pairs, lists, text.\n\n"
        "Why: nothing else can be checked in a file that cannot be read.",
    ),
    "Y003": (
        "key_appears_once",
        "A key stands once in a mapping.\n\nWhy: of two values one would be lost without a word.",
    ),
    "Y004": (
        "no_anchors_or_tags",
        "Anchors (`&a`), aliases (`*a`), tags (`!x`) and directives (`%YAML`) are not used.\n\n"
        "Why: they make one line mean another far away, and have been used for attacks.",
    ),
    "Y005": (
        "nesting_is_shallow",
        "Values are nested at most 20 levels deep.\n\nWhy: no file of ours needs more, and attacks do.",
    ),
}

TOO_DEEP = (("maximum nesting depth", f"nested more than {MAX_DEPTH} levels deep"),)
NOT_USED = (
    ("incompatible YAML", "'%' starts a directive, which is not used here"),
    ("%YAML directive", "'%' starts a directive, which is not used here"),
    ("a directive", "'%' starts a directive, which is not used here"),
    ("tag handle", "'!' starts a tag, which is not used here; put the text in quotes"),
    ("a tag", "'!' starts a tag, which is not used here; put the text in quotes"),
    ("while scanning an a", "'&' and '*' start anchors and aliases, which are not used here; put the text in quotes"),
)
EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "a ': ' inside this text makes it a key; put the text in quotes, or check the indentation",
    ),
    ("that cannot start any token", "this character cannot begin a value; put the text in quotes, or replace a tab"),
    ("found unexpected end of stream", "a quotation mark that opens here is never closed"),
    ("unexpected document indicator", "a quotation mark is not closed before this line"),
    ("found a tab character", "a tab cannot indent a line; use spaces"),
    ("could not find expected ':'", "a key without ':'; write 'key: value'"),
    ("did not find expected key", "this does not fit what stands before it; check the indentation and the quotes"),
    ("expected <document start>", "this does not fit what stands before it; check the indentation and the quotes"),
    ("entries are not allowed", "a list begins on the line below its key; put the text in quotes if it is none"),
    ("mapping keys are not allowed", "a '? ' here makes this a key; put the text in quotes"),
    ("a block scalar", "after '|' or '>' the text begins on the next line, indented"),
    ("did not find expected '-' indicator", "this does not fit the list before it; check the indentation and the '- '"),
    ("did not find expected ',' or", "a ',' or the closing bracket is missing here"),
    ("unknown escape character", "a backslash in double quotes starts an escape; double it, or use single quotes"),
    ("hexdecimal number", "a backslash in double quotes starts an escape; double it, or use single quotes"),
    ("invalid Unicode character escape", "this escape stands for no character"),
    ("unexpected ':'", "a ':' inside brackets makes this a key; put the text in quotes"),
    ("did not find expected node content", "a value is missing here"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps a file from being read; line and column count from 1."""

    line: int
    column: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, where each value stands, and where each key (of a mapping) stands."""

    value: Any
    places: dict[Keys, tuple[int, int]] = field(default_factory=dict)
    key_places: dict[Keys, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    value: dict[str, Any] | list[Any]
    keys: Keys
    key: str | None = None


def parse(data: bytes) -> tuple[Document | None, list[Fault]]:
    """Read a file's bytes; there is a document exactly when there are no faults."""
    text, faults = decoded(data)
    if not faults:
        reader = _Reader()
        if not yaml.__with_libyaml__:  # the parser in Python reads some escapes otherwise
            raise HpccertError(
                "PyYAML was built without libyaml; install it as a wheel: pip install --force-reinstall pyyaml"
            )
        try:
            reader.read(yaml.parse(text, Loader=yaml.CSafeLoader))
        except yaml.MarkedYAMLError as error:
            reader.faults.append(_syntax(error, text))
        except _Stop as stop:
            reader.faults.append(stop.fault)
        if not reader.faults:
            return reader.document(), []
        faults = reader.faults
    return None, faults


def decoded(data: bytes) -> tuple[str, list[Fault]]:
    """Return a file's text, or why it is none."""
    if len(data) > MAX_BYTES:
        return "", [Fault(1, 1, "Y001", f"the file has {len(data)} bytes; at most {MAX_BYTES} are allowed")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        return "", [Fault(line, column, "Y001", f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8")]
    if data.isascii() and not data.translate(None, PRINTABLE):
        return text, []
    bad = FORBIDDEN.search(text)
    if bad is None:
        return text, []
    line, column = _place(text[: bad.start()])
    return "", [Fault(line, column, "Y001", f"control character U+{ord(bad.group()):04X}; remove it")]


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Fault:
    raw = " ".join(each for each in (error.context, error.problem) if each)
    tables = (("Y005", TOO_DEEP), ("Y004", NOT_USED), ("Y002", EXPLANATIONS))
    known = ((code, said) for code, table in tables for part, said in table if part in raw)
    code, message = next(known, ("Y002", f"not YAML: {raw}"))
    index = error.problem_mark.index if error.problem_mark else 0
    if error.context_mark and ("a simple key" in raw or "while scanning an a" in raw or index >= len(text)):
        index = error.context_mark.index  # where it begins; what is missing there is noticed only later
    line, column = _place(text[: min(index, len(text.rstrip()))])
    return Fault(line, column, code, message)


class _Stop(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class _Reader:
    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._open: list[_Open] = []
        self._root: Any = None
        self._documents = 0
        self._places: dict[Keys, tuple[int, int]] = {}
        self._key_places: dict[Keys, tuple[int, int]] = {}

    def document(self) -> Document:
        return Document(self._root, self._places, self._key_places)

    def read(self, events: Iterator[Any]) -> None:
        for event in events:
            match event:
                case yaml.StreamEndEvent() if not self._documents:
                    self.faults.append(Fault(1, 1, "Y002", "there is nothing in this file"))
                case yaml.ScalarEvent():
                    self._tagless(event)
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._tagless(event)
                    self._start(event, {})
                case yaml.SequenceStartEvent():
                    self._tagless(event)
                    self._start(event, [])
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._open.pop()
                case yaml.AliasEvent():
                    raise _Stop(
                        self._fault(
                            event, "Y004", "'*' starts an alias, which is not used here; put the text in quotes"
                        )
                    )
                case yaml.DocumentStartEvent():
                    self._document(event)

    def _fault(self, event: Any, code: str, message: str) -> Fault:
        return Fault(event.start_mark.line + 1, event.start_mark.column + 1, code, message)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _Stop(self._fault(event, "Y002", "a second document begins here; one file holds one document"))
        if event.version or event.tags:
            self.faults.append(self._fault(event, "Y004", "directives ('%') are not used here"))

    def _tagless(self, event: Any) -> None:
        if event.anchor is not None:
            self.faults.append(
                self._fault(event, "Y004", "'&' starts an anchor, which is not used here; put the text in quotes")
            )
        if event.tag is not None:
            self.faults.append(
                self._fault(event, "Y004", "'!' starts a tag, which is not used here; put the text in quotes")
            )

    def _start(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            raise _Stop(self._fault(event, "Y002", "a key must be a word"))
        if len(self._open) >= MAX_DEPTH:
            raise _Stop(self._fault(event, "Y005", f"nested more than {MAX_DEPTH} levels deep"))
        self._open.append(_Open(value, self._put(event, value)))

    def _scalar(self, event: Any) -> None:
        top = self._open[-1] if self._open else None
        if "\r" in event.value or FORBIDDEN.search(event.value):
            self.faults.append(self._fault(event, "Y001", "an escape stands for a control character; remove it"))
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(event, top)
        else:
            self._put(event, typed(event.value) if event.implicit[0] else event.value)

    def _key(self, event: Any, top: _Open) -> None:
        if event.value in top.value:
            self.faults.append(self._fault(event, "Y003", f"key '{event.value}' appears twice"))
        top.key = event.value
        self._key_places[(*top.keys, event.value)] = (event.start_mark.line + 1, event.start_mark.column + 1)

    def _put(self, event: Any, value: Any) -> Keys:
        keys: Keys = ()
        if self._open:
            top = self._open[-1]
            if isinstance(top.value, dict):
                key, top.key = cast(str, top.key), None  # a value follows its key
                keys, top.value[key] = (*top.keys, key), value
            else:
                keys = (*top.keys, len(top.value))
                top.value.append(value)
        else:
            self._root = value
        self._places[keys] = (event.start_mark.line + 1, event.start_mark.column + 1)
        return keys


def typed(word: str) -> Any:
    """Return what a plain word stands for: true, false, null, a decimal number, or itself."""
    if word in WORDS:
        return WORDS[word]
    if INTEGER.fullmatch(word):
        return int(word)
    return float(word) if DECIMAL.fullmatch(word) else word


def whole(value: Any) -> Any:
    """Return a number such as 2.0 as 2, for a schema takes it for a whole number; anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def all_whole(value: Any) -> Any:
    """Return a value with all its numbers `whole`."""
    if isinstance(value, dict):
        return {key: all_whole(each) for key, each in value.items()}
    return [all_whole(each) for each in value] if isinstance(value, list) else whole(value)
