"""`hpccert question similar`: the questions that are most like one, and what they have in common."""

from collections.abc import Iterable
from pathlib import Path

from hpccert.check.similar import NEAR, Like, search
from hpccert.cli import show
from hpccert.cli.options import TableFormat
from hpccert.cli.shared import loaded, question_of, root_of
from hpccert.load import workspace
from hpccert.load.reading import read
from hpccert.load.scan import read_bytes
from hpccert.model.bank import Bank
from hpccert.model.question import Card, Question, QuestionId, asked
from hpccert.problems import HpccertError

READ_A_SECOND = 5000
PASSAGES = 3


def similar_to(place: Path | None, name: str, most: int, format: TableFormat) -> None:
    """Print the questions of a workspace that are most like a question, given by its id or its file."""
    root = root_of(place)
    bank = loaded(root)
    one = _named(root, bank, name)
    others = [each for each in bank.questions.values() if each.id != one.id]
    texts = ((each.id, _texts(root, each)) for each in show.progress(others, "comparing", READ_A_SECOND))
    found = search(asked(one.data), texts)[:most]
    if format is TableFormat.JSON:
        show.as_json([_data(bank, each) for each in found])
    else:
        _print(bank, found)


def _named(root: Path, bank: Bank, name: str) -> Question:
    path = Path(name)
    if QuestionId(name) in bank.questions or not path.is_file():
        return workspace.question(root, question_of(bank, name))
    value, findings = read("questions", read_bytes(path, follow=True), name)
    if value is None:
        raise HpccertError(f"'{name}' is no question yet: {findings[0]}")
    return Question.of(value, name)


def _texts(root: Path, card: Card) -> tuple[str, ...]:
    return asked(workspace.question(root, card).data)


def _print(bank: Bank, found: Iterable[Like[QuestionId]]) -> None:
    found = list(found)
    for each in found:
        near = " nearly the same" if each.likeness >= NEAR else ""
        show.say(f"{each.likeness:4.0%} {each.key} [{bank.questions[each.key].skill}]{near}")
        show.say(f"     in common: {'; '.join(show.one_line(one) for one in each.passages[:PASSAGES])}")
    if not found:
        show.say("no other question is like it")


def _data(bank: Bank, like: Like[QuestionId]) -> dict[str, object]:
    card = bank.questions[like.key]
    return {
        "question": card.id,
        "file": card.file,
        "likeness": round(like.likeness, 4),
        "near": like.likeness >= NEAR,
        "in_common": list(like.passages),
    }
