"""A workspace -> what its review records say: of one question, and of all that wait for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.options import TableFormat
from hpccert.cli.shared import asking, loaded, question_of, root_of, skill_of
from hpccert.curate.queue import Waiting, doubts
from hpccert.curate.queue import queue as waiting
from hpccert.curate.state import State, standing
from hpccert.model.authority import objection
from hpccert.model.bank import Bank
from hpccert.model.question import Card
from hpccert.model.review import Record
from hpccert.problems import HpccertError


def show_log(root: Path | None, id: str, format: TableFormat) -> None:
    """Print the records of a question and the state that follows from them."""
    bank = loaded(root_of(root))
    question = question_of(bank, id)
    if bank.lost("reviews", question.id):
        raise HpccertError(f"the records of '{question.id}' cannot be read; 'hpccert validate reviews' says why")
    records = sorted(bank.records.get(question.id, ()), key=lambda each: each.moment)
    now = standing(bank, question)
    if format is TableFormat.JSON:
        flags = [each.data for each in now.flags]
        show.as_json({"state": now.state.value, "flags": flags, "records": [each.data for each in records]})
        return
    for each in records:
        note = f"  {show.one_line(each.note)}" if each.note else ""
        show.say(f"{each.at}  {each.by}  {each.verdict}{_aside(bank, question, each)}{note}")
    by = f"; approved by {', '.join(each.id for each in now.approvers)}" if now.approvers else ""
    flagged = f"; {show.one_line(doubts(now.flags))}" if now.flags else ""
    show.say(f"state: {now.state}{by}{flagged}")


def _aside(bank: Bank, question: Card, record: Record) -> str:
    """Return why a record counts for nothing, if so."""
    if record.digest != question.digest:
        return "  (of other content)"
    writer = bank.by_person.get(record.by)
    if writer is None:
        return "  (counts for nothing: not in people.yaml)"
    why = objection(bank, question, writer, record.verdict, record.at)
    return f"  (counts for nothing: {why})" if why else ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the waiting questions to show; nothing stands for all."""

    mine: bool = False
    skill: str | None = None
    state: State | None = None
    stuck: int = 0  # days that they wait at least
    most: int = 0  # rows of the table; 0 for all


def show_queue(root: Path | None, wanted: Wanted, as_: str | None, format: TableFormat) -> None:
    """Print what waits for whom, and for how long."""
    folder = root_of(root)
    bank = loaded(folder)
    person = asking(bank, folder, as_)
    branch = None if wanted.skill is None else {each.id for each in bank.branch(skill_of(bank, wanted.skill))}
    rows = [
        each
        for each in waiting(bank, person, outside.now())
        if (each.mine or not wanted.mine)
        and (branch is None or each.question.skill in branch)
        and wanted.state in (None, each.state)
        and each.days >= wanted.stuck
    ]
    if bank.lost("reviews"):
        show.note("some review records cannot be read, so their questions are missing here; see 'hpccert validate'")
    if person is None:
        show.note("your git address is nobody's in people.yaml, so nothing waits for you; say who you are with --as ID")
    if format is TableFormat.JSON:
        show.as_json([_data(each) for each in rows])
    elif rows:
        _print(rows, wanted.most or len(rows))
    elif wanted == replace(Wanted(), most=wanted.most):
        show.say("nothing waits; 'hpccert review submit ID' hands a question in")
    else:
        show.say("nothing of this kind waits; 'hpccert review queue' shows all that does")


def _print(rows: Sequence[Waiting], most: int) -> None:
    """Print a table of the first rows; it has days where something waits for one at least."""
    shown = rows[:most]
    days = any(each.days for each in shown)
    show.table(
        ["", "question", "state", *(["days"] if days else []), "needs"],
        [
            ("you" if each.mine else "", each.question.id, each.state, *([str(each.days)] if days else []), each.need)
            for each in shown
        ],
        right=["days"],
    )
    if len(rows) > most:
        left, mine = len(rows) - most, sum(each.mine for each in rows[most:])
        yours = f", {mine:,} of them for you" if mine else ""
        show.say(
            f"\n{left:,} more wait{'s' if left == 1 else ''}{yours}: --most 0 shows all, --skill, --state and --stuck"
            " narrow it down"
        )


def _data(row: Waiting) -> dict[str, object]:
    return {
        "question": row.question.id,
        "skill": row.question.skill,
        "pool": row.question.pool,
        "state": row.state.value,
        "since": row.since,
        "days": row.days,
        "needs": row.need,
        "mine": row.mine,
    }
