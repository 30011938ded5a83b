"""Candidates in some order -> the first choice of them that meets the blueprint, or none.

Depth first, line by line, with bounds that never cut off a solution: a search that ends without being
cut short by its limit, and finds nothing, proves that there is nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hpccert.assemble.pool import Candidate, OutcomeKey
from hpccert.model.certificate import Blueprint
from hpccert.model.question import QuestionId

Lines = Sequence[Sequence[Candidate]]
Bits = int  # bit m is set: the sum of minutes m is possible


class Exhausted(Exception):
    """The limit of steps was reached: there may or may not be a form."""


@dataclass(slots=True)
class _Path:
    """What is chosen so far."""

    chosen: list[Candidate]
    used: Counter[OutcomeKey]
    blocked: Counter[QuestionId]  # enemies of what is chosen, with how many chosen ones they have
    free: list[int]  # for each line, how many of its candidates are not blocked
    minutes: int


def selection(blueprint: Blueprint, lines: Lines, limit: int) -> tuple[Candidate, ...] | None:
    """Return the first choice, in the candidates' order, that meets the blueprint; None if there is none.

    Args:
        blueprint: how many from each line, at most how many per outcome, minutes.
        lines: the candidates of each line of the blueprint.
        limit: at most so many candidates are looked at; about ten million a second.

    Raises:
        Exhausted: the limit was reached before a choice was found or excluded.
    """
    return next(_Search(blueprint, lines, limit).found(), None)


class _Search:
    def __init__(self, blueprint: Blueprint, lines: Lines, limit: int) -> None:
        self.blueprint = blueprint
        self.lines = lines
        self.left = limit
        self.line_of = {each.id: index for index, line in enumerate(lines) for each in line}
        # the most a sum can be bounds all bits, so that "no upper bound" stays a small number
        most = sum(sum(sorted((each.minutes for each in line), reverse=True)[: asked.questions])
                   for asked, line in zip(blueprint.lines, lines, strict=True))  # fmt: skip
        self.reach = [_reach(line, asked.questions) for asked, line in zip(blueprint.lines, lines, strict=True)]
        self.allowed = _allowed(blueprint, [each[0][-1] for each in self.reach], most)

    def found(self) -> Iterator[tuple[Candidate, ...]]:
        yield from self._line(0, _Path([], Counter(), Counter(), [len(each) for each in self.lines], 0))

    def _line(self, index: int, path: _Path) -> Iterator[tuple[Candidate, ...]]:
        if index == len(self.lines):
            if self.allowed[-1] >> path.minutes & 1:
                yield tuple(path.chosen)
        else:
            yield from self._pick(index, 0, self.blueprint.lines[index].questions, path)

    def _pick(self, index: int, first: int, need: int, path: _Path) -> Iterator[tuple[Candidate, ...]]:
        """Choose `need` more of a line's candidates, beginning with the one at `first`."""
        if need == 0:
            yield from self._line(index + 1, path)
            return
        line = self.lines[index]
        for at in range(first, len(line) - need + 1):
            if not self._can_end(index, at, need, path):
                return
            if self._fits(line[at], path):
                self._add(line[at], path)
                if not line[at].enemies or self._enough_free(index, path):
                    yield from self._pick(index, at + 1, need - 1, path)
                self._remove(line[at], path)

    def _can_end(self, index: int, first: int, need: int, path: _Path) -> bool:
        """Whether, by minutes and by outcomes, the candidates from `first` on may still suffice."""
        self.left -= len(self.lines[index]) - first
        if self.left < 0:
            raise Exhausted
        if not (self.reach[index][first][need] << path.minutes) & self.allowed[index]:
            return False
        return self._room(self.lines[index][first:], path) >= need

    def _room(self, candidates: Sequence[Candidate], path: _Path) -> int:
        """Return at most how many of the candidates can be added without too many for one outcome.

        Each of them takes a place of its first outcome, so that the places left there are a bound.
        """
        cap = self.blueprint.per_outcome
        firsts = Counter(each.outcomes[0] for each in candidates)
        return sum(min(count, cap - path.used[outcome]) for outcome, count in firsts.items())

    def _fits(self, candidate: Candidate, path: _Path) -> bool:
        if path.blocked[candidate.id]:
            return False
        return all(path.used[each] < self.blueprint.per_outcome for each in candidate.outcomes)

    def _add(self, candidate: Candidate, path: _Path) -> None:
        path.chosen.append(candidate)
        path.used.update(candidate.outcomes)
        path.minutes += candidate.minutes
        for enemy in candidate.enemies & self.line_of.keys():
            path.blocked[enemy] += 1
            path.free[self.line_of[enemy]] -= path.blocked[enemy] == 1

    def _remove(self, candidate: Candidate, path: _Path) -> None:
        path.chosen.pop()
        path.used.subtract(candidate.outcomes)
        path.minutes -= candidate.minutes
        for enemy in candidate.enemies & self.line_of.keys():
            path.blocked[enemy] -= 1
            path.free[self.line_of[enemy]] += path.blocked[enemy] == 0

    def _enough_free(self, index: int, path: _Path) -> bool:
        """Whether every later line still has as many candidates that are nobody's enemy as it needs."""
        later = range(index + 1, len(self.lines))
        return all(path.free[each] >= self.blueprint.lines[each].questions for each in later)


def _reach(line: Sequence[Candidate], most: int) -> list[list[Bits]]:
    """Return, for each position and number, the sums of minutes of so many candidates from there on."""
    none: list[Bits] = [1, *([0] * most)]
    table = [none]
    for candidate in reversed(line):
        after = table[-1]
        table.append([after[0], *(after[n] | after[n - 1] << candidate.minutes for n in range(1, most + 1))])
    return table[::-1]


def _allowed(blueprint: Blueprint, reach: list[Bits], most: int) -> list[Bits]:
    """Return, for each line, the sums of minutes at its end from which the later lines can end well."""
    high = min(blueprint.minutes_max, most)
    window = (1 << (high + 1)) - (1 << blueprint.minutes_min) if blueprint.minutes_min <= high else 0
    out = [window]
    for later in reversed(reach[1:]):
        out.append(_shifted_down(out[-1], later))
    return out[::-1]


def _shifted_down(window: Bits, sums: Bits) -> Bits:
    out = 0
    while sums:
        low = sums & -sums
        out |= window >> (low.bit_length() - 1)
        sums ^= low
    return out
