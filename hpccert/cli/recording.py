"""A verdict of a person on a question -> one more record in the workspace."""

import json
from dataclasses import replace
from pathlib import Path

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.agreeing import ask_to_agree
from hpccert.cli.shared import loaded, opened, question_of, root_of, told, writer
from hpccert.curate.state import Standing, State, revocable, standing, state_of
from hpccert.grade.expectation import chance
from hpccert.load import schemas
from hpccert.model.authority import objection
from hpccert.model.bank import Bank
from hpccert.model.layout import bank_of, records_of
from hpccert.model.people import Person
from hpccert.model.question import Card
from hpccert.model.review import Record, Verdict
from hpccert.problems import Finding, HpccertError, Severity

VOUCHING = (Verdict.SUBMIT, Verdict.APPROVE, Verdict.ACCEPT)
MODELINE = "# yaml-language-server: $schema=../../schemas/reviews.schema.json\n"


def record(
    said: str,
    id: str,
    note: str,
    as_: str | None,
    root: Path | None,
    angoff: int | None = None,
    seen: str | None = None,
    agree: bool = False,
) -> None:
    """Add a record with a verdict to a question's review file, unless it may not stand there.

    Args:
        said: the verdict.
        id: the question's.
        note: what to say with it.
        as_: who says it.
        root: the workspace.
        angoff: an estimate.
        seen: the digest of the content that was read, where that is known; with other content there is no record.
        agree: to the terms of contribution, without being asked.
    """
    verdict = Verdict(said)
    folder, now = root_of(root), outside.now()
    bank, findings = opened(folder)
    question, person = question_of(bank, id), writer(bank, folder, as_)
    if seen not in (None, question.digest):
        raise HpccertError(f"'{question.id}' changed while you were reading it; nothing is recorded, read it again")
    file = records_of(question.file)
    checklist = bank.workspace.checklist if verdict is Verdict.APPROVE else None
    new = Record(
        question.id, now, person.id, verdict, question.digest, checklist, " ".join(note.split()), file, 0, angoff
    )
    terms = bank.workspace.terms if verdict is Verdict.SUBMIT else None
    new = replace(new, terms=terms.present.version) if terms else new
    if not new.note.isprintable() or schemas.faults("reviews", [new.data]):
        raise HpccertError("the note has control characters or is too long; write up to 5000 plain characters")
    _refuse_faulty(findings, [file, *([question.file] if verdict in VOUCHING else [])])
    why = objection(bank, question, person, verdict, now) or _idle(bank, question, person, new)
    if why:
        raise HpccertError(why)
    if terms:
        ask_to_agree(terms, folder, agree)
    outside.append_line(folder, file, "" if bank_of(question.file) else MODELINE, _line(new))
    _tell(folder, new, question)


def _tell(folder: Path, new: Record, question: Card) -> None:
    """Say what was recorded, and what follows from it."""
    after = loaded(folder)
    stands = standing(after, after.questions[question.id])
    flagged = f", flagged by {', '.join(dict.fromkeys(each.by for each in stands.flags))}" if stands.flags else ""
    show.say(f"{new.verdict}: recorded in {new.file}; {question.id} is now {stands.state}{flagged}")
    if new.angoff is not None and new.angoff < 100 * chance(question):
        show.note(
            f"blind guessing is right in {float(100 * chance(question)):.0f} %; to correct the estimate, approve again"
        )


def _idle(bank: Bank, question: Card, person: Person, record: Record) -> str | None:
    """Return why a record would change nothing, if so; a comment need not change anything."""
    earlier = [each for each in bank.records.get(question.id, ()) if each.verdict is not Verdict.COMMENT]
    if record.verdict is Verdict.COMMENT:
        return None
    later = max(earlier, key=lambda each: each.at, default=record)
    if later.at > record.at:
        return (
            f"a record of '{later.by}' is dated {later.at}, in the future: your clock says {record.at}; this one would"
            " not count. Wait until then if the clocks differ a little, else have the wrong one set right"
        )
    why = _out_of_turn(bank, question, person, record, standing(bank, question))
    twice = any(each.data == record.data for each in earlier)
    return why or ("you have just said the same; it would count once" if twice else None)


def _out_of_turn(bank: Bank, question: Card, person: Person, record: Record, stands: Standing) -> str | None:
    """Return why the state of a question leaves a record without effect, if so."""
    match record.verdict:
        case Verdict.REINSTATE:
            return None if stands.state is State.RETIRED else f"'{question.id}' is {stands.state}, not retired"
        case _ if stands.state is State.RETIRED:
            return f"'{question.id}' is retired; a curator brings it back with 'hpccert review reinstate'"
        case Verdict.WITHDRAW if revocable(bank, question, person) is None:
            return f"you have nothing to take back: no judgment or flag of yours on '{question.id}' as it is now"
        case Verdict.ACCEPT:
            return _unacceptable(bank, question, record, stands)
        case _:
            return None


def _unacceptable(bank: Bank, question: Card, record: Record, stands: Standing) -> str | None:
    earlier = bank.records.get(question.id, ())
    then = (*earlier, replace(record, index=len(earlier)))
    if state_of(replace(bank, records={**bank.records, question.id: then}), question) is State.ACCEPTED:
        return None
    need = f"{show.plural(stands.missing, 'more approval')} needed" if stands.missing else "changes are requested"
    return f"'{question.id}' is {stands.state} and cannot be accepted yet: {need}"


def _refuse_faulty(findings: list[Finding], files: list[str]) -> None:
    """Refuse where a question, or the file that the record goes into, has errors.

    What others said earlier, and might not say, keeps nobody from speaking.
    """
    errors = [
        each
        for each in findings
        if each.spot.file in files and each.severity is Severity.ERROR and not each.code.startswith(("V", "T"))
    ]
    if errors:
        first = errors[0]
        raise HpccertError(
            f"there are errors, the first: {told(first)}\nmend what 'hpccert validate {first.spot.file}' reports"
        )


def _line(record: Record) -> str:
    """Return a record as one line of YAML; JSON text is YAML text."""
    data = {name: json.dumps(value, ensure_ascii=False) for name, value in record.data.items()}
    plain = {"at": record.at, "by": record.by, "verdict": record.verdict.value}
    return "- {" + ", ".join(f"{name}: {plain.get(name, value)}" for name, value in data.items()) + "}"
