"""Print how well and how fast near-duplicates are found in a generated bank, beside the exact comparison of all pairs.

The bank is made of the frames and words of this repository's questions: each stem and statement is a real one of the
same skill with a third of its words and code exchanged, so questions share phrases as those of one trade do. Pairs are
planted of the kinds that people make. `python -m benchmarks.similar [questions] [planted]`
"""

import argparse
import itertools
import random
import re
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from hpccert.check.similar import NEAR, candidates, grams, likeness, sketch

ROOT = Path(__file__).parents[1]
TOKEN = re.compile(r"```.*?```|`[^`]*`|[\w'-]+|[^\w`]+", re.DOTALL)
EXCHANGED = 0.35  # of the words of a frame
SAMPLE = 1_200  # questions that are compared pair by pair
BANDS = (NEAR, 0.4, 0.45, 0.5, 0.6, 0.7, 1.01)

Texts = list[str]


def pool() -> dict[str, list[Texts]]:
    """Return the texts of this repository's questions, by skill."""
    found: dict[str, list[Texts]] = {}
    for file in sorted(ROOT.glob("questions/*/*.yaml")):
        data = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        parts = data.get("statements") or data.get("choices") or []
        found.setdefault(data["skill"], []).append([data["stem"], *(each["text"] for each in parts)])
    return found


class Author:
    """Writes questions and edits them as people do, from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.skills = list(pool().values())
        text = "\n".join(each for skill in self.skills for question in skill for each in question)
        tokens = TOKEN.findall(text)
        self.words: list[str] = [each for each in tokens if each[0].isalnum()]
        self.code: list[str] = [each for each in tokens if each.startswith("`") and not each.startswith("```")]

    def other(self, token: str) -> str:
        """Return another token of the same kind; punctuation and blocks of code stay."""
        if token.startswith("```"):
            return re.sub(r"\w{3,}", lambda _: self.chance.choice(self.words), token)
        if token.startswith("`"):
            return self.chance.choice(self.code)
        return self.chance.choice(self.words) if token[0].isalnum() else token

    def varied(self, text: str, share: float) -> str:
        """Return a text with a share of its words exchanged."""
        return "".join(self.other(each) if self.chance.random() < share else each for each in TOKEN.findall(text))

    def stem(self, skill: list[Texts]) -> str:
        """Return a new stem in the frame of one of the skill's."""
        return self.varied(self.chance.choice(skill)[0], EXCHANGED)

    def statement(self, skill: list[Texts]) -> str:
        """Return a new statement in the frame of one of the skill's."""
        return self.varied(self.chance.choice(self.chance.choice(skill)[1:] or [""]), EXCHANGED)

    def question(self) -> Texts:
        """Return a new question: a stem and 7 to 10 statements."""
        skill = self.chance.choice(self.skills)
        return [self.stem(skill), *(self.statement(skill) for _ in range(self.chance.randint(7, 10)))]

    def reordered(self, texts: Texts) -> Texts:
        """Return the question with its statements in another order."""
        return [texts[0], *self.chance.sample(texts[1:], len(texts) - 1)]

    def edited(self, texts: Texts) -> Texts:
        """Return the question with a few words of it exchanged."""
        return [self.varied(each, 0.05) for each in texts]

    def replaced(self, texts: Texts) -> Texts:
        """Return the question with two new statements for two old ones."""
        new = list(texts)
        for at in self.chance.sample(range(1, len(texts)), 2):
            new[at] = self.statement(self.chance.choice(self.skills))
        return new

    def reworded(self, texts: Texts) -> Texts:
        """Return the question with a third of the words of its stem exchanged."""
        return [self.varied(texts[0], EXCHANGED), *texts[1:]]

    def recased(self, texts: Texts) -> Texts:
        """Return the question with the case of some code changed."""
        return [
            re.sub(r"`[^`]+`", lambda found: found[0].swapcase() if self.chance.random() < 0.3 else found[0], each)
            for each in texts
        ]

    def mixed(self, texts: Texts) -> Texts:
        """Return the question with a few words exchanged, in another order, and with two new statements."""
        return self.reordered(self.replaced(self.edited(texts)))

    def kinds(self) -> dict[str, Callable[[Texts], Texts]]:
        """Return the ways to make a near-duplicate."""
        return {
            "a few words edited": self.edited,
            "statements reordered": self.reordered,
            "two statements replaced": self.replaced,
            "stem reworded": self.reworded,
            "case of code changed": self.recased,
            "edited, reordered, two replaced": self.mixed,
        }

    def bank(self, questions: int, planted: int) -> tuple[dict[str, Texts], dict[tuple[str, str], str]]:
        """Return texts by id, and the kinds of the planted pairs by their ids."""
        ids = [f"q{number:06}" for number in self.chance.sample(range(10**6), questions)]
        bank = {each: self.question() for each in ids[planted:]}
        pairs = {}
        for new, old, kind in zip(ids[:planted], ids[planted:], itertools.cycle(self.kinds()), strict=False):
            bank[new] = self.kinds()[kind](bank[old])
            pairs[min(new, old), max(new, old)] = kind
        return bank, pairs


def all_pairs(bank: dict[str, Texts]) -> set[tuple[str, str]]:
    """Return the near-duplicates by comparing every question with every other: what is meant."""
    sets = {key: grams(texts) for key, texts in sorted(bank.items())}
    return {
        (first, second)
        for (first, ours), (second, theirs) in itertools.combinations(sets.items(), 2)
        if (common := len(ours & theirs)) and common / (len(ours) + len(theirs) - common) >= NEAR
    }


def near(bank: dict[str, Texts]) -> set[tuple[str, str]]:
    """Return the near-duplicates by way of sketches."""
    pairs = candidates((key, sketch(texts)) for key, texts in bank.items())
    return {(first, second) for first, second in pairs if likeness(bank[first], bank[second]) >= NEAR}


def timed(bank: dict[str, Texts]) -> Iterator[str]:
    """Yield a line for each step on a whole bank."""
    begun = time.process_time()
    sketches = {key: sketch(texts) for key, texts in bank.items()}
    sketched = time.process_time()
    pairs = candidates(sketches.items())
    joined = time.process_time()
    found = [pair for pair in pairs if likeness(bank[pair[0]], bank[pair[1]]) >= NEAR]
    ended = time.process_time()
    size = sum(map(len, sketches.values()))
    each = f"{1e6 * (sketched - begun) / len(bank):.1f} us and {size / 4 / len(bank):.1f} hashes each"
    yield f"sketch      {sketched - begun:8.3f} s  {each}"
    yield f"candidates  {joined - sketched:8.3f} s  {len(pairs)} pairs"
    yield f"likeness    {ended - joined:8.3f} s  {len(found)} near-duplicates"
    yield f"together    {ended - begun:8.3f} s"
    tracemalloc.start()
    candidates(sketches.items())
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    yield f"candidates  {peak:8.1f} MiB at most beyond the sketches ({size / 2**20:.1f} MiB)"
    tracemalloc.stop()


def recalled(bank: dict[str, Texts], planted: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield a line for each kind of planted pair, and one for the pairs that nobody planted."""
    found = near(bank)
    for kind in sorted(set(planted.values())):
        pairs = [pair for pair, each in planted.items() if each == kind]
        shares = sorted(likeness(bank[first], bank[second]) for first, second in pairs)
        there = sum(pair in found for pair in pairs)
        yield f"{kind:34} {there:4} of {len(pairs):4}   likeness {shares[0]:.2f} to {shares[-1]:.2f}"
    yield f"{'others':34} {len(found - set(planted)):4}"


def compared(author: Author, bank: dict[str, Texts], planted: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield how the sketches and all pairs compare on a part of the bank that holds planted pairs."""
    some = dict.fromkeys(itertools.chain(*list(planted)[: SAMPLE // 6]))
    some |= dict.fromkeys(author.chance.sample(sorted(bank), max(0, min(SAMPLE, len(bank)) - len(some))))
    part = {key: bank[key] for key in some}
    for name, way in (("all pairs", all_pairs), ("sketches", near)):
        begun = time.process_time()
        found = way(part)
        yield f"{name:11} {time.process_time() - begun:8.3f} s  {len(found)} near-duplicates among {len(part)}"
    yield f"missed      {len(all_pairs(part) - near(part)):8}"


def likely(author: Author) -> Iterator[str]:
    """Yield how often a pair becomes a candidate, by its likeness."""
    hits: dict[float, list[bool]] = {each: [] for each in BANDS[:-1]}
    for _ in range(6_000):
        first = author.question()
        share = author.chance.uniform(0.05, 0.4)
        second = [author.varied(each, share) for each in first]
        like = likeness(first, second)
        if like >= NEAR:
            found = candidates([("a", sketch(first)), ("b", sketch(second))])
            hits[max(each for each in hits if each <= like)].append(bool(found))
    for low, high in itertools.pairwise(BANDS):
        there, pairs = sum(hits[low]), len(hits[low])
        yield f"likeness {low:.2f} to {min(high, 1):.2f}   {there:5} of {pairs:5} pairs are candidates"


def main() -> None:
    """Print the tables."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("questions", nargs="?", type=int, default=10_000)
    words.add_argument("planted", nargs="?", type=int, default=300)
    asked = words.parse_args()
    author = Author(1)
    bank, planted = author.bank(asked.questions, asked.planted)
    print(f"{len(bank)} questions, {len(planted)} pairs planted")
    for title, lines in (
        ("found", recalled(bank, planted)),
        ("time and memory", timed(bank)),
        ("the same on a part", compared(author, bank, planted)),
        ("chance to be compared", likely(author)),
    ):
        print(f"\n{title}")
        for line in lines:
            print(f"  {line}")


if __name__ == "__main__":
    main()
