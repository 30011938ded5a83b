"""A pool -> what it can carry, line by line, and why no form can be drawn if so."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hpccert.assemble.pool import Candidate, Pool
from hpccert.assemble.search import Exhausted, selection
from hpccert.model.certificate import UNLIMITED, Blueprint, Line

LIMIT = 5_000_000
LINE_LIMIT = 500_000


@dataclass(frozen=True, slots=True)
class Stock:
    """What a line asks for, what the pool has for it, and what counts of that by the outcomes."""

    line: Line
    have: int
    usable: int  # no more than this many can be in one form
    outcomes: int

    @property
    def missing(self) -> int:
        """How many questions must be added, at least."""
        return max(0, self.line.questions - self.usable)


def stock(pool: Pool) -> tuple[Stock, ...]:
    """Return what the pool has for each line of the blueprint."""
    pairs = zip(pool.blueprint.lines, pool.lines, strict=True)
    return tuple(_stock(line, candidates, pool.blueprint.per_outcome) for line, candidates in pairs)


def minutes_range(pool: Pool) -> tuple[int, int]:
    """Return the least and the most minutes that a form of this pool can take, by its lines alone."""
    pairs = list(zip(pool.blueprint.lines, pool.lines, strict=True))
    ordered = [(line.questions, sorted(each.minutes for each in candidates)) for line, candidates in pairs]
    return sum(sum(each[:n]) for n, each in ordered), sum(sum(each[::-1][:n]) for n, each in ordered)


def minutes_asked(plan: Blueprint) -> str:
    """Return the minutes that a blueprint asks for, as "42 to 54"; nothing if it sets no bounds."""
    if plan.minutes_max < UNLIMITED:
        return f"{plan.minutes_min} to {plan.minutes_max}"
    return f"{plan.minutes_min} or more" if plan.minutes_min else ""


def reasons(pool: Pool) -> tuple[str, ...]:
    """Return why no form can be drawn, each reason naming what to add; nothing if one can be drawn."""
    short = tuple(_shortage(each, pool.blueprint.per_outcome) for each in stock(pool) if each.missing)
    return short or impossible_lines(pool) or tuple(_conflicts(pool))


def impossible_lines(pool: Pool) -> tuple[str, ...]:
    """Return the lines that cannot be met even alone, because of enemies or of questions on several outcomes."""
    plan, out = pool.blueprint, []
    for line, candidates in zip(plan.lines, pool.lines, strict=True):
        alone = replace(plan, lines=(line,), minutes_min=0, minutes_max=UNLIMITED)
        try:
            if selection(alone, [candidates], LINE_LIMIT) is None:
                out.append(
                    f"{line.skill} needs {line.questions} questions that go together, but its {len(candidates)}"
                    " are enemies of one another, or examine the same outcomes: add others"
                )
        except Exhausted:
            continue
    return tuple(out)


def _stock(line: Line, candidates: tuple[Candidate, ...], cap: int) -> Stock:
    firsts = Counter(each.outcomes[0] for each in candidates)
    return Stock(line, len(candidates), sum(min(count, cap) for count in firsts.values()), len(firsts))


def _shortage(stock: Stock, cap: int) -> str:
    line = stock.line
    if stock.have < line.questions:
        return f"{line.skill} needs {line.questions} questions, has {stock.have}: add {line.questions - stock.have}"
    return (
        f"{line.skill} needs {line.questions} questions with at most {cap} per outcome, but its {stock.have} questions"
        f" examine only {stock.outcomes} outcomes: add {stock.missing} for other outcomes"
    )


def _conflicts(pool: Pool) -> Iterator[str]:
    """Leave out one demand after the other: one without which a form exists takes part in the conflict."""
    try:
        if selection(pool.blueprint, pool.lines, LIMIT) is not None:
            return
        proof = "no form meets all of the blueprint"
    except Exhausted:
        proof = "no form was found, though it is not proven that there is none"
    yield proof + "; every line alone has enough questions"
    for words, other in _without(pool):
        try:
            found = selection(other.blueprint, other.lines, LIMIT) is not None
        except Exhausted:
            continue
        if found:
            yield f"without {words} one can be drawn: relax it, or add questions"


def _without(pool: Pool) -> Iterator[tuple[str, Pool]]:
    plan = pool.blueprint
    if minutes_asked(plan):
        low, high = minutes_range(pool)
        words = f"the bounds of {minutes_asked(plan)} minutes (the lines alone allow {low} to {high})"
        yield words, replace(pool, blueprint=replace(plan, minutes_min=0, minutes_max=UNLIMITED))
    if plan.per_outcome < UNLIMITED:
        yield (
            f"the limit of {plan.per_outcome} per outcome",
            replace(pool, blueprint=replace(plan, per_outcome=UNLIMITED)),
        )
    if any(each.enemies for line in pool.lines for each in line):
        peaceful = tuple(tuple(replace(each, enemies=frozenset()) for each in line) for line in pool.lines)
        yield "the enemies among the questions", replace(pool, lines=peaceful)
