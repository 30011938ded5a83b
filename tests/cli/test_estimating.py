"""Angoff estimates at the command line: given with approvals, shown with the cut score that they propose."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests import builders, folders
from tests.cli.conftest import Run

ESTIMATES = {"q0": {"bob": 70, "cyd": 80, "dan": 90}, "q1": {"bob": 55, "cyd": 70, "dan": 85}}  # a set; one of four


@pytest.fixture
def rated(run: Run, root: Path) -> Run:
    """The workspace of `root` with three raters of two of its eight questions."""
    for question, given in ESTIMATES.items():
        for rater, percent in given.items():
            assert run("review", "approve", question, "--angoff", percent, "--as", rater).code == 0
    return run


def test_an_estimate_stands_in_the_record_of_its_approval(run: Run, root: Path) -> None:
    ran = run("review", "approve", "q0", "--angoff", "65", "--as", "bob", "--note", "clear")

    (record,) = folders.data_of(root / "reviews/cli/q0.yaml")
    assert (record["verdict"], record["angoff"], record["note"]) == ("approve", 65, "clear")
    assert ran.err == ""
    assert json.loads(run("review", "log", "q0", "--format", "json").out)["records"][0]["angoff"] == 65


@pytest.mark.parametrize("percent", ["0", "100"])
def test_an_estimate_may_be_at_either_end(run: Run, root: Path, percent: str) -> None:
    run("review", "approve", "q0", "--angoff", percent, "--as", "bob")

    assert folders.data_of(root / "reviews/cli/q0.yaml")[0]["angoff"] == int(percent)
    assert run("validate").code == 0


@pytest.mark.parametrize("percent", ["-1", "101", "0.65", "65%", "", "nan", "1e2"])
def test_what_is_no_percent_is_refused_and_nothing_is_recorded(run: Run, root: Path, percent: str) -> None:
    assert run("review", "approve", "q0", f"--angoff={percent}", "--as", "bob").code == 2
    assert not (root / "reviews").exists()


@pytest.mark.parametrize(("question", "percent"), [("q0", 49), ("q1", 24)])
def test_an_estimate_below_blind_guessing_is_questioned(run: Run, root: Path, question: str, percent: int) -> None:
    ran = run("review", "approve", question, "--angoff", percent, "--as", "bob")

    assert ran.code == 0
    assert ran.err == f"blind guessing is right in {percent + 1} %; to correct the estimate, approve again\n"


def test_an_author_gives_no_estimate(run: Run, root: Path) -> None:
    assert "is an author of" in run("review", "approve", "q0", "--angoff", "65", "--as", "ann").err


def test_the_proposal_is_shown_with_raters_questions_and_its_error(rated: Run) -> None:
    # Of the line's two rated questions each rater expects .4, .6, .8: mean .6, error sqrt(.04 / 3) = .115.
    ran = rated("review", "angoff", "license", "--pool", "practice")

    assert ran.code == 0
    assert ran.out.splitlines()[0] == "License: Angoff estimates of the practice pool, in percent"
    assert [each.split() for each in ran.out.splitlines() if each.startswith(("bob", "q1"))] == [
        ["bob", "2", "62.5", "10.6", "-18.8", "40.0"],
        ["q1", "USE1", "3", "70.0", "15.0", "60.0"],
    ]
    assert ran.out.endswith(
        "2 of the 8 questions that may be drawn have estimates\n"
        "proposed cut score: 60.0 % of the full score, standard error 11.5; the certificate asks for 60.0 %\n"
    )


def test_who_is_far_from_the_others_is_named(rated: Run) -> None:
    rated("review", "approve", "q0", "--angoff", "20", "--as", "eve")

    out = rated("review", "angoff", "license", "--pool", "practice").out

    assert "eve 20" in next(each for each in out.splitlines() if each.startswith("q0"))


def test_programs_get_exact_numbers(rated: Run) -> None:
    found = json.loads(rated("review", "angoff", "license", "--pool", "practice", "--format", "json").out)

    assert found["proposed"] == found["cut_score"] == 60
    assert found["proposed_exactly"] == "3/5"
    assert found["standard_error"] == pytest.approx(11.547, abs=1e-4)
    assert (found["missing"], found["drawable"]) == ([], 8)
    assert found["raters"][0] == {
        "rater": "bob", "rated": 2, "mean": 62.5, "deviation": 10.6066, "severity": -18.75, "cut": 40.0
    }  # fmt: skip
    assert found["questions"][1]["ratings"][2] == {"rater": "dan", "angoff": 85, "outlier": False}
    assert found["questions"][1]["mark"] == 60


def test_spreadsheets_get_a_line_for_each_estimate(rated: Run) -> None:
    rated("review", "approve", "q2", "--angoff", "60", "--as", "bob")
    text = rated("review", "angoff", "license", "--pool", "practice", "--format", "csv").out

    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 7
    assert rows[0] == {
        "question": "q0", "skill": "cli", "type": "true-false-set", "rater": "bob",
        "angoff": "70", "others": "85.0000", "mark": "40.0000", "outlier": "no",
    }  # fmt: skip
    assert (rows[6]["others"], rows[6]["outlier"]) == ("", "no")


def test_without_estimates_it_is_said_what_is_missing_and_how_to_give_one(run: Run, root: Path) -> None:
    ran = run("review", "angoff", "license", "--pool", "practice")

    assert ran.code == 0
    assert ran.out == (
        "License: Angoff estimates of the practice pool, in percent\n"
        "0 of the 8 questions that may be drawn have estimates\n"
        "no cut score is proposed, and the certificate asks for 60.0 %; missing:\n"
        "  cli: none of the 8 questions that may be drawn has an estimate\n"
        "'hpccert review approve ID --angoff PERCENT' gives an estimate\n"
    )
    empty = json.loads(run("review", "angoff", "license", "--pool", "practice", "--format", "json").out)
    assert (empty["proposed"], empty["proposed_exactly"], empty["standard_error"]) == (None, None, None)


def test_questions_that_are_not_accepted_do_not_set_the_cut_of_an_exam(rated: Run) -> None:
    out = rated("review", "angoff", "license").out

    assert "cli: there is no question that may be drawn; estimates of others do not count" in out


def test_one_rater_is_told_of_the_missing_error(run: Run, root: Path) -> None:
    run("review", "approve", "q0", "--angoff", "80", "--as", "bob")

    out = run("review", "angoff", "license", "--pool", "practice").out

    assert out.endswith(
        "proposed cut score: 60.0 % of the full score; the certificate asks for 60.0 %\n"
        "  a standard error needs at least two raters\n"
    )


def test_an_edited_question_loses_its_estimates(rated: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q0.yaml", builders.question_data("q0", key="TTTTFFFF", stem="Edited?"))

    found = json.loads(rated("review", "angoff", "license", "--pool", "practice", "--format", "json").out)

    assert [each["question"] for each in found["questions"]] == ["q1"]


def test_an_estimate_that_was_not_given_with_an_approval_is_a_finding(rated: Run, root: Path) -> None:
    path = root / "reviews/cli/q0.yaml"
    path.write_text(path.read_text("utf-8").replace("verdict: approve", "verdict: submit", 1), "utf-8")

    assert "L005 'submit' takes no estimate; only 'approve' does" in rated("validate").out


def test_a_misspelled_certificate_is_told_with_those_there_are(run: Run, root: Path) -> None:
    assert run("review", "angoff", "licence").err == ("hpccert: no certificate 'licence'; certificates here: license\n")
