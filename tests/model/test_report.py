"""What is left out of a report that is too long, and what makes a validation fail."""

import pytest

from hpccert.model.report import Report
from hpccert.problems import Finding, Severity, Spot

HINT, ERROR, WARNING = (
    Finding(Spot(f"{severity}.yaml"), "Q001", "wrong", severity, 1, 1)
    for severity in (Severity.HINT, Severity.ERROR, Severity.WARNING)
)
REPORT = Report((HINT, ERROR, WARNING), 3, "1.2.3", {"Q001": ("outcome_is_known", "error", "Known.")})


@pytest.mark.parametrize(
    ("most", "shown"),
    [(0, ()), (1, (ERROR,)), (2, (ERROR, WARNING)), (3, REPORT.findings), (4, REPORT.findings)],
)
def test_hints_are_left_out_first_and_errors_last_and_the_order_stays(most: int, shown: tuple[Finding, ...]) -> None:
    assert REPORT.foremost(most) == shown


def test_warnings_count_only_in_a_strict_validation_and_hints_never() -> None:
    strict = Report(REPORT.findings, 3, "1.2.3", REPORT.pages, strict=True)

    assert [REPORT.counts(each) for each in REPORT.findings] == [False, True, False]
    assert [strict.counts(each) for each in REPORT.findings] == [False, True, True]


def test_the_title_of_a_rule_is_its_name_in_words() -> None:
    assert REPORT.title("Q001") == "outcome is known"
