"""A record and the commit that added it -> what speaks against it; and the pages of all that an audit looks for."""

from collections.abc import Callable, Iterator

from hpccert.model.account import Account
from hpccert.model.layout import stem_of
from hpccert.model.step import Step
from hpccert.problems import Severity

Existed = Callable[[str, str], bool]  # whether a question, by its id, ever had a content, by its digest
Objection = tuple[str, str, str]  # code, key of the record that is to blame, message

DAY = 24 * 60 * 60
SKEW = 5 * 60  # seconds by which two clocks may differ
LONGEST = 100
VOUCHING = ("approve", "accept")

MENDED = "\n\nOnce the files are as if it had not happened, it is a warning: history keeps it."
CODES = {
    "G001": (
        "record_stays_as_it_was",
        Severity.ERROR,
        "No commit changes a review record that was committed before. Who changed their mind adds a record.\n\n"
        "Why: what counts is who said what of which content, and when; a changed line makes people say what they "
        f"never said.{MENDED}",
    ),
    "G002": (
        "record_is_kept",
        Severity.ERROR,
        "No commit removes a review record, nor does a merge lose one. A record that is an error by G004 to G007 may "
        f"be taken out.\n\nWhy: without the request for changes a question would look approved.{MENDED}",
    ),
    "G003": (
        "review_file_is_kept",
        Severity.ERROR,
        "No commit removes a file with review records. It moves, with all its records, to another file when its "
        "question does.\n\n"
        f"Why: records count for the question that their file is named after, and nobody misses a file.{MENDED}",
    ),
    "G004": (
        "record_is_committed_by_its_writer",
        Severity.ERROR,
        "The author of the commit that adds a record is who the record says, by an address that people.yaml gave them "
        "before that commit, or gives them now. A co-author, or who merges, is not enough.\n\n"
        f"Why: otherwise anybody could approve in the name of anybody.{MENDED}",
    ),
    "G005": (
        "record_is_signed_by_its_writer",
        Severity.ERROR,
        "Where hpccert.yaml said `policy: {signatures: required}` before a commit that adds a record, or in it, that "
        "commit is signed with a key that people.yaml gave the writer before it, or gives them now.\n\n"
        f"Why: anybody can write any author into a commit; a signature needs the key.{MENDED}",
    ),
    "G006": (
        "approved_content_existed",
        Severity.ERROR,
        "What a record approves or accepts is the content of its question in some version, in history or now.\n\n"
        f"Why: nobody can have read what never existed; nobody can look up later what was approved.{MENDED}",
    ),
    "G007": (
        "record_is_not_of_the_future",
        Severity.ERROR,
        "A record is not dated after the commit that added it, but for five minutes that clocks may differ.\n\n"
        f"Why: of what somebody said the newest counts; a date in the future outlives all they say later.{MENDED}",
    ),
    "G008": (
        "record_is_committed_soon",
        Severity.WARNING,
        "A record is committed within a day of its date.\n\n"
        "Why: a record that is dated back can claim a role that had ended, or be older than a request for changes.",
    ),
    "G009": (
        "history_is_whole",
        Severity.WARNING,
        "The clone has all commits back to the first.\n\n"
        "Why: what was done before the first commit that is here, and what content there was, cannot be known.",
    ),
}


def objections(record: Account, file: str, step: Step, existed: Existed) -> Iterator[Objection]:
    """Yield what speaks against a record that a step added to a file; one fault is told once."""
    said = f"{step.name} adds {record.named}"
    if step.commit is not None:
        if record.by not in step.owners:
            yield "G004", "by", f"{said}, but its author {_author(step)}; each commits their own records"
        elif step.signature is not None and not (step.signature.good and record.by in step.signers):
            yield "G005", "by", f"{said}, who has to sign it: {_unsigned(step)}"
    if record.verdict in VOUCHING and not existed(stem_of(file), record.digest):
        known = "of which no version in this history, nor the present one, has that content"
        yield "G006", "digest", f"{said} for '{stem_of(file)}', {known}; review what is committed"
    if step.commit is not None and record.moment is not None:
        if record.moment > step.commit.committed + SKEW:
            yield "G007", "at", f"{said}, dated after the commit; check the clock, and add a record with the true date"
        elif record.moment < step.commit.written - DAY:
            yield "G008", "at", f"{said}, dated over a day before the commit; commit records when they are made"


def _author(step: Step) -> str:
    email = step.commit.email if step.commit else ""
    who = " and ".join(f"'{each}'" for each in sorted(step.owners)) or "nobody in people.yaml"
    return f"'{email[:LONGEST]}' is {who}"


def _unsigned(step: Step) -> str:
    if step.signature is None or not step.signature.good:
        return step.signature.said if step.signature else ""
    who = " and ".join(f"'{each}'" for each in sorted(step.signers)) or "nobody in people.yaml"
    return f"the key of the signature belongs to {who}"
