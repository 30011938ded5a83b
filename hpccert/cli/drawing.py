"""A bank and a pool's name -> which questions of it may be drawn."""

from hpccert.cli.options import PoolName
from hpccert.curate.census import WITHDRAWN
from hpccert.curate.state import State, state_of
from hpccert.model.bank import Bank
from hpccert.model.question import QuestionId


def drawable(bank: Bank, pool: PoolName) -> frozenset[QuestionId]:
    """Return the questions that may be drawn."""
    own, states = (each for each in bank.questions.values() if each.pool == pool), drawable_states(pool)
    return frozenset(each.id for each in own if state_of(bank, each) in states)


def drawable_states(pool: PoolName) -> frozenset[State]:
    """Return the states that questions may be drawn in: accepted, or for practice all but the withdrawn."""
    return frozenset({State.ACCEPTED}) if pool is PoolName.EXAM else frozenset(State) - WITHDRAWN
