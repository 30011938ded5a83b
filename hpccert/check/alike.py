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
    both; between backticks case and punctuation count. 'hpccert question similar ID' shows the passages. Of a public
    question and one of a secret bank the secret one is named: its curators see this, and can change it.

    Why: whoever gets both in one exam is asked twice for the same; enemies are never drawn together.
    """
    questions = alike.bank.questions
    for first, second, share in alike.pairs:
        if second not in questions[first].enemies and first not in questions[second].enemies:
            here, there = (first, second) if _only_first_is_secret(alike.bank, first, second) else (second, first)
            message = f"says nearly the same as '{there}' ({share:.0%} in common); change one, or name it in 'enemies'"
            yield questions[here].at("stem"), message


def _only_first_is_secret(bank: Bank, first: QuestionId, second: QuestionId) -> bool:
    return second in bank.public and first not in bank.public
