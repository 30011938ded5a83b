"""review: comments, flags, withdrawals, reinstatement; what is refused, and what is odd in a file of records."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hpccert import outside
from hpccert.load.reading import read
from tests import builders, folders
from tests.cli.conftest import Run

FILE = "reviews/cli/q1.yaml"
LINE = '- {{at: {at}, by: {by}, verdict: {verdict}, digest: "sha256:{digest}"}}\n'


def review(run: Run, verdict: str, by: str, *more: str, id: str = "q1") -> str:
    ran = run("review", verdict, id, "--as", by, *more)
    return (ran.out or ran.err).rstrip()


def said(run: Run, *records: tuple[str, str]) -> None:
    for by, verdict in records:
        assert "recorded" in review(run, verdict, by, "--note", "so")


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Bob", "-c", "user.email=bob@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


ACCEPTED = (("ann", "submit"), ("bob", "approve"), ("cyd", "approve"), ("dan", "accept"))


@pytest.mark.parametrize(
    ("verdict", "asked"), [("comment", "say it"), ("flag", "say why you doubt it"), ("request-changes", "must change")]
)
@pytest.mark.parametrize("note", ["", " \n"])
def test_who_comments_or_doubts_says_something(run: Run, root: Path, verdict: str, asked: str, note: str) -> None:
    assert f"{asked}: --note TEXT" in review(run, verdict, "bob", "--note", note)
    assert not (root / "reviews").exists()


def test_a_comment_changes_no_state_and_may_be_made_of_anything(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q1.yaml", builders.question_data("q1", outcomes=["fly"]))

    assert review(run, "comment", "ann", "--note", "hm").endswith("q1 is now draft")
    said(run, ("dan", "retire"))
    assert review(run, "comment", "bob", "--note", "pity").endswith("q1 is now retired")


def test_a_flag_is_told_with_its_reason_wherever_the_question_is_looked_at(run: Run, root: Path) -> None:
    said(run, *ACCEPTED)

    assert review(run, "flag", "ann", "--note", "the best fail it").endswith("q1 is now accepted, flagged by ann")
    assert (
        "state: accepted; approved by bob, cyd; flagged by ann (the best fail it)\n" in run("review", "log", "q1").out
    )
    (flag,) = json.loads(run("review", "log", "q1", "--format", "json").out)["flags"]
    assert (flag["by"], flag["note"]) == ("ann", "the best fail it")
    (waiting,) = json.loads(run("review", "queue", "--as", "dan", "--format", "json").out)
    assert waiting["mine"]
    assert waiting["needs"].startswith("flagged by ann (the best fail it): a curator must")
    assert review(run, "accept", "dan").endswith("q1 is now accepted")


def test_one_takes_back_what_is_ones_own(run: Run, root: Path) -> None:
    said(run, *ACCEPTED)

    assert review(run, "withdraw", "eve").startswith("hpccert: you have nothing to take back: no judgment or flag")
    assert review(run, "withdraw", "dan").startswith(
        "hpccert: you have nothing to take back"
    )  # acceptance is no judgment
    assert review(run, "withdraw", "bob").endswith("q1 is now in-review")
    assert review(run, "withdraw", "bob").startswith("hpccert: you have nothing to take back")


def test_a_curator_brings_a_retired_question_back(run: Run, root: Path) -> None:
    assert review(run, "reinstate", "dan") == "hpccert: 'q1' is draft, not retired"
    said(run, *ACCEPTED, ("dan", "retire"))

    assert review(run, "withdraw", "bob") == (
        "hpccert: 'q1' is retired; a curator brings it back with 'hpccert review reinstate'"
    )
    assert review(run, "reinstate", "bob") == "hpccert: 'bob' is not a curator of 'cli' and may not reinstate 'q1'"
    assert review(run, "reinstate", "eve").endswith("q1 is now accepted")


def test_the_log_says_what_counts_for_nothing_and_why(run: Run, root: Path) -> None:
    said(run, ("ann", "submit"))
    digest = json.loads(run("question", "show", "q1", "--format", "json").out)["digest"].removeprefix("sha256:")
    with (root / FILE).open("a") as file:
        for by, verdict in (("ann", "approve"), ("zoe", "approve")):
            file.write(LINE.format(at="2026-01-01T00:00:00Z", by=by, verdict=verdict, digest=digest))

    log = run("review", "log", "q1").out

    assert "ann  approve  (counts for nothing: 'ann' is an author of 'q1' and may not approve it)" in log
    assert "zoe  approve  (counts for nothing: not in people.yaml)" in log
    assert "state: submitted\n" in log


def test_who_left_says_nothing_more(run: Run, root: Path) -> None:
    left = [{**each, "until": "2026-03-31"} if each["id"] == "bob" else each for each in builders.people_data()]
    folders.write(root, "people.yaml", {"people": left})

    assert review(run, "comment", "bob", "--note", "hi") == (
        "hpccert: 'bob' left on 2026-03-31 and may say nothing of 'q1' since"
    )


# Clocks


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setattr(outside, "now", lambda: moment)


def test_a_record_that_would_hide_behind_a_later_one_is_not_written(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-11-20T10:05:00Z")
    said(run, ("ann", "submit"), ("bob", "comment"))
    before = (root / FILE).read_bytes()
    at(monkeypatch, "2026-11-20T10:00:00Z")

    assert review(run, "approve", "bob") == (
        "hpccert: a record of 'ann' is dated 2026-11-20T10:05:00Z, in the future: your clock says 2026-11-20T10:00:00Z;"
        " this one would not count. Wait until then if the clocks differ a little, else have the wrong one set right"
    )
    assert (root / FILE).read_bytes() == before
    assert "recorded" in review(run, "comment", "bob", "--note", "my clock is late")
    at(monkeypatch, "2026-11-20T10:05:00Z")
    assert "now in-review" in review(run, "approve", "bob")


def test_two_of_one_second_count_as_they_are_written_and_the_same_is_not_said_twice(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-11-20T10:00:00Z")
    said(run, ("bob", "approve"), ("bob", "request-changes"))

    assert review(run, "flag", "bob", "--note", "so").endswith("q1 is now changes-requested, flagged by bob")
    assert review(run, "flag", "bob", "--note", "so") == "hpccert: you have just said the same; it would count once"
    assert review(run, "withdraw", "bob").endswith("q1 is now changes-requested")


# Files


RECORD = LINE.format(at="2026-11-20T10:02:11Z", by="bob", verdict="approve", digest="0" * 64)


@pytest.mark.parametrize("cut", range(1, len(RECORD) - 1))
def test_wherever_a_last_line_is_cut_off_it_is_found_on_its_line(cut: int) -> None:
    value, findings = read("reviews", (RECORD + RECORD[:cut]).encode(), FILE)

    assert value is None
    assert {each.line for each in findings} == {2}


@pytest.mark.parametrize("cut", [0, len(RECORD) - 1, len(RECORD)])
def test_a_last_line_that_lacks_nothing_but_its_end_is_whole(cut: int) -> None:
    value, findings = read("reviews", (RECORD + RECORD[:cut]).encode(), FILE)

    assert value is not None
    assert (len(value), findings) == (1 if cut == 0 else 2, [])


def test_a_file_with_half_a_line_takes_no_record_until_it_is_mended(run: Run, root: Path) -> None:
    said(run, *ACCEPTED)
    whole = (root / FILE).read_bytes()
    (root / FILE).write_bytes(whole + RECORD[:50].encode())

    assert review(run, "flag", "bob", "--note", "so").startswith(
        f"hpccert: there are errors, the first: {FILE}:6:3: Y002"
    )
    assert run("review", "log", "q1").err == (
        "hpccert: the records of 'q1' cannot be read; 'hpccert validate reviews' says why\n"
    )
    assert "some review records cannot be read" in run("review", "queue").err
    assert run("exam", "build", "license", "--pool", "practice", "--out", "out").code == 2
    assert (root / FILE).read_bytes() == whole + RECORD[:50].encode()

    (root / FILE).write_bytes(whole)
    assert review(run, "flag", "bob", "--note", "so").endswith("q1 is now accepted, flagged by bob")
    assert (root / FILE).read_bytes().startswith(whole)


def test_records_of_a_question_that_is_gone_wait_for_it(run: Run, root: Path) -> None:
    said(run, *ACCEPTED)
    question = root / "questions/cli/q1.yaml"
    question.rename(root / "q1.yaml")

    assert f"{FILE}:2:1: V001 no question 'q1' in questions/" in run("validate").out
    (root / "q1.yaml").rename(question)
    assert "state: accepted" in run("review", "log", "q1").out


def test_an_approval_taken_back_on_one_branch_undoes_the_acceptance_on_another(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / ".gitattributes").write_text("reviews/** merge=union\n")
    said(run, *ACCEPTED[:3])
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "approved")
    day = outside.now()[:10]
    for branch, by, verdict, hour in (("one", "bob", "withdraw", "23:59:58"), ("two", "dan", "accept", "23:59:59")):
        at(monkeypatch, f"{day}T{hour}Z")
        git(root, "switch", "-qc", branch, "main")
        said(run, (by, verdict))
        git(root, "commit", "-qam", by)

    git(root, "merge", "-q", "--no-edit", "one")

    log = run("review", "log", "q1").out
    assert [line.split()[2] for line in log.splitlines()[-3:-1]] == ["withdraw", "accept"]
    assert "state: in-review; approved by cyd\n" in log
    assert run("validate").code == 0


# Exams


def pool(run: Run, root: Path, certificate: dict[str, Any], **policy: Any) -> None:
    """Write four exam questions, accepted with two approvals each; of q3 somebody has a doubt."""
    drafts = [builders.question_data(f"q{number}", pool="exam") for number in range(4)]
    folders.workspace(root, drafts, builders.certificate_data({"cli": 4}, **certificate), policy)
    for number in range(4):
        for by, verdict in ACCEPTED:
            review(run, verdict, by, id=f"q{number}")
    review(run, "flag", "bob", "--note", "so", id="q3")


def check(run: Run) -> tuple[int, str]:
    ran = run("exam", "check", "license")
    return ran.code, " ".join(ran.out.split())


def test_an_exam_draws_a_flagged_question_unless_the_policy_says_otherwise(run: Run, root: Path) -> None:
    pool(run, root, {})
    assert check(run)[0] == 0

    pool(run, root, {}, draw_flagged=False)
    code, out = check(run)
    assert code == 1
    assert "USE1 Cli 4 3 3 1 1 accepted, but flagged" in out


def test_a_certificate_may_ask_for_more_approvals_than_the_workspace(run: Run, root: Path) -> None:
    pool(run, root, {"approvals": 3})
    said(run, ("eve", "approve"))

    code, out = check(run)

    assert code == 1
    assert "USE1 Cli 4 1 1 3 3 accepted, with fewer than 3 approvals" in out
    rows = json.loads(run("review", "queue", "--as", "eve", "--format", "json").out)
    assert [(each["question"], each["needs"][:15]) for each in rows if each["needs"][0] == "1"] == [
        ("q0", "1 more approval"),
        ("q2", "1 more approval"),
    ]
