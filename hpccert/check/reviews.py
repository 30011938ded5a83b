"""Rules for review records: each belongs to a question, and its writer may make it."""

from calendar import monthrange

from hpccert.check.names import nothing_named
from hpccert.check.rules import rule
from hpccert.model.authority import DECIDING, objection
from hpccert.model.bank import Bank
from hpccert.model.layout import bank_of, below, records_of
from hpccert.model.people import Person
from hpccert.model.question import Card
from hpccert.model.review import Verdict
from hpccert.problems import Problems, Spot


@rule("V001")
def review_file_belongs_to_a_question(bank: Bank) -> Problems:
    """reviews/<skill id>/<question id>.yaml has a question questions/<skill id>/<question id>.yaml.

    Why: records of a question that is gone, or lies elsewhere, count for nothing.
    """
    for id, records in bank.records.items():
        for file in dict.fromkeys(each.file for each in records):
            question = bank.questions.get(id)
            if question is None:
                if not bank.lost("questions", id):
                    yield (
                        Spot(file),
                        nothing_named("question", id, "questions/", bank.questions if bank_of(file) else bank.public),
                    )
            elif file != records_of(question.file):
                place = below(bank_of(question.file), f"reviews/{question.skill}/{id}.yaml")
                yield Spot(file), f"the records of '{id}' belong to {place}"


@rule("V002")
def reviewer_exists(bank: Bank) -> Problems:
    """Who wrote a record is a person of people.yaml.

    Why: whether an approval counts depends on who gave it.
    """
    if bank.lost("people"):
        return
    for records in bank.records.values():
        for each in records:
            if each.by not in bank.by_person:
                yield each.spot("by"), nothing_named("person", each.by, "people.yaml", bank.by_person)


@rule("V003")
def reviewer_may_say_this(bank: Bank) -> Problems:
    """Nobody judges their own question, or says anything after leaving; only its curators decide on it.

    Why: a certificate is trusted because other people than the author vouch for its questions.
    """
    for id, records in bank.records.items():
        question = bank.questions.get(id)
        for each in records:
            person = bank.by_person.get(each.by)
            if question is None or person is None or each.digest != question.digest:
                continue  # of other content: who wrote it may have become an author since
            if each.verdict in DECIDING and _lost(bank, question, person):
                continue
            why = objection(bank, question, person, each.verdict, each.at)
            if why:
                yield each.spot("verdict"), why


@rule("V004")
def record_has_a_real_date(bank: Bank) -> Problems:
    """A record's date is a day of the calendar.

    Why: of a reviewer's judgments the newest counts; a date that never was makes another one count.
    """
    for records in bank.records.values():
        for each in records:
            if not _is_real(each.at):
                yield each.spot("at"), f"'{each.at}' is no day of the calendar"


@rule("V005")
def doubt_gives_a_reason(bank: Bank) -> Problems:
    """A flag says why, and a comment says something.

    Why: a curator must decide on a doubt, and cannot decide on one that is not told.
    """
    for records in bank.records.values():
        for each in records:
            if each.verdict in (Verdict.FLAG, Verdict.COMMENT) and not each.note.strip():
                yield each.spot("verdict"), f"this {each.verdict} says nothing; add 'note: ...' to its line"


def _lost(bank: Bank, question: Card, person: Person) -> bool:
    """Whether a skill that did not load keeps us from telling whose topic a question is."""
    topics = [topic for each in person.roles for topic in each.topics]
    return any(bank.lost("skills", each) for each in (question.skill, *topics))


def _is_real(at: str) -> bool:
    year, month, day = int(at[:4]), int(at[5:7]), int(at[8:10])
    return year > 0 and day <= monthrange(year, month)[1]
