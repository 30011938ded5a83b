"""A bank and a pool -> how many questions each outcome has by state, of those that are wanted. Counts only."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeVar

from hpccert.curate.state import State, state_of
from hpccert.model.bank import Bank
from hpccert.model.kind import Kind
from hpccert.model.question import Card, QuestionId
from hpccert.model.skill import Outcome, OutcomeId, Skill, SkillId

T = TypeVar("T")

WITHDRAWN = frozenset({State.REJECTED, State.RETIRED})
NO_LEVEL = "none"  # of Bloom's, where an outcome names none
BLOOM = ("remember", "understand", "apply", "analyze", "evaluate", "create", NO_LEVEL)

States = Mapping[QuestionId, State]
Place = tuple[SkillId, OutcomeId]  # outcome ids are unique only inside a skill
Stock = Mapping[Place, int]  # how many questions of each outcome can be drawn


class Stage(StrEnum):
    """How far a question is that is not withdrawn, the farthest first; each is left by what its name asks for."""

    ACCEPTED = "accepted"
    ACCEPT = "accept"
    REVIEW = "review"
    MEND = "mend"
    SUBMIT = "submit"


STAGES = {
    State.ACCEPTED: Stage.ACCEPTED,
    State.APPROVED: Stage.ACCEPT,
    State.IN_REVIEW: Stage.REVIEW,
    State.SUBMITTED: Stage.REVIEW,
    State.CHANGES_REQUESTED: Stage.MEND,
    State.STALE: Stage.MEND,
    State.DRAFT: Stage.SUBMIT,
}


class Sort(NamedTuple):
    """What matters of a question for counting it; `whole` is a set with as many statements as are wanted."""

    state: State
    type: str
    bloom: str
    whole: bool


@dataclass(frozen=True)
class Tally:
    """The questions of an outcome, or of several added up.

    `wanted` counts by Bloom's levels. `filled` is what of the questions counts towards what is wanted, by stage, the
    farthest first: what an outcome has beyond its wanted number makes up for no other outcome.
    """

    sorts: Counter[Sort] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    filled: Counter[Stage] = field(default_factory=Counter)

    @cached_property
    def states(self) -> Counter[State]:
        """How many questions are in each state."""
        return _added((each.state, count) for each, count in self.sorts.items())

    @cached_property
    def stages(self) -> Counter[Stage]:
        """How many questions are how far, without those that are withdrawn."""
        return _added((STAGES[each], count) for each, count in self.states.items() if each not in WITHDRAWN)

    @property
    def asked(self) -> int:
        """How many questions are wanted."""
        return self.wanted.total()

    @property
    def half_there(self) -> bool:
        """Whether at least half of what is wanted is accepted: the gate of a release."""
        return 2 * self.filled[Stage.ACCEPTED] >= self.asked

    def living(self, accepted: bool = False) -> Counter[Sort]:
        """Return the questions that are not withdrawn, or only the accepted ones."""
        kept = {State.ACCEPTED} if accepted else set(State) - WITHDRAWN
        return Counter({each: count for each, count in self.sorts.items() if each.state in kept})


@dataclass(frozen=True, slots=True)
class Census:
    """The tallies of all outcomes that may be examined, by leaf and outcome in the order of the tree.

    `leaves` has leaves without such an outcome, too; `elsewhere` counts the questions that examine none.
    """

    leaves: Mapping[SkillId, Mapping[OutcomeId, Tally]]
    elsewhere: int

    def tally(self, place: Place) -> Tally:
        """Return the tally of an outcome."""
        return self.leaves[place[0]][place[1]]


def states_of(bank: Bank, pool: str) -> States:
    """Return the states of a pool's questions."""
    return {each.id: state_of(bank, each) for each in bank.questions.values() if each.pool == pool}


def census(bank: Bank, states: States, language: str | None = None) -> Census:
    """Return the tallies of the outcomes.

    A question counts for the first outcome that it names, so that the numbers add up.

    Args:
        bank: the bank.
        states: the states of the questions that count.
        language: count only questions in this language; by default in any.
    """
    found: dict[Place, Counter[Sort]] = {}
    blooms = {(skill, each.id): each.bloom or NO_LEVEL for skill, each in _examined(bank)}
    elsewhere = 0
    for id, state in states.items():
        card = bank.questions[id]
        if language is not None and spoken(card.language) != spoken(language):
            continue
        place = card.skill, card.outcomes[0]
        if place in blooms:
            found.setdefault(place, Counter())[_sort(bank, card, state, blooms[place])] += 1
        else:
            elsewhere += 1
    wanted = bank.workspace.wanted_questions
    leaves: dict[SkillId, dict[OutcomeId, Tally]] = {each.id: {} for each in _leaves(bank)}
    for (skill, outcome), bloom in blooms.items():
        leaves[skill][outcome] = _tally(found.get((skill, outcome), Counter()), bloom, wanted)
    return Census(leaves, elsewhere)


def stock(bank: Bank, drawable: Collection[QuestionId], language: str) -> Stock:
    """Return how many of the questions that can be drawn are in a language, by the outcome that they count for."""
    cards = (bank.questions[each] for each in drawable)
    return Counter((each.skill, each.outcomes[0]) for each in cards if spoken(each.language) == spoken(language))


def total(tallies: Iterable[Tally]) -> Tally:
    """Return what tallies add up to."""
    all_ = list(tallies)
    return Tally(
        _added(pair for each in all_ for pair in each.sorts.items()),
        _added(pair for each in all_ for pair in each.wanted.items()),
        _added(pair for each in all_ for pair in each.filled.items()),
    )


def spoken(language: str) -> str:
    """Return a language without its region: en of en-US."""
    return language.partition("-")[0]


def _leaves(bank: Bank) -> list[Skill]:
    return [each for each in bank.by_code.values() if bank.is_leaf(each)]


def _examined(bank: Bank) -> list[tuple[SkillId, Outcome]]:
    return [(skill.id, each) for skill in _leaves(bank) for each in skill.outcomes if each.examinable]


def _sort(bank: Bank, card: Card, state: State, bloom: str) -> Sort:
    whole = card.type == Kind.TRUE_FALSE_SET and card.right + card.wrong >= bank.workspace.wanted_statements
    return Sort(state, card.type, bloom, whole)


def _tally(sorts: Counter[Sort], bloom: str, wanted: int) -> Tally:
    stages, filled, room = Tally(sorts).stages, Counter[Stage](), wanted
    for each in Stage:
        filled[each] = min(room, stages[each])
        room -= filled[each]
    return Tally(sorts, Counter({bloom: wanted}), +filled)


def _added(pairs: Iterable[tuple[T, int]]) -> Counter[T]:
    out: Counter[T] = Counter()
    for key, count in pairs:
        out[key] += count
    return out
