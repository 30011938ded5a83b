"""question and review: what contributors and curators write."""

import json
import subprocess
from pathlib import Path

import pytest

from hpccert.load.small_yaml import parse
from tests import builders, folders
from tests.cli.conftest import Run


def review(run: Run, verdict: str, by: str, id: str = "q1", *more: str) -> str:
    ran = run("review", verdict, id, "--as", by, *more)
    return ran.out or ran.err


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Bob", "-c", "user.email=bob@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("kind", ["true-false-set", "single-choice", "multiple-choice"])
def test_a_new_question_is_complete_but_for_its_texts(run: Run, root: Path, kind: str) -> None:
    ran = run("question", "new", "USE1", "cli-pipes", "--type", kind, "--outcome", "run", "--as", "ann")

    assert ran.out.startswith("written: questions/cli/cli-pipes.yaml\n")
    findings = json.loads(run("validate", "--format", "json").out)
    assert {each["code"] for each in findings} == {"S006"}
    assert {each["at"][0] for each in findings} == {"stem", "explanation", "statements" if "set" in kind else "choices"}


def test_a_new_question_that_is_filled_in_is_sound(run: Run, root: Path) -> None:
    run("question", "new", "cli", "cli-pipes", "--outcome", "run", "--as", "ann")
    path = root / "questions/cli/cli-pipes.yaml"
    texts = iter(range(100))
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line.replace("''", f"This is {next(texts)}.") for line in lines))

    assert run("validate", "--strict").code == 0


def test_a_question_is_never_overwritten(run: Run, root: Path) -> None:
    before = folders.tree(root)

    assert run("question", "new", "cli", "q1").code == 2
    (root / "questions/cli/other.yaml").write_text("broken: [\n")
    before["questions/cli/other.yaml"] = b"broken: [\n"
    assert "exists already; nothing is overwritten" in run("question", "new", "cli", "other").err
    assert folders.tree(root) == before


@pytest.mark.parametrize("id", ["../x", "/etc/passwd", "a/b", "A", "-x", "x.", "x" * 81, "a\nb", "con\x00", ""])
def test_an_id_that_is_no_slug_writes_nothing(run: Run, root: Path, id: str) -> None:
    before = folders.tree(root.parent)

    ran = run("question", "new", "cli", "--", id)

    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert folders.tree(root.parent) == before


def test_a_new_question_belongs_to_a_leaf_and_its_outcomes(run: Run, root: Path) -> None:
    assert run("question", "new", "USE", "x").err == "hpccert: 'use' is not a leaf; use one below it: cli\n"
    assert run("question", "new", "cli", "x", "--outcome", "fly").err == (
        "hpccert: 'cli' has no outcome 'fly'; it has run, stop, quote\n"
    )


def test_a_stranger_is_told_to_introduce_themselves(run: Run, root: Path) -> None:
    ran = run("question", "new", "cli", "cli-pipes")

    assert ran.code == 0
    assert "add yourself there" in ran.err


def test_a_question_is_shown_without_its_key(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q9.yaml", builders.question_data(
        "q9", key="+--", explanation="CANARY", choices=[
            {"id": "c1", "text": "One.", "correct": True, "why": "CANARY"},
            {"id": "c2", "text": "Two.", "correct": False, "misconception": "CANARY"},
            {"id": "c3", "text": "Three.", "correct": False}]))  # fmt: skip

    for hidden in (run("question", "show", "q9").out, run("question", "show", "q9", "--format", "json").out):
        assert "Two." in hidden
        assert not any(each in hidden for each in ("CANARY", "correct", "[right]", "true"))
    assert "a) [right] One." in run("question", "show", "q9", "--key").out
    assert "CANARY" in run("question", "show", "q9", "--key", "--format", "json").out


def test_a_broken_question_is_not_said_to_be_missing(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q9.yaml", "stem: [")

    assert (
        run("question", "show", "q9").err == "hpccert: no question 'q9'; its file has errors, see 'hpccert validate'\n"
    )
    assert run("question", "show", "q11").err == "hpccert: no question 'q11'; did you mean 'q1'?\n"


def test_a_question_goes_all_the_way_to_accepted(run: Run, root: Path) -> None:
    steps = [("submit", "ann"), ("approve", "bob"), ("approve", "cyd"), ("accept", "dan")]

    states = [review(run, verdict, by).rstrip().rpartition(" ")[2] for verdict, by in steps]

    assert states == ["submitted", "in-review", "approved", "accepted"]
    assert "accepted; approved by bob, cyd" in run("review", "log", "q1").out
    assert run("validate", "--strict").code == 0


def test_records_are_only_ever_added(run: Run, root: Path) -> None:
    file = root / "reviews/cli/q1.yaml"
    review(run, "submit", "ann")
    before = file.read_bytes()

    review(run, "approve", "bob", "q1", "--note", "fine: \"quoted\", 'too' # {and} [so] on \\ é")

    assert file.read_bytes().startswith(before)
    assert file.read_bytes().count(b"\n") == 3
    document, _ = parse(file.read_bytes())
    assert document is not None
    assert document.value[1]["note"] == "fine: \"quoted\", 'too' # {and} [so] on \\ é"


def test_a_last_line_without_an_end_is_not_run_into(run: Run, root: Path) -> None:
    file = root / "reviews/cli/q1.yaml"
    review(run, "submit", "ann")
    file.write_bytes(file.read_bytes().rstrip(b"\n"))

    review(run, "approve", "bob")

    assert [each["by"] for each in json.loads(run("review", "log", "q1", "--format", "json").out)["records"]] == [
        "ann",
        "bob",
    ]


@pytest.mark.parametrize(
    ("verdict", "by", "why"),
    [
        ("approve", "ann", "'ann' is an author of 'q1' and may not approve it"),
        ("request-changes", "ann", "'ann' is an author of 'q1' and may not request changes to it"),
        ("accept", "bob", "'bob' is not a curator of 'cli' and may not accept 'q1'"),
        ("retire", "bob", "'bob' is not a curator of 'cli' and may not retire 'q1'"),
        ("approve", "bop", "no person 'bop' in people.yaml; did you mean 'bob'?"),
    ],
)
def test_who_may_not_say_it_writes_nothing(run: Run, root: Path, verdict: str, by: str, why: str) -> None:
    assert review(run, verdict, by, "q1", "--note", "x") == f"hpccert: {why}\n"
    assert not (root / "reviews").exists()


def test_the_writer_is_the_git_identity(run: Run, root: Path) -> None:
    git(root, "init", "-q")
    git(root, "config", "user.email", "BOB@example.org")

    assert "recorded in reviews/cli/q1.yaml" in run("review", "approve", "q1").out
    assert json.loads(run("review", "log", "q1", "--format", "json").out)["records"][0]["by"] == "bob"


def test_an_unknown_git_identity_is_told_what_to_do(run: Run, root: Path) -> None:
    assert run("review", "approve", "q1").err.startswith("hpccert: git has no user.email; add yourself to people.yaml")
    git(root, "init", "-q")
    git(root, "config", "user.email", "zoe@example.org")
    assert "'zoe@example.org' is nobody's in people.yaml" in run("review", "approve", "q1").err


def test_a_request_for_changes_says_what(run: Run, root: Path) -> None:
    assert "say what must change: --note TEXT" in review(run, "request-changes", "bob")
    assert review(run, "request-changes", "bob", "q1", "--note", "s3 is vague").rstrip().endswith("changes-requested")


@pytest.mark.parametrize("note", ["\x1b[2J", "x\u202ey", "x" * 5001, "\udcff"])
def test_a_note_that_would_break_the_file_is_refused(run: Run, root: Path, note: str) -> None:
    assert "the note has control characters or is too long" in review(run, "approve", "bob", "q1", "--note", note)
    assert not (root / "reviews").exists()


def test_a_faulty_question_is_not_approved(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9", outcomes=["fly"]))

    assert "there are errors, the first: questions/cli/q9.yaml:4:3: Q003" in review(run, "approve", "bob", "q9")
    assert review(run, "reject", "dan", "q9").rstrip().endswith("rejected")


def test_an_edit_makes_the_review_stale(run: Run, root: Path) -> None:
    review(run, "submit", "ann")
    folders.write(
        root, "questions/cli/q1.yaml", builders.question_data("q1", key="+---", outcomes=["stop"], stem="Edited.")
    )

    log = run("review", "log", "q1").out
    assert "(of other content)" in log
    assert "state: stale" in log


def test_the_queue_shows_what_waits_for_me_first(run: Run, root: Path) -> None:
    assert run("review", "queue").out == "nothing waits; 'hpccert review submit ID' hands a question in\n"
    review(run, "submit", "ann", "q1")
    review(run, "submit", "ann", "q2")
    review(run, "approve", "bob", "q2")

    rows = json.loads(run("review", "queue", "--as", "bob", "--format", "json").out)

    assert [(each["question"], each["mine"]) for each in rows] == [("q1", True), ("q2", False)]
    assert "q2" not in run("review", "queue", "--as", "bob", "--mine").out
    assert "you" in run("review", "queue", "--as", "cyd").out


def test_two_branches_that_each_add_a_record_merge_cleanly(run: Run, root: Path) -> None:
    (root / ".gitattributes").write_text("reviews/** merge=union\n")
    git(root, "init", "-q")
    review(run, "submit", "ann")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "submit")
    for branch, by in (("one", "bob"), ("two", "cyd")):
        git(root, "switch", "-qc", branch, "main")
        review(run, "approve", by)
        git(root, "commit", "-qam", by)

    git(root, "merge", "-q", "--no-edit", "one")

    assert "approved; approved by" in run("review", "log", "q1").out
    assert run("validate").code == 0


def test_a_review_file_that_is_a_link_is_not_followed(run: Run, root: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.yaml"
    target.write_text("")
    (root / "reviews/cli").mkdir(parents=True)
    (root / "reviews/cli/q1.yaml").symlink_to(target)

    assert "links and special files are not read" in review(run, "submit", "ann")
    assert target.read_text() == ""


def test_a_question_is_not_accepted_before_it_is_approved(run: Run, root: Path) -> None:
    review(run, "submit", "ann")
    assert "'q1' is submitted and cannot be accepted yet: 2 more approvals needed" in review(run, "accept", "dan")
    review(run, "approve", "bob")
    review(run, "approve", "cyd")
    review(run, "request-changes", "bob", "q1", "--note", "wait")
    assert "is changes-requested and cannot be accepted yet" in review(run, "accept", "dan")
    assert (root / "reviews/cli/q1.yaml").read_text().count("\n") == 5


def test_a_retired_question_takes_no_more_records(run: Run, root: Path) -> None:
    review(run, "retire", "dan")

    assert review(run, "approve", "bob").startswith("hpccert: 'q1' is retired; a curator brings it back")


@pytest.mark.parametrize("content", ["[]\n", "foo: bar\n", "", "- {at: now}\n"])
def test_nothing_is_added_to_a_review_file_that_is_broken(run: Run, root: Path, content: str) -> None:
    folders.write(root, "reviews/cli/q1.yaml", content)

    assert "there are errors, the first: reviews/cli/q1.yaml:1:" in review(run, "approve", "bob")
    assert (root / "reviews/cli/q1.yaml").read_text() == content


def test_a_record_from_the_future_is_named_before_it_hides_another(run: Run, root: Path) -> None:
    review(run, "submit", "ann")
    file = root / "reviews/cli/q1.yaml"
    file.write_text(file.read_text().replace("{at: 20", "{at: 29"))

    assert "a record of 'ann' is dated 29" in review(run, "approve", "bob")


def test_nothing_is_written_through_a_linked_folder(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "evil").mkdir()
    (root / "reviews").mkdir()
    (root / "reviews/cli").symlink_to(tmp_path / "evil")

    assert "is a link; nothing is written through it" in review(run, "submit", "ann", "q2")
    assert list((tmp_path / "evil").iterdir()) == []


def test_a_git_address_that_is_no_text_is_nobodys(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gitconfig").write_bytes(b"[user]\n\temail = a\xff@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))

    assert "is nobody's in people.yaml" in run("review", "approve", "q1").err


def test_a_note_cannot_forge_a_line_of_the_log(run: Run, root: Path) -> None:
    review(run, "submit", "ann")
    file = root / "reviews/cli/q1.yaml"
    file.write_text(file.read_text().rstrip("}\n") + ', note: "x\\n2026  dan  accept"}\n')

    assert json.loads(run("validate", "--format", "json").out)[0]["code"] == "S005"


def test_an_outcome_over_two_lines_does_not_break_a_new_question(run: Run, root: Path) -> None:
    outcomes = [{"id": "run", "text": "Run\nprograms."}]
    folders.write(root, "skills/use/ssh.yaml", {**builders.skill_data("ssh", "USE2"), "outcomes": outcomes})
    run("question", "new", "ssh", "ssh-x", "--outcome", "run", "--as", "ann")

    assert {each["code"] for each in json.loads(run("validate", "--format", "json").out)} == {"S006"}


def test_what_others_might_not_say_keeps_nobody_from_speaking(run: Run, root: Path) -> None:
    review(run, "approve", "bob")
    told = [each for each in builders.people_data() if each["id"] != "bob"]
    folders.write(root, "people.yaml", {"people": told})

    assert review(run, "submit", "ann").rstrip().endswith("is now submitted")
