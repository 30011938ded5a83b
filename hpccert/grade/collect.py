"""Entries and a sitting -> responses that fit its forms, and what does not fit.

Nothing is guessed: a candidate with a finding is withheld, and named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hpccert.model.form import Form, Item, Sitting, asked_of
from hpccert.model.paper import LABELS, identity
from hpccert.model.question import SingleChoice, TrueFalseSet
from hpccert.model.response import Entry, Reply, Responses, Said, Sheet, same_name
from hpccert.problems import Finding, Severity, Spot

CODES = {
    "R002": (
        "form_belongs_to_the_sitting",
        "A response names this sitting and one of its forms, and answers the questions of that form.\n\n"
        "Why: the same number means another question on another form.",
    ),
    "R003": (
        "question_is_on_the_form",
        "A response names a question by its number on the form, and statements or choices by their labels there.\n\n"
        "Why: a response to nothing hides a slip of the pen, or a mixed-up form.",
    ),
    "R004": (
        "response_is_given_once",
        "A candidate has one form, and one response to each of its questions.\n\n"
        "Why: of two responses none can be preferred by a program.",
    ),
    "R005": (
        "response_can_be_understood",
        "A true-false set is answered with a letter for each statement, `TF-T` (true, false, left); "
        "a choice with its labels, `b` or `a c`; nothing or `-` is a blank.\n\n"
        "Why: what is not understood must not be marked.",
    ),
    "R006": (
        "responses_are_saved_in_time",
        "The exam page's file was saved within the time limit after the exam was begun; a warning, for the page can"
        " only tell the clock of its computer.\n\nWhy: whoever marks decides what a late response is worth.",
    ),
}

GRACE_SECONDS = 60
JUDGMENTS = {"T": True, "F": False, "-": None}


class _Unfit(Exception):
    """A reply does not fit its question; the arguments are a code and a message."""


@dataclass(slots=True)
class Collected:
    """Responses by candidate, findings, and the candidates who are withheld because of them."""

    responses: list[Responses] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)


def collected(sitting: Sitting, sheets: Iterable[Sheet]) -> Collected:
    """Return what was answered, by candidate, in the order of their first sheets."""
    by_candidate: dict[str, list[Sheet]] = {}
    for each in sheets:
        by_candidate.setdefault(same_name(each.candidate), []).append(each)
    out = Collected()
    for all_theirs in by_candidate.values():
        theirs = [each for each in all_theirs if each.complete or each.entries] or all_theirs  # unreadable ones aside
        candidate = theirs[0].candidate
        form, findings = _form(sitting, theirs)
        replies, unfit = _replies(form, theirs[0]) if form else ({}, [])
        out.findings += findings + unfit + _overtime(sitting, theirs[0])
        if form is None or findings or unfit or not all(each.complete for each in all_theirs):
            out.withheld.append(candidate)
        else:
            out.responses.append(Responses(candidate, form, replies))
    return out


def _form(sitting: Sitting, sheets: list[Sheet]) -> tuple[Form | None, list[Finding]]:
    """Return the form that a candidate's first sheet answers, and what is wrong with the sheets as such."""
    first, findings = sheets[0], []
    for each in sheets[1:]:
        other = f"form {each.form}" if each.form != first.form else "the same again"
        message = (
            f"candidate '{each.candidate}' responded to form {first.form} already ({first.spot.file}); this is {other}"
        )
        findings.append(_finding(each.spot, "R004", message))
    if first.sitting not in (None, sitting.id):
        message = f"this is a response to the sitting '{first.sitting}', not to '{sitting.id}'"
        return None, [*findings, _finding(_below(first, "sitting"), "R002", message)]
    if first.form not in sitting.by_number:
        if first.complete:
            findings.append(
                _finding(_below(first, "form"), "R002", f"the sitting '{sitting.id}' has no form {first.form}")
            )
        return None, findings
    form = sitting.by_number[first.form]
    if first.paper not in (None, identity(asked_of(form))):
        message = f"form {first.form} of this sitting asks other questions; this is a response to another paper"
        return None, [*findings, _finding(_below(first, "paper"), "R002", message)]
    return form, findings


def _overtime(sitting: Sitting, sheet: Sheet) -> list[Finding]:
    limit = sitting.certificate.time_limit
    if sheet.seconds is None or sheet.seconds <= limit * 60 + GRACE_SECONDS:
        return []
    message = f"candidate '{sheet.candidate}' saved {sheet.seconds // 60} minutes after beginning; the limit is {limit}"
    return [Finding(sheet.spot, "R006", message, Severity.WARNING)]


def _replies(form: Form, sheet: Sheet) -> tuple[dict[int, Reply], list[Finding]]:
    findings: list[Finding] = []
    replies: dict[int, Reply] = {}
    for entry in sheet.entries:
        try:
            reply = reply_of(_item(form, entry), entry.said)
            if entry.number in replies:
                raise _Unfit("R004", f"candidate '{sheet.candidate}' has two responses to question {entry.number}")
            replies[entry.number] = reply
        except _Unfit as unfit:
            code, message = unfit.args
            findings.append(_finding(entry.spot, code, message))
    return replies, findings


def _item(form: Form, entry: Entry) -> Item:
    if not 1 <= entry.number <= len(form.items):
        raise _Unfit("R003", f"form {form.number} has no question {entry.number}; it has 1 to {len(form.items)}")
    return form.items[entry.number - 1]


def reply_of(item: Item, said: Said) -> Reply:
    """Return what was said as one value for each part shown."""
    count = len(item.parts)
    match said:
        case None:
            return (None,) * count
        case dict():
            return _judged_by_label(item, said)
        case str() if isinstance(item.question.task, TrueFalseSet):
            return _judged(said, count)
        case str():
            return _chosen(item, [each for each in said.lower() if each not in " ,;-"])
        case list():
            return _chosen(item, said)


def _judged_by_label(item: Item, said: dict[str, bool | None]) -> Reply:
    if not isinstance(item.question.task, TrueFalseSet):
        raise _Unfit("R005", "a choice is answered with its labels, such as 'b' or 'a c'")
    _check_labels(said, len(item.parts))
    return tuple(said.get(label) for label in LABELS[: len(item.parts)])


def _judged(said: str, count: int) -> Reply:
    letters = said.upper().replace(" ", "")
    if letters.strip("-") == "":
        return (None,) * count
    if len(letters) != count or not set(letters) <= set(JUDGMENTS):
        raise _Unfit(
            "R005",
            f"'{said}' does not answer {count} statements; write T, F or - for each, such as '{'TF-T' * 2:.{count}}'",
        )
    return tuple(JUDGMENTS[each] for each in letters)


def _chosen(item: Item, labels: Sequence[str]) -> Reply:
    if isinstance(item.question.task, TrueFalseSet):
        raise _Unfit("R005", "a true-false set is answered with true, false or null for each statement")
    _check_labels(labels, len(item.parts))
    if len(set(labels)) != len(labels):
        raise _Unfit("R005", "a choice is named twice")
    if isinstance(item.question.task, SingleChoice) and len(labels) > 1:
        raise _Unfit("R005", f"{len(labels)} choices are marked; one is asked for")
    return tuple(True if label in labels else None for label in LABELS[: len(item.parts)])


def _check_labels(labels: Iterable[str], count: int) -> None:
    for each in labels:
        if len(each) != 1 or each not in LABELS[:count]:
            raise _Unfit("R003", f"the question has no part '{each}'; it has {LABELS[0]} to {LABELS[count - 1]}")


def _below(sheet: Sheet, key: str) -> Spot:
    """Return the place of a value of a JSON sheet; a table has only lines."""
    return sheet.spot if sheet.spot.keys else Spot(sheet.spot.file, (key,))


def _finding(spot: Spot, code: str, message: str) -> Finding:
    line = int(spot.keys[1]) if spot.keys[:1] == ("line",) else 0
    return Finding(spot, code, message, line=line, column=1 if line else 0)
