"""A verdict of a person on a question -> one more record in the workspace."""

import json
from dataclasses import replace
from pathlib import Path

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.shared import loaded, opened, question_of, root_of, writer
from hpccert.curate.state import State, standing, state_of
from hpccert.grade.expectation import chance
from hpccert.load import schemas
from hpccert.model.authority import objection
from hpccert.model.bank import Bank
from hpccert.model.people import Person
from hpccert.model.question import Card
from hpccert.model.review import Record, Verdict
from hpccert.problems import Finding, HpccertError, Severity

VOUCHING = (Verdict.SUBMIT, Verdict.APPROVE, Verdict.ACCEPT)
MODELINE = "# yaml-language-server: $schema=../../schemas/reviews.schema.json\n"


def record(said: str, id: str, note: str, as_: str | None, root: Path | None, angoff: int | None = None) -> None:
    """Add a record with a verdict to a question's review file, unless it may not stand there."""
    verdict = Verdict(said)
    folder, now = root_of(root), outside.now()
    bank, findings = opened(folder)
    question, person = question_of(bank, id), writer(bank, folder, as_)
    file = question.file.replace("questions/", "reviews/", 1)
    checklist = bank.workspace.checklist if verdict is Verdict.APPROVE else None
    new = Record(
        question.id, now, person.id, verdict, question.digest, checklist, " ".join(note.split()), file, 0, angoff
    )
    if not new.note.isprintable() or schemas.faults("reviews", [new.data]):
        raise HpccertError("the note has control characters or is too long; write up to 5000 plain characters")
    _refuse_idle(bank, question, person, new)
    _refuse_faulty(findings, [file, *([question.file] if verdict in VOUCHING else [])])
    outside.append_line(folder, file, MODELINE, _line(new))
    after = loaded(folder)
    show.say(f"{verdict}: recorded in {file}; {question.id} is now {state_of(after, after.questions[question.id])}")
    if angoff is not None and angoff < 100 * chance(question):
        show.note(
            f"blind guessing is right in {float(100 * chance(question)):.0f} %; to correct the estimate, approve again"
        )


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
