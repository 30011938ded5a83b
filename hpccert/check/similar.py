"""Texts of questions -> small sketches; sketches -> pairs that may be near-duplicates; two questions -> how alike.

The texts of a question are its stem, then those of its statements or choices, without whys and explanation: these
repeat what was asked, and who copies a question to edit it writes them anew. Two questions are compared by their
grams, which are runs of words that lie in one text, so that the order of the texts does not matter. A text shorter
than a gram is a gram itself. In prose case and punctuation do not count; between backticks they do: `-r` is not `-R`.

`sketch` keeps the grams' hashes that fall below a bar, so the sketches of like questions are alike. `candidates` finds
like sketches through an index. A pair is a finding only when `likeness`, which is exact, says so.

What is certain: questions with equal grams are found, each with the first of them. What is only likely: that any
other pair of at least `NEAR` is a candidate; `benchmarks/similar.py` prints how likely.
"""

import re
import struct
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Generic, TypeVar
from zlib import crc32

GRAM = 3  # words
NEAR = 0.35  # the least likeness of near-duplicates
AKIN = 0.05  # the least likeness that a search shows
KEPT = 6  # one gram in so many is in a sketch
LEAST = 8  # grams in the sketch of a short question
ENOUGH = 2.5  # a candidate shares at least one in so many of the smaller sketch
OWNERS = 8  # a gram leads to the first few of the questions that have it
COMMON = 100  # a gram of more questions than these is a common phrase, which leads to the first of them only
LINKS = 80  # a question follows so many to others, those of its rarest grams first
SEEN = 2  # of these a candidate shares at least so many
PARTS = 16

PUNCTUATION = b"".join(bytes([each]) for each in range(1, 128) if not (chr(each).isalnum() or chr(each) in "_`"))
PROSE = bytes.maketrans(PUNCTUATION, b" " * len(PUNCTUATION)).lower()
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)  # Thai, Lao, Burmese, Khmer, Japanese, Chinese: no blanks between words, so each character counts as one
MARKS = re.compile(
    "[\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]"
)

# Each word is a lane of 64 bits, its hash in the lower half. Shifting the whole row by a lane less TURN bits puts each
# word's hash, turned, over the one before: all grams are hashed by two or three operations on one large number. EDGE
# ends a text; wherever in a gram it falls, it leaves a bit above the hash.
TURN = 7
EDGE = 1 << 48
HASH = (1 << 32) - 1
LANE = (sum(EDGE << TURN * each for each in range(GRAM)) | HASH).to_bytes(8, "little")
NONE = 0  # the hash of a missing word in a text shorter than a gram
BAR = (1 << 32) // KEPT

Gram = tuple[bytes, ...]
K = TypeVar("K", bound=str)


@dataclass(frozen=True, slots=True)
class Like(Generic[K]):
    """A question that is like the one asked about: how much, and the passages in common, the longest first."""

    key: K
    likeness: float
    passages: tuple[str, ...]


def sketch(texts: Sequence[str]) -> bytes:
    """Return a sample of the hashes of a question's grams, 4 bytes each, ascending.

    Chosen by what the grams are, not where they stand, so equal grams are in both sketches or in none. A short
    question keeps its smallest hashes. The same on every Python and platform.
    """
    row: list[int] = []
    for words in _words(texts):
        row += map(crc32, words)
        if len(words) < GRAM:
            row += [NONE] * (GRAM - len(words))
        row.append(EDGE)
    lanes = _hashed(row)
    chosen = {each for each in lanes if each < BAR}
    if len(chosen) < LEAST:
        chosen = set(sorted({each for each in lanes if each <= HASH})[:LEAST])
    return struct.pack(f"<{len(chosen)}I", *sorted(chosen))


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the share of two questions' grams that is common to both, 0 to 1.

    Source: Jaccard (1912), The distribution of the flora in the alpine zone.
    """
    return _share(grams(first), grams(second))


def _hashed(row: list[int]) -> tuple[int, ...]:
    words = int.from_bytes(struct.pack(f"<{len(row)}Q", *row), "little")
    mixed = words
    for each in range(1, GRAM):
        mixed ^= words >> each * (64 - TURN)
    mixed &= int.from_bytes(LANE * len(row), "little")
    return struct.unpack(f"<{len(row)}Q", mixed.to_bytes(8 * len(row), "little"))


def grams(texts: Sequence[str]) -> set[Gram]:
    """Return a question's grams."""
    found: set[Gram] = set()
    for words in _words(texts):
        padded = words + [b""] * (GRAM - len(words))
        found.update(zip(*(padded[each:] for each in range(GRAM)), strict=False))
    return found


def _share(first: set[Gram], second: set[Gram]) -> float:
    common = len(first & second)
    return common / (len(first) + len(second) - common) if common else 0.0


def _words(texts: Sequence[str]) -> list[list[bytes]]:
    """Return the words of each text that has any."""
    even = [each + "`" if each.count("`") & 1 else each for each in texts]
    parts = "\0".join(even).split("`")
    pieces = [b""] * len(parts)
    pieces[::2] = _encoded("`".join(parts[::2]), prose=True).translate(PROSE).split(b"`")
    if len(parts) > 1:
        pieces[1::2] = _encoded("`".join(parts[1::2]), prose=False).split(b"`")
    return [words for each in b" ".join(pieces).split(b"\0") if (words := each.split())]


def _encoded(text: str, *, prose: bool) -> bytes:
    if not text.isascii():
        text = UNSPACED.sub(r" \g<0> ", MARKS.sub(" ", text.casefold()) if prose else text)
    return text.encode("utf-8", "surrogatepass")


def candidates(sketches: Iterable[tuple[K, bytes]]) -> list[tuple[K, K]]:
    """Return the pairs of questions, in order, whose sketches share so much that they may be near-duplicates.

    Of equal sketches each is paired with that of the least key only, and only that one is compared with the rest: n
    copies make n - 1 pairs. A gram leads to the first `OWNERS` of its questions, a common phrase to the first only,
    and a question follows `LINKS` links to those before it, so no question makes more pairs than that.
    """
    keys, different, pairs = _grouped(sketches)
    pairs += ((keys[first], keys[second]) for first, second in _sharing(different))
    return sorted(pairs)


def _grouped(sketches: Iterable[tuple[K, bytes]]) -> tuple[list[K], list[bytes], list[tuple[K, K]]]:
    """Return the sketches without repetition, with the least key of each, and pairs of it and the other keys."""
    firsts: dict[bytes, K] = {}
    pairs = []
    for key, each in sorted(sketches):
        if each and (first := firsts.setdefault(each, key)) != key:
            pairs.append((first, key))
    return list(firsts.values()), list(firsts), pairs


def _sharing(sketches: list[bytes]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of sketches that share enough, the lower first."""
    owners: dict[int, tuple[int, ...]] = {}
    common = set()
    for gram, count in _repeated(sketches):
        owners[gram] = ()
        if count > COMMON:
            common.add(gram)
    for number, each in enumerate(sketches):
        own = [gram for gram in memoryview(each).cast("I") if gram in owners]
        known = sorted(filter(None, map(owners.__getitem__, own)), key=len)
        seen = SEEN if len(own) > ENOUGH else 1
        for other, count in Counter(islice(chain.from_iterable(known), LINKS)).items():
            if count >= seen and _enough(own, each, sketches[other]):
                yield other, number
        for gram in own:
            if len(owners[gram]) < (1 if gram in common else OWNERS):
                owners[gram] += (number,)


def _enough(own: list[int], first: bytes, second: bytes) -> bool:
    shared = len(set(own).intersection(memoryview(second).cast("I")))
    return shared * 4 * ENOUGH >= min(len(first), len(second))


def _repeated(sketches: list[bytes]) -> Iterator[tuple[int, int]]:
    """Yield the grams of several sketches, and of how many; part by part, so that few are held at a time."""
    parts = [array("I") for _ in range(PARTS)]
    for gram in chain.from_iterable(memoryview(each).cast("I") for each in sketches):
        parts[gram % PARTS].append(gram)
    while parts:
        yield from (each for each in Counter(parts.pop()).items() if each[1] > 1)


def search(texts: Sequence[str], others: Iterable[tuple[K, Sequence[str]]]) -> list[Like[K]]:
    """Return those of the other questions that are at least `AKIN`, the most alike first."""
    asked, words = grams(texts), _words(texts)
    found = []
    for key, each in others:
        theirs = grams(each)
        if (share := _share(asked, theirs)) >= AKIN:
            found.append(Like(key, share, _passages(words, theirs)))
    return sorted(found, key=lambda each: (-each.likeness, each.key))


def _passages(texts: list[list[bytes]], theirs: set[Gram]) -> tuple[str, ...]:
    """Return the longest runs of words all of whose grams they have too, longest first."""
    found: dict[str, None] = {}
    for words in texts:
        end = begin = 0
        for at in range(max(1, len(words) - GRAM + 1)):
            gram = words[at : at + GRAM]
            if tuple(gram + [b""] * (GRAM - len(gram))) not in theirs:
                continue
            if at > end - GRAM + 1:
                found[_said(words[begin:end])] = None
                begin = at
            end = at + len(gram)
        found[_said(words[begin:end])] = None
    return tuple(sorted(filter(None, found), key=lambda each: (-len(each), each)))


def _said(words: list[bytes]) -> str:
    return b" ".join(words).decode("utf-8", "replace")
