"""What exam commands share: which questions may be drawn from which pool."""

from enum import StrEnum
from typing import Annotated

import typer

from hpccert.curate.state import State, state_of
from hpccert.model.bank import Bank
from hpccert.model.question import QuestionId


class PoolName(StrEnum):
    """The questions to draw from."""

    EXAM = "exam"
    PRACTICE = "practice"


Pool = Annotated[
    PoolName, typer.Option("--pool", help="exam: secret, accepted questions. practice: public ones, reviewed or not.")
]
WITHDRAWN = {State.REJECTED, State.RETIRED}


def drawable(bank: Bank, pool: PoolName) -> frozenset[QuestionId]:
    """Return the questions that may be drawn: accepted ones, or for practice all but the withdrawn."""
    own = [each for each in bank.questions.values() if each.pool == pool]
    if pool is PoolName.EXAM:
        return frozenset(each.id for each in own if state_of(bank, each) is State.ACCEPTED)
    return frozenset(each.id for each in own if state_of(bank, each) not in WITHDRAWN)
