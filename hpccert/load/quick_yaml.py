"""Bytes of a YAML file without faults -> its plain data, fast; of any other file, nothing.

This is the small YAML of `small_yaml`, without the places of values and without a word on faults: what
is not plainly in order is left to `small_yaml.parse`, which explains. The two agree on every file that
this one accepts; a property of the tests holds them to it.
"""

from collections.abc import Callable
from typing import Any

from yaml import (
    AliasEvent,
    CSafeLoader,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)

from hpccert.load.small_yaml import FORBIDDEN, MAX_DEPTH, decoded, typed, whole

TYPED_STARTS = frozenset(["", *"-0123456789tfn~"])


def accepted(data: bytes) -> Any:
    """Return the mapping or list that a file holds, numbers such as 2.0 as 2; None where a closer look is needed."""
    text, faults = decoded(data)
    if faults:
        return None
    loader = CSafeLoader(text)
    builder = _Builder(escapes="\\" in text)
    try:
        return builder.built(loader.get_event)
    except (YAMLError, _Unclear):
        return None
    finally:
        loader.dispose()


class _Unclear(Exception):
    """The file is not plainly in order."""


class _Builder:
    def __init__(self, escapes: bool) -> None:
        self._escapes = escapes
        self._open: list[Any] = []  # the collections around this one
        self._here: Any = None
        self._key: str | None = None  # of the mapping we are in, whose value comes next
        self._root: Any = None

    def built(self, next_event: Callable[[], Any]) -> Any:
        step = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._mapping,
            SequenceStartEvent: self._sequence,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            DocumentStartEvent: self._document,
        }
        while True:
            event = next_event()
            kind = type(event)
            if kind in step:
                step[kind](event)
            elif kind is StreamEndEvent:
                return self._root
            elif kind is AliasEvent:
                raise _Unclear

    def _scalar(self, event: Any) -> None:
        value: Any = event.value
        here = self._here
        if here is None or event.anchor is not None or event.tag is not None:
            raise _Unclear
        if self._escapes and event.style == '"' and ("\r" in value or FORBIDDEN.search(value)):
            raise _Unclear
        if self._key is None and type(here) is dict:
            if value in here:
                raise _Unclear
            self._key = value
            return
        if event.implicit[0] and value[:1] in TYPED_STARTS:
            value = whole(typed(value))
        if self._key is None:
            here.append(value)
        else:
            here[self._key] = value
            self._key = None

    def _mapping(self, event: Any) -> None:
        self._start(event, {})

    def _sequence(self, event: Any) -> None:
        self._start(event, [])

    def _start(self, event: Any, value: Any) -> None:
        if event.anchor is not None or event.tag is not None or len(self._open) >= MAX_DEPTH:
            raise _Unclear
        here = self._here
        if here is None:
            self._root = value
        elif self._key is not None:
            here[self._key] = value
            self._key = None
        elif type(here) is list:
            here.append(value)
        else:
            raise _Unclear
        self._open.append(here)
        self._here = value

    def _end(self, _: Any) -> None:
        self._here = self._open.pop()

    def _document(self, event: Any) -> None:
        if self._root is not None or event.version or event.tags:
            raise _Unclear
