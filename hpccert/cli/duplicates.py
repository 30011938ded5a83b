"""Sketches of a bank's questions -> the pairs that are nearly the same, compared word by word."""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from hpccert.check.alike import Pair
from hpccert.check.similar import NEAR, candidates, likeness
from hpccert.cli.spread import spread
from hpccert.load.memory import Mark, Notes, Recalled, locked, mark_of, unlocked
from hpccert.load.reading import read
from hpccert.load.workspace import Contents
from hpccert.model.question import Card, Question, QuestionId

WORTH_SPREADING = 400  # pairs: with fewer, starting children costs more than they save
HELD = 4096  # questions whose texts are held while they are compared

SHARE = struct.Struct("<d")
CHANGED = b""

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
    marked = [(each, _mark(questions, each)) for each in candidates(sketches)]
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


def _mark(questions: Mapping[QuestionId, Card], pair: Ids) -> Mark:
    first, second = pair
    return mark_of("pair", f"{questions[first].digest} {questions[second].digest}".encode())


def _compared(questions: Mapping[QuestionId, Card], pairs: Sequence[Ids], contents: Contents) -> Iterator[bytes]:
    """Yield how alike the questions of each pair are, as bytes; or that a file changed since its card was made."""

    @lru_cache(HELD)
    def texts(id: QuestionId) -> tuple[str, ...] | None:
        value = read("questions", contents(questions[id].file)[0] or b"")[0]
        found = None if value is None else Question.of(value, questions[id].file)
        return found.asked if found and found.card == questions[id] else None

    def work(pair: Ids) -> bytes:
        first, second = map(texts, pair)
        return CHANGED if first is None or second is None else SHARE.pack(likeness(first, second))

    return spread(work, pairs, None if len(pairs) >= WORTH_SPREADING else 1)
