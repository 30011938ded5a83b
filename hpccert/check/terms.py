"""Rules for the terms of contribution: who hands a question in agrees to them, and it stays known to what."""

from collections.abc import Sequence

from hpccert.check.rules import rule
from hpccert.model.bank import Bank
from hpccert.model.layout import WORKSPACE
from hpccert.model.review import Record, Verdict
from hpccert.problems import Problems, Severity, Spot, did_you_mean


@rule("T001", Severity.WARNING)
def submission_agrees_to_the_terms(bank: Bank) -> Problems:
    """Who hands a question in agrees to the terms of contribution, from the day on which the first came into force.

    Why: a question may be used only if its contributor said that it may. To agree later, hand it in again.
    """
    terms = bank.workspace.terms
    if terms is None:
        return
    for id, records in bank.records.items():
        for each in records:
            if each.verdict is Verdict.SUBMIT and terms.asked(each.at) and not _agreed(records, each):
                said = f"'{each.by}' handed this in without agreeing to the terms of contribution"
                yield each.spot("verdict"), f"{said}; 'hpccert review submit {id}' asks for it"


@rule("T002")
def record_names_known_terms(bank: Bank) -> Problems:
    """The version of the terms that a record names is one of hpccert.yaml; it may be an earlier one.

    Why: years later one must be able to read what a contributor agreed to.
    """
    terms = bank.workspace.terms
    known = terms.versions if terms else ()
    for records in bank.records.values():
        for each in records:
            if each.terms is not None and each.terms not in known:
                right = (
                    did_you_mean(each.terms, known) or "; list earlier versions under 'terms: earlier' in hpccert.yaml"
                )
                yield each.spot("terms"), f"there are no terms '{each.terms}'{right}"


@rule("T003")
def version_of_terms_is_given_once(bank: Bank) -> Problems:
    """No two versions of the terms have the same name.

    Why: a record names the terms by their version alone; it must lead to one text.
    """
    terms = bank.workspace.terms
    versions = terms.versions if terms else ()
    for index, each in enumerate(versions[1:]):
        if each in versions[: index + 1]:
            yield Spot(WORKSPACE, ("terms", "earlier", index, "version")), f"version '{each}' is there twice"


def _agreed(records: Sequence[Record], submission: Record) -> bool:
    """Whether a submission names terms, or its writer handed the question in later and named them then."""
    return any(
        each.by == submission.by
        and each.verdict is Verdict.SUBMIT
        and each.terms is not None
        and each.moment >= submission.moment
        for each in records
    )
