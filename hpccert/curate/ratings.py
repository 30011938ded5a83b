"""A bank -> the Angoff estimates that count."""

from collections.abc import Iterator

from hpccert.curate.state import standing
from hpccert.model.bank import Bank
from hpccert.model.question import Card
from hpccert.model.review import Record, Verdict
from hpccert.model.standard import Rating


def ratings(bank: Bank) -> tuple[Rating, ...]:
    """Return the estimates that count, by question and rater.

    An estimate counts while its approval does: it was made by somebody who may approve, of the present content,
    and is its rater's newest approval, on which they have not gone back since.
    """
    return tuple(each for _, card in sorted(bank.questions.items()) for each in _of_question(bank, card))


def _of_question(bank: Bank, card: Card) -> Iterator[Rating]:
    records = sorted(bank.records.get(card.id, ()), key=lambda each: each.moment)
    newest: dict[str, Record] = {
        each.by: each for each in records if each.verdict is Verdict.APPROVE and each.digest == card.digest
    }
    if all(each.angoff is None for each in newest.values()):
        return
    for rater in sorted(each.id for each in standing(bank, card).approvers):
        percent = newest[rater].angoff
        if percent is not None:
            yield Rating(card.id, rater, percent)
