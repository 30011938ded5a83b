"""A workspace -> what its review records say: of one question, and of all that wait for somebody."""

from pathlib import Path

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.options import TableFormat
from hpccert.cli.shared import asking, loaded, question_of, root_of
from hpccert.curate.queue import doubts
from hpccert.curate.queue import queue as waiting
from hpccert.curate.state import standing
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


def show_queue(root: Path | None, mine: bool, as_: str | None, format: TableFormat) -> None:
    """Print what waits for whom; with `mine` only what the asking person can do something about."""
    folder = root_of(root)
    bank = loaded(folder)
    person = asking(bank, folder, as_)
    rows = [each for each in waiting(bank, person, outside.now()) if each.mine or not mine]
    if bank.lost("reviews"):
        show.note("some review records cannot be read, so their questions are missing here; see 'hpccert validate'")
    if format is TableFormat.JSON:
        show.as_json(
            [
                {"question": each.question.id, "state": each.state.value, "needs": each.need, "mine": each.mine}
                for each in rows
            ]
        )
    elif rows:
        show.table(
            ["", "question", "state", "needs"],
            [("you" if each.mine else "", each.question.id, each.state, each.need) for each in rows],
        )
    else:
        show.say("nothing waits; 'hpccert review submit ID' hands a question in")
