"""`hpccert review`: say of a question what one thinks, and see what waits for whom."""

import json
from pathlib import Path
from typing import Annotated

import typer

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.shared import As, AsFormat, Root, TableFormat, asking, new_app, opened, question_of, root_of, writer
from hpccert.curate.queue import queue as waiting
from hpccert.curate.state import standing, state_of
from hpccert.load import schemas
from hpccert.model.authority import objection
from hpccert.model.review import Record, Verdict
from hpccert.problems import Finding, HpccertError, Severity

app = new_app()
MODELINE = "# yaml-language-server: $schema=../../schemas/reviews.schema.json\n"

Id = Annotated[str, typer.Argument(help="The question's id.")]
Note = Annotated[str, typer.Option("--note", help="What to say to the author and other reviewers.", show_default=False)]


@app.callback()
def review() -> None:
    """Review questions. What you say is added to a file in reviews/; commit it with git."""


@app.command()
def submit(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Hand a question in for review.

    Example: hpccert review submit use-cli-pipes
    """
    _say(Verdict.SUBMIT, id, note, as_, root)


@app.command()
def approve(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Vouch for a question's present content, by the workspace's checklist.

    Example: hpccert review approve use-cli-pipes --note "tried all commands"
    """
    _say(Verdict.APPROVE, id, note, as_, root)


@app.command("request-changes")
def request_changes(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Ask the author to change a question; say what with --note.

    Example: hpccert review request-changes use-cli-pipes --note "s3 is vague"
    """
    if not note.strip():
        raise HpccertError("say what must change: --note TEXT")
    _say(Verdict.REQUEST_CHANGES, id, note, as_, root)


@app.command()
def accept(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Accept an approved question for exams; for curators.

    Example: hpccert review accept use-cli-pipes
    """
    _say(Verdict.ACCEPT, id, note, as_, root)


@app.command()
def reject(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Reject a question as it stands; for curators.

    Example: hpccert review reject use-cli-pipes --note "outside of the skill"
    """
    _say(Verdict.REJECT, id, note, as_, root)


@app.command()
def retire(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Take a question out of all future exams; for curators.

    Example: hpccert review retire use-cli-pipes --note "became public"
    """
    _say(Verdict.RETIRE, id, note, as_, root)


@app.command()
def log(id: Id, format: AsFormat = TableFormat.TEXT, root: Root = None) -> None:
    """Show the records of a question, and the state that follows from them.

    Example: hpccert review log use-cli-pipes
    """
    bank, _ = opened(root_of(root))
    question = question_of(bank, id)
    records = sorted(bank.records.get(question.id, ()), key=lambda each: (each.at, each.index))
    if format is TableFormat.JSON:
        show.as_json({"state": state_of(bank, question).value, "records": [each.data for each in records]})
        return
    for each in records:
        which = "" if each.digest == question.digest else "  (of other content)"
        show.say(f"{each.at}  {each.by}  {each.verdict}{which}" + (f"  {each.note}" if each.note else ""))
    now = standing(bank, question)
    by = f"; approved by {', '.join(each.id for each in now.approvers)}" if now.approvers else ""
    show.say(f"state: {now.state}{by}")


@app.command()
def queue(
    mine: Annotated[bool, typer.Option("--mine", help="Only what I can do something about.")] = False,
    as_: As = None,
    format: AsFormat = TableFormat.TEXT,
    root: Root = None,
) -> None:
    """Show what waits for whom: reviewers, curators, authors; what waits for you comes first.

    Example: hpccert review queue --mine
    """
    folder = root_of(root)
    bank, _ = opened(folder)
    person = asking(bank, folder, as_)
    rows = [each for each in waiting(bank, person) if each.mine or not mine]
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


def _say(verdict: Verdict, id: str, note: str, as_: str | None, root: Path | None) -> None:
    """Add a record to a question's review file."""
    folder = root_of(root)
    bank, findings = opened(folder)
    question, person = question_of(bank, id), writer(bank, folder, as_)
    why = objection(bank, question, person, verdict)
    if why:
        raise HpccertError(why)
    if verdict in (Verdict.SUBMIT, Verdict.APPROVE, Verdict.ACCEPT):
        _refuse_faulty(findings, question.file)
    file = question.file.replace("questions/", "reviews/", 1)
    checklist = bank.workspace.checklist if verdict is Verdict.APPROVE else None
    record = Record(
        question.id, outside.now(), person.id, verdict, question.digest, checklist, _one_line(note), file, 0
    )
    if not record.note.isprintable() or schemas.faults("reviews", [record.data]):
        raise HpccertError("the note has control characters or is too long; write up to 5000 plain characters")
    outside.append_line(folder / file, MODELINE, _line(record))
    after, _ = opened(folder)
    show.say(f"{verdict}: recorded in {file}; {question.id} is now {state_of(after, after.questions[question.id])}")


def _refuse_faulty(findings: list[Finding], file: str) -> None:
    errors = [each for each in findings if each.spot.file == file and each.severity is Severity.ERROR]
    if errors:
        raise HpccertError(
            f"the question has errors, the first: {errors[0]}\nmend what 'hpccert validate {file}' reports"
        )


def _one_line(note: str) -> str:
    return " ".join(note.split())


def _line(record: Record) -> str:
    """Return a record as one line of YAML; JSON text is YAML text."""
    data = {name: json.dumps(value, ensure_ascii=False) for name, value in record.data.items()}
    plain = {"at": record.at, "by": record.by, "verdict": record.verdict.value}
    return "- {" + ", ".join(f"{name}: {plain.get(name, value)}" for name, value in data.items()) + "}"
