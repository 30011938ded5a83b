"""A pool, a seed and a number -> the form with that number.

Form k depends on the pool, the blueprint, the seed and k alone: not on how many forms are asked for,
and not on any key. Source of the layout: one stream of chance per form and purpose (docs/adr/0004).
"""

from collections.abc import Mapping

from hpccert.assemble.pool import Candidate, Pool
from hpccert.assemble.reasons import impossible_lines, reasons
from hpccert.assemble.search import Exhausted, selection
from hpccert.digest import Stream
from hpccert.model.form import Form, Item
from hpccert.model.question import Question, QuestionId, TrueFalseSet, parts_of
from hpccert.problems import HpccertError

QUICK_TRIES = 40
QUICK_LIMIT = 300_000
LONG_LIMIT = 5_000_000


class Infeasible(HpccertError):
    """No form meets the blueprint, or none was found; the message gives the reasons."""


def drawn(pool: Pool, questions: Mapping[QuestionId, Question], seed: bytes, number: int) -> Form:
    """Return a form; `questions` has the texts of the pool.

    Raises:
        Infeasible: the pool cannot carry the blueprint.
    """
    ids = [each.id for each in _chosen(pool, seed, number)]
    order = Stream(seed, "order", number).shuffled(sorted(ids))
    return Form(number, tuple(_item(pool, questions[each], seed, number) for each in order))


def _chosen(pool: Pool, seed: bytes, number: int) -> tuple[Candidate, ...]:
    """Try many random orders shortly, for an unlucky start can mislead a search; then one order at length."""
    for attempt in range(QUICK_TRIES + 1):
        stream = Stream(seed, "draw", number, attempt)
        lines = [stream.shuffled(each) for each in pool.lines]
        try:
            found = selection(pool.blueprint, lines, QUICK_LIMIT if attempt < QUICK_TRIES else LONG_LIMIT)
        except Exhausted:
            if attempt == 0 and impossible_lines(pool):
                break
            continue
        if found is None:
            break
        return found
    raise Infeasible("\n".join(("no form can be drawn:", *(f"  {each}" for each in reasons(pool)))))


def _item(pool: Pool, question: Question, seed: bytes, number: int) -> Item:
    parts = Stream(seed, "parts", number, question.id).shuffled(parts_of(question.task))
    if isinstance(question.task, TrueFalseSet):
        parts = parts[: pool.blueprint.statements]
    return Item(question, pool.line_of[question.id], parts)
