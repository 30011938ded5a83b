"""A bank and a pool's name -> which questions of it may be drawn."""

from hpccert.cli.options import PoolName
from hpccert.curate.state import State, state_of
from hpccert.model.bank import Bank
from hpccert.model.question import QuestionId

WITHDRAWN = {State.REJECTED, State.RETIRED}


def drawable(bank: Bank, pool: PoolName) -> frozenset[QuestionId]:
    """Return the questions that may be drawn: accepted ones, or for practice all but the withdrawn."""
    own = [each for each in bank.questions.values() if each.pool == pool]
    if pool is PoolName.EXAM:
        return frozenset(each.id for each in own if state_of(bank, each) is State.ACCEPTED)
    return frozenset(each.id for each in own if state_of(bank, each) not in WITHDRAWN)
