"""A workspace -> what its review records say: of one question, and of all that wait for somebody."""

from pathlib import Path

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.options import TableFormat
from hpccert.cli.shared import asking, loaded, question_of, root_of
from hpccert.curate.queue import queue as waiting
from hpccert.curate.state import standing, state_of


def show_log(root: Path | None, id: str, format: TableFormat) -> None:
    """Print the records of a question and the state that follows from them."""
    bank = loaded(root_of(root))
    question = question_of(bank, id)
    records = sorted(bank.records.get(question.id, ()), key=lambda each: each.moment)
    if format is TableFormat.JSON:
        show.as_json({"state": state_of(bank, question).value, "records": [each.data for each in records]})
        return
    for each in records:
        which = "" if each.digest == question.digest else "  (of other content)"
        show.say(
            f"{each.at}  {each.by}  {each.verdict}{which}" + (f"  {show.one_line(each.note)}" if each.note else "")
        )
    now = standing(bank, question)
    by = f"; approved by {', '.join(each.id for each in now.approvers)}" if now.approvers else ""
    show.say(f"state: {now.state}{by}")


def show_queue(root: Path | None, mine: bool, as_: str | None, format: TableFormat) -> None:
    """Print what waits for whom; with `mine` only what the asking person can do something about."""
    folder = root_of(root)
    bank = loaded(folder)
    person = asking(bank, folder, as_)
    rows = [each for each in waiting(bank, person, outside.now()) if each.mine or not mine]
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
