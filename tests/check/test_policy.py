"""What `hpccert.yaml` says of rules: advice may count more, less or not at all; errors stay errors."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.check.catalog import RULES
from hpccert.check.policy import applied
from hpccert.check.rules import run
from hpccert.load import schemas
from hpccert.model.bank import Workspace
from hpccert.problems import Finding, Severity, Spot
from tests.builders import bank

DATA = {"name": "Test", "version": "0.1", "license": "CC-BY-4.0"}


def workspace(**rules: str) -> Workspace:
    return Workspace.of({**DATA, "rules": rules})


def finding(code: str, severity: Severity) -> Finding:
    return Finding(Spot("questions/cli/q1.yaml", ("stem",)), code, "it is so", severity, 3, 7)


@pytest.mark.parametrize("severity", [Severity.HINT, Severity.WARNING])
@pytest.mark.parametrize("wanted", list(Severity))
def test_advice_counts_as_the_workspace_says(severity: Severity, wanted: Severity) -> None:
    found = finding("Q019", severity)

    assert applied([found], workspace(Q019=wanted.value)) == [replace(found, severity=wanted)]
    assert applied([found], workspace(Q018=wanted.value)) == [found]


def test_advice_that_is_turned_off_is_gone() -> None:
    found = [finding("Q019", Severity.HINT), finding("Q026", Severity.WARNING)]

    assert applied(found, workspace(Q019="off")) == found[1:]
    assert applied(found, workspace(Q019="off", Q026="off")) == []
    assert applied(found, Workspace.of(DATA)) == found


@given(st.dictionaries(st.sampled_from([each.code for each in RULES]), st.sampled_from(["off", *Severity])))
def test_no_policy_whatever_hides_an_error(rules: dict[str, str]) -> None:
    errors = [finding(each.code, each.severity) for each in RULES if each.severity is Severity.ERROR]

    assert applied(errors, workspace(**rules)) == errors


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("K001", "it finds errors"),
        ("Y002", "no warning or hint has this code"),
        ("x", "no warning or hint has this code"),
    ],
)
def test_a_policy_for_an_error_or_an_unknown_code_is_told_at_its_place(code: str, why: str) -> None:
    (found,) = run(
        [each for each in RULES if each.code == "W001"], replace(bank(), workspace=workspace(**{code: "off"}))
    )

    assert found.spot == Spot("hpccert.yaml", ("rules", code))
    assert found.message == f"'{code}' cannot be changed: {why}; 'hpccert rule' lists all"


def test_each_advice_may_be_named_in_a_policy() -> None:
    advice = {each.code: "off" for each in RULES if each.severity is not Severity.ERROR}

    assert run([each for each in RULES if each.code == "W001"], replace(bank(), workspace=workspace(**advice))) == []


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"Q019": "off"}, []),
        ({"Q019": "none"}, ["'Q019': 'none' is not one of off, hint, warning, error"]),
        (
            {"Q019": False},
            ["'Q019': the word false (put it in quotes if it is text) is not one of off, hint, warning, error"],
        ),
        (["Q019"], ["'rules': expected key-value pairs, found a list"]),
    ],
)
def test_a_policy_is_codes_and_severities(rules: object, told: list[str]) -> None:
    assert [message for _, _, message in schemas.faults("workspace", {**DATA, "rules": rules})] == told
