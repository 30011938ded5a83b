"""Rules for pairs of questions that are nearly the same."""

from dataclasses import dataclass

from hpccert.check.rules import rule
from hpccert.model.bank import Bank
from hpccert.model.question import QuestionId
from hpccert.problems import Problems, Severity

Pair = tuple[QuestionId, QuestionId, float]  # two questions, and the share of what they say that is common to both


@dataclass(frozen=True, slots=True)
class Alike:
    """A bank, and pairs of its questions that are nearly the same."""

    bank: Bank
    pairs: tuple[Pair, ...]


@rule("Q029", Severity.WARNING)
def question_is_asked_once(alike: Alike) -> Problems:
    """No question says nearly the same as another, unless it names the other as an enemy.

    Two questions are nearly the same when at least 35 % of the runs of three words in stem and parts are common to
    both; between backticks case and punctuation count. 'hpccert question similar ID' shows the passages.

    Why: whoever gets both in one exam is asked twice for the same; enemies are never drawn together.
    """
    questions = alike.bank.questions
    for first, second, share in alike.pairs:
        if second not in questions[first].enemies and first not in questions[second].enemies:
            message = f"says nearly the same as '{first}' ({share:.0%} in common); change one, or name it in 'enemies'"
            yield questions[second].at("stem"), message
