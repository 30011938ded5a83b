"""`hpccert review`: say of a question what one thinks, and see what waits for whom."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.shared import (
    As,
    AsFormat,
    Root,
    TableFormat,
    asking,
    loaded,
    new_app,
    opened,
    question_of,
    root_of,
    writer,
)
from hpccert.curate.queue import queue as waiting
from hpccert.curate.state import State, standing, state_of
from hpccert.load import schemas
from hpccert.model.authority import objection
from hpccert.model.bank import Bank
from hpccert.model.people import Person
from hpccert.model.question import Card
from hpccert.model.review import Record, Verdict
from hpccert.problems import Finding, HpccertError, Severity

app = new_app()
VOUCHING = (Verdict.SUBMIT, Verdict.APPROVE, Verdict.ACCEPT)
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


def _say(verdict: Verdict, id: str, note: str, as_: str | None, root: Path | None) -> None:
    """Add a record to a question's review file."""
    folder, now = root_of(root), outside.now()
    bank, findings = opened(folder)
    question, person = question_of(bank, id), writer(bank, folder, as_)
    file = question.file.replace("questions/", "reviews/", 1)
    checklist = bank.workspace.checklist if verdict is Verdict.APPROVE else None
    record = Record(question.id, now, person.id, verdict, question.digest, checklist, " ".join(note.split()), file, 0)
    if not record.note.isprintable() or schemas.faults("reviews", [record.data]):
        raise HpccertError("the note has control characters or is too long; write up to 5000 plain characters")
    _refuse_idle(bank, question, person, record)
    _refuse_faulty(findings, [file, *([question.file] if verdict in VOUCHING else [])])
    outside.append_line(folder, file, MODELINE, _line(record))
    after = loaded(folder)
    show.say(f"{verdict}: recorded in {file}; {question.id} is now {state_of(after, after.questions[question.id])}")


def _refuse_idle(bank: Bank, question: Card, person: Person, record: Record) -> None:
    """Refuse a record that its writer may not make, or that would change nothing."""
    why = objection(bank, question, person, record.verdict, record.at)
    if why:
        raise HpccertError(why)
    earlier = bank.records.get(question.id, ())
    later = next((each for each in earlier if each.at > record.at), None)
    if later:
        raise HpccertError(f"a record of '{later.by}' is dated {later.at}, in the future; this one would not count")
    stands = standing(bank, question)
    if stands.state is State.RETIRED:
        raise HpccertError(f"'{question.id}' is retired")
    then = replace(record, index=len(earlier))
    after = replace(bank, records={**bank.records, question.id: (*earlier, then)})
    if record.verdict is Verdict.ACCEPT and state_of(after, question) is not State.ACCEPTED:
        need = f"{show.plural(stands.missing, 'more approval')} needed" if stands.missing else "changes are requested"
        raise HpccertError(f"'{question.id}' is {stands.state} and cannot be accepted yet: {need}")


def _refuse_faulty(findings: list[Finding], files: list[str]) -> None:
    """Refuse where a question, or the file that the record goes into, has errors.

    What others said earlier, and might not say, keeps nobody from speaking.
    """
    errors = [
        each
        for each in findings
        if each.spot.file in files and each.severity is Severity.ERROR and not each.code.startswith("V")
    ]
    if errors:
        raise HpccertError(
            f"there are errors, the first: {errors[0]}\nmend what 'hpccert validate {errors[0].spot.file}' reports"
        )


def _line(record: Record) -> str:
    """Return a record as one line of YAML; JSON text is YAML text."""
    data = {name: json.dumps(value, ensure_ascii=False) for name, value in record.data.items()}
    plain = {"at": record.at, "by": record.by, "verdict": record.verdict.value}
    return "- {" + ", ".join(f"{name}: {plain.get(name, value)}" for name, value in data.items()) + "}"
