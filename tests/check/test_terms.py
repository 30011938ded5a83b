"""Terms of contribution: who hands a question in agrees to them, from the day on which they are in force."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hpccert.check.catalog import BANK_RULES
from hpccert.check.rules import run
from hpccert.model.bank import Bank
from hpccert.model.review import Record
from hpccert.model.terms import Terms
from tests.builders import bank, card, record

TERMS = Terms.of(
    {
        "version": "2",
        "since": "2026-11-20",
        "text": "docs/terms.md",
        "summary": "It is mine to give.",
        "earlier": [{"version": "1", "since": "2026-06-01", "text": "docs/terms-1.md"}],
    }
)


def under(terms: Terms | None, *records: Record) -> Bank:
    made = bank([card()], records=records)
    return replace(made, workspace=replace(made.workspace, terms=terms))


def codes(bank: Bank) -> list[str]:
    return [each.code for each in run(BANK_RULES, bank) if each.code.startswith("T")]


def submission(second: int = 0, terms: str | None = None, by: str = "ann", at: str | None = None) -> Record:
    made = replace(record(card(), by, "submit", second), terms=terms)
    return replace(made, at=at or made.at)


def test_a_submission_from_before_the_terms_stays_valid() -> None:
    assert codes(under(TERMS, submission(at="2026-05-31T23:59:59Z"))) == []
    assert codes(under(TERMS, submission(at="2026-06-01T00:00:00Z"))) == ["T001"]


def test_without_terms_nobody_need_agree() -> None:
    assert codes(under(None, submission())) == []


def test_an_earlier_version_is_good_for_who_agreed_to_it() -> None:
    assert codes(under(TERMS, submission(terms="1"))) == []


def test_terms_of_no_known_version_are_told_whoever_names_them() -> None:
    approval = replace(record(card(), "bob", "approve", 1), terms="7")

    assert codes(under(TERMS, submission(terms="3"), approval)) == ["T002", "T002"]
    assert codes(under(None, submission(terms="1"))) == ["T002"]


def test_who_forgot_to_agree_mends_it_by_handing_in_again() -> None:
    assert codes(under(TERMS, submission(0), submission(1, "2"))) == []
    assert codes(under(TERMS, submission(0), submission(1, "2", by="bob"))) == ["T001"]
    assert codes(under(TERMS, submission(0, "2"), submission(1))) == ["T001"]


def test_other_records_agree_to_nothing() -> None:
    assert codes(under(TERMS, *(record(card(), "bob", each) for each in ("approve", "comment", "retire")))) == []


def test_of_three_versions_with_one_name_two_are_too_many() -> None:
    again = replace(TERMS, earlier=(*TERMS.earlier, TERMS.present, TERMS.present))

    found = [each for each in run(BANK_RULES, under(again)) if each.code == "T003"]
    assert [each.spot.keys for each in found] == [("terms", "earlier", each, "version") for each in (1, 2)]


SAID = st.tuples(st.sampled_from(["ann", "bob"]), st.sampled_from(["2026-05-01", "2026-11-20"]), st.booleans())


@given(st.lists(SAID, max_size=6))
def test_once_everybody_agrees_in_the_end_nothing_is_left_to_ask(said: Sequence[tuple[str, str, bool]]) -> None:
    earlier = [
        submission(number, "2" if agreed else None, by, f"{day}T10:00:{number:02}Z")
        for number, (by, day, agreed) in enumerate(said)
    ]
    last = [submission(number, "2", by) for number, by in ((58, "ann"), (59, "bob"))]

    assert codes(under(TERMS, *earlier, *last)) == []
