"""`hpccert review diff`: how a question differs from what its reviewers read."""

from pathlib import Path

from hpccert.cli import show
from hpccert.cli.options import TableFormat
from hpccert.cli.shared import loaded, question_of, root_of
from hpccert.curate.state import newest
from hpccert.digest import digest
from hpccert.history import versions
from hpccert.load import reading, workspace
from hpccert.model.question import Card
from hpccert.model.review import Record
from hpccert.problems import HpccertError, Severity
from hpccert.render.changes import Line, changes

COLORS = {"-": Severity.ERROR, "+": "good"}


def show_difference(root: Path | None, id: str, format: TableFormat) -> None:
    """Print the difference between what the newest record that counts was made of, and the present content."""
    folder = root_of(root)
    bank = loaded(folder)
    card = question_of(bank, id)
    last = newest(bank, card)
    if last is None:
        raise HpccertError(f"nobody has handed '{card.id}' in or judged it, so there is nothing to compare it with")
    lines = [] if last.digest == card.digest else _lines(folder, card, last)
    if format is TableFormat.JSON:
        record = {"by": last.by, "verdict": last.verdict.value, "at": last.at, "digest": last.digest}
        show.as_json({"question": card.id, "record": record, "lines": [f"{mark} {text}" for mark, text in lines]})
        return
    show.say(f"{card.id}: since {last.by} said {last.verdict} on {last.at[:10]}{'' if lines else ', nothing changed'}")
    for mark, text in lines:
        if mark == " ":
            show.say()
            show.title(show.one_line(text))
        else:
            show.say_in(COLORS[mark], f"  {mark} {text}")


def _lines(folder: Path, card: Card, record: Record) -> list[Line]:
    for each in versions((folder / card.file).parents[2], card.id):
        value, _ = reading.read("questions", each)
        if value is not None and digest(value) == record.digest:
            return changes(value, workspace.question(folder, card).data)
    raise HpccertError(
        f"what {record.by} said {record.verdict} of on {record.at[:10]} is in no commit of this branch; it was never"
        " committed, or the history is cut off ('git fetch --unshallow')"
    )
