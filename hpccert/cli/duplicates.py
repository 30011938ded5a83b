"""Sketches of a bank's questions -> the pairs that are nearly the same, compared word by word."""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from hpccert.check.alike import Pair
from hpccert.check.similar import NEAR, candidates, likeness
from hpccert.cli.spread import spread
from hpccert.digest import digest
from hpccert.load.memory import Mark, Notes, Recalled, locked, mark_of, unlocked
from hpccert.load.reading import read
from hpccert.load.workspace import Contents
from hpccert.model.question import Card, QuestionId, asked

WORTH_SPREADING = 400  # pairs: with fewer, starting children costs more than they save
HELD = 4096  # questions whose texts are held while they are compared

SHARE = struct.Struct("<d")
CHANGED = SHARE.pack(-1.0)

Ids = tuple[QuestionId, QuestionId]


def pairs_of(
    questions: Mapping[QuestionId, Card],
    sketches: Iterable[tuple[QuestionId, bytes]],
    contents: Contents,
    known: Recalled,
    notes: Notes,
) -> tuple[list[Pair], bool]:
    """Return the pairs of questions that are nearly the same, and whether all could be compared.

    Args:
        questions: the bank's questions.
        sketches: of their texts.
        contents: returns the content of a file.
        known: how alike pairs were that were compared before.
        notes: how alike pairs are, to be remembered.
    """
    marked = [(each, _mark(questions, each)) for each in _candidates(list(sketches), known, notes)]
    new = [pair for pair, mark in marked if mark not in known]
    compared = _compared(questions, new, contents)
    found, all_compared = [], True
    for (first, second), mark in marked:
        remembered = known.get(mark)
        share = next(compared) if remembered is None else unlocked(mark, remembered)
        if share == CHANGED:
            all_compared = False
            continue
        notes.add(mark, locked(mark, share))
        if SHARE.unpack(share)[0] >= NEAR:
            found.append((first, second, SHARE.unpack(share)[0]))
    return found, all_compared


def _candidates(sketches: Sequence[tuple[QuestionId, bytes]], known: Recalled, notes: Notes) -> list[Ids]:
    """Return the pairs to compare; they are remembered, for most edits of a bank change no text of a question."""
    mark = mark_of("sketches", b"\0".join(id.encode() + b" " + sketch.hex().encode() for id, sketch in sketches))
    entry = known.get(mark)
    found = candidates(sketches) if entry is None else json.loads(unlocked(mark, entry))
    notes.add(mark, locked(mark, json.dumps(found).encode()))
    return [(first, second) for first, second in found]


def _mark(questions: Mapping[QuestionId, Card], pair: Ids) -> Mark:
    first, second = pair
    return mark_of("pair", f"{questions[first].digest} {questions[second].digest}".encode())


def _compared(questions: Mapping[QuestionId, Card], pairs: Sequence[Ids], contents: Contents) -> Iterator[bytes]:
    """Yield how alike the questions of each pair are, as bytes; or that a file changed since its card was made."""

    @lru_cache(HELD)
    def texts(id: QuestionId) -> tuple[str, ...] | None:
        value = read("questions", contents(questions[id].file)[0] or b"")[0]
        return asked(value) if value is not None and digest(value) == questions[id].digest else None

    def work(group: Sequence[Ids]) -> bytes:
        both = ((texts(first), texts(second)) for first, second in group)
        return b"".join(CHANGED if one is None or two is None else SHARE.pack(likeness(one, two)) for one, two in both)

    groups = [list(group) for _, group in groupby(pairs, key=lambda each: each[0])]  # a child reads the first once
    for result in spread(work, groups, None if len(pairs) >= WORTH_SPREADING else 1):
        yield from (result[at : at + SHARE.size] for at in range(0, len(result), SHARE.size))
