"""A bank -> the Angoff estimates that count."""

from collections.abc import Iterator

from hpccert.curate.state import standing
from hpccert.model.bank import Bank
from hpccert.model.question import Card
from hpccert.model.standard import Rating


def ratings(bank: Bank) -> tuple[Rating, ...]:
    """Return the estimates that count, by question and rater.

    An estimate counts while its approval does: it was made by somebody who may approve, of the present content,
    and is its rater's newest approval, on which they have not gone back since.
    """
    return tuple(each for _, card in sorted(bank.questions.items()) for each in _of_question(bank, card))


def _of_question(bank: Bank, card: Card) -> Iterator[Rating]:
    if all(each.angoff is None for each in bank.records.get(card.id, ())):
        return
    for each in sorted(standing(bank, card).approving, key=lambda each: each.by):
        if each.angoff is not None:
            yield Rating(card.id, each.by, each.angoff)
