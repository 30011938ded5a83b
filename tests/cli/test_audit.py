"""review audit: what git's history tells of review records that should never have been done."""

import json
import subprocess
from pathlib import Path

import pytest

from tests import builders, folders
from tests.cli.conftest import Run
from tests.repositories import MINUTE, Repository, record_line, repository

DAY = 24 * 60 * MINUTE


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A workspace in git, and we are in it."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    made = repository(tmp_path / "bank")
    monkeypatch.chdir(made.root)
    return made


def found(run: Run, *words: str) -> list[tuple[str, str]]:
    """Return the code and severity of each finding."""
    ran = run("review", "audit", "--format", "json", *words)
    assert ran.code in (0, 1), ran.err
    rows = json.loads(ran.out)
    assert ran.code == any(each["severity"] == "error" for each in rows)
    return [(each["code"], each["severity"]) for each in rows]


def told(run: Run, *words: str) -> str:
    return run("review", "audit", *words).out


def reviewed(repo: Repository) -> None:
    """Let bob, then cyd approve q1, each with a commit of their own."""
    for by in ("bob", "cyd"):
        repo.say(by)
        repo.commit(by, "approve")


def test_a_story_of_five_people_two_branches_and_three_misdeeds(run: Run, repo: Repository) -> None:
    repo.say("ann", "submit")
    repo.commit("ann", "submit q1")
    repo.git("switch", "--quiet", "--create", "bobs")
    repo.say("bob")
    repo.commit("bob", "approve q1")
    repo.git("switch", "--quiet", "main")
    repo.say("cyd", "request-changes", note="s3 is vague")
    repo.commit("cyd", "doubt q1")
    repo.git("merge", "--quiet", "bobs", "--message", "merge", by="dan")
    assert repo.file().read_text().count("\n") == 3
    assert found(run) == []

    edited = builders.question_data("q1", stem="Better?")
    folders.write(repo.root, "questions/cli/q1.yaml", edited)
    repo.commit("ann", "edit after approval")
    repo.say("bob", card=builders.card(stem="Better?"))
    repo.commit("bob", "approve q1 again")
    assert found(run) == []

    repo.say("cyd", card=builders.card(stem="Better?"))
    forged = repo.commit("ann", "thanks, cyd!")
    lines = repo.file().read_text().splitlines(keepends=True)
    repo.file().write_text("".join(each for each in lines if "vague" not in each))
    removed = repo.commit("ann", "tidy up")
    text = repo.file().read_text()
    repo.file().write_text(text.replace("approve", "accept", 1).replace("by: bob", "by: dan", 1))
    changed = repo.commit("ann", "fix typo")
    repo.say("dan", "accept", card=builders.card(stem="Better?"))
    repo.commit("dan", "accept q1")
    repo.say("eve", "retire", card=builders.card(stem="Better?"))
    repo.commit("eve", "retire q1")

    assert found(run) == [("G002", "error"), ("G001", "error"), ("G004", "error")]
    ran = run("review", "audit")
    assert ran.code == 1
    assert f"commit {forged} of 2026-11-25 adds the record 'approve' of 'cyd'" in ran.out
    assert "but its author 'ann@example.org' is 'ann'" in ran.out
    assert f"commit {removed} of 2026-11-25 removes the record 'request-changes' of 'cyd'" in ran.out
    assert f"commit {changed} of 2026-11-25 changes 'by', 'verdict' of the record 'approve' of 'bob'" in ran.out


def test_two_branches_that_each_add_a_record_merge_cleanly_and_are_audited_clean(run: Run, repo: Repository) -> None:
    repo.git("switch", "--quiet", "--create", "bobs")
    repo.say("bob")
    repo.commit("bob")
    repo.git("switch", "--quiet", "main")
    repo.say("cyd")
    repo.commit("cyd")

    repo.git("merge", "--quiet", "bobs", "--message", "merge", by="dan")

    assert {"by: bob", "by: cyd"} == {line.split(", ")[1] for line in repo.file().read_text().splitlines()}
    assert repo.git("status", "--short") == ""
    assert found(run, "--strict") == []


def test_a_merge_that_keeps_one_side_whole_loses_the_records_of_the_other(run: Run, repo: Repository) -> None:
    repo.say("ann", "submit")
    repo.commit("ann")
    repo.git("switch", "--quiet", "--create", "bobs")
    repo.say("bob", "request-changes")
    repo.commit("bob")
    repo.git("switch", "--quiet", "main")
    repo.say("cyd")
    repo.commit("cyd")
    repo.git("merge", "--quiet", "--strategy", "ours", "bobs", "--message", "merge", by="dan")

    assert found(run) == [("G002", "error")]
    assert "removes the record 'request-changes' of 'bob'" in told(run)


def test_what_a_branch_removed_is_not_told_again_of_the_merge(run: Run, repo: Repository) -> None:
    reviewed(repo)
    repo.git("switch", "--quiet", "--create", "side")
    repo.file().write_text(repo.file().read_text().splitlines(keepends=True)[1])
    repo.commit("dan")
    repo.git("switch", "--quiet", "main")
    repo.say("ann", "submit", card=builders.card("q2"))
    repo.commit("ann")
    repo.git("merge", "--quiet", "side", "--message", "merge", by="dan")

    assert found(run) == [("G002", "error")]


def test_a_record_that_only_a_merge_adds_is_judged_by_who_merged(run: Run, repo: Repository) -> None:
    repo.git("switch", "--quiet", "--create", "side")
    repo.commit("bob", "nothing", "--allow-empty")
    repo.git("switch", "--quiet", "main")
    repo.commit("ann", "nothing", "--allow-empty")
    repo.git("merge", "--quiet", "--no-commit", "side", by="dan")
    repo.say("bob")
    repo.commit("dan", "merge, and more")

    assert found(run) == [("G004", "error")]


def test_a_record_that_was_put_back_leaves_a_warning(run: Run, repo: Repository) -> None:
    reviewed(repo)
    before = repo.file().read_text()
    repo.file().write_text(before.splitlines(keepends=True)[0])
    repo.commit("ann")
    assert found(run) == [("G002", "error")]

    repo.file().write_text(before)
    repo.commit("dan", "put it back")

    assert found(run) == [("G002", "warning")]
    assert run("review", "audit", "--strict").code == 1


def test_a_change_that_was_taken_back_leaves_a_warning(run: Run, repo: Repository) -> None:
    reviewed(repo)
    before = repo.file().read_text()
    repo.file().write_text(before.replace("approve", "reject", 1))
    repo.commit("ann")
    assert found(run) == [("G001", "error")]

    repo.file().write_text(before)
    repo.commit("dan", "put it back")

    assert found(run) == [("G001", "warning")]


def test_a_forged_record_may_be_taken_out(run: Run, repo: Repository) -> None:
    repo.say("bob")
    repo.say("ann", "submit")
    repo.commit("ann", "both of us")
    assert found(run) == [("G004", "error")]

    lines = repo.file().read_text().splitlines(keepends=True)
    repo.file().write_text(lines[1])
    repo.commit("dan", "bob did not say this")

    assert found(run) == [("G004", "warning")]


def test_a_file_of_records_is_not_removed(run: Run, repo: Repository) -> None:
    reviewed(repo)
    repo.file().unlink()
    repo.commit("ann", "tidy up")

    assert found(run) == [("G003", "error")]
    assert "reviews/cli/q1.yaml:1:1: G003 commit" in told(run)
    assert "removes this file with 2 records; put it back" in told(run)


def test_a_file_of_records_does_not_leave_its_question(run: Run, repo: Repository) -> None:
    reviewed(repo)
    repo.file().rename(repo.file("old"))
    repo.commit("ann", "rename")

    assert found(run) == [("G003", "warning")]


def test_a_file_of_records_moves_with_its_question(run: Run, repo: Repository) -> None:
    reviewed(repo)
    repo.git("mv", "reviews/cli/q1.yaml", "reviews/cli/new.yaml")
    repo.git("mv", "questions/cli/q1.yaml", "questions/cli/new.yaml")
    folders.write(repo.root, "questions/cli/new.yaml", builders.question_data("new"))
    repo.commit("ann", "a better id")
    repo.say("ann", "submit", card=builders.card("new"))
    repo.commit("ann", "submit")

    assert found(run) == []


def test_records_may_move_in_a_commit_after_their_question(run: Run, repo: Repository) -> None:
    reviewed(repo)
    repo.git("mv", "questions/cli/q1.yaml", "questions/cli/new.yaml")
    repo.commit("ann", "first the question")
    repo.git("mv", "reviews/cli/q1.yaml", "reviews/cli/new.yaml")
    repo.commit("ann", "then its records")

    assert found(run) == []


def test_a_move_that_loses_a_record_is_found(run: Run, repo: Repository) -> None:
    reviewed(repo)
    lines = repo.file().read_text().splitlines(keepends=True)
    repo.git("mv", "questions/cli/q1.yaml", "questions/cli/new.yaml")
    repo.file().unlink()
    repo.file("new").write_text(lines[0])
    repo.commit("ann", "a better id")

    assert found(run) == [("G003", "error")]


def test_a_co_author_does_not_vouch_for_a_record(run: Run, repo: Repository) -> None:
    repo.say("bob")
    repo.commit("ann", "we two\n\nCo-authored-by: Bob <bob@example.org>")

    assert found(run) == [("G004", "error")]


def test_a_record_that_was_picked_by_another_is_its_writers(run: Run, repo: Repository) -> None:
    repo.git("switch", "--quiet", "--create", "bobs")
    repo.say("bob")
    picked = repo.commit("bob")
    repo.git("switch", "--quiet", "main")
    repo.git("cherry-pick", picked, by="dan")
    repo.git("merge", "--quiet", "bobs", "--message", "merge", by="dan")

    assert found(run) == []


def test_an_address_counts_that_people_yaml_gave_before_the_commit_or_gives_now(run: Run, repo: Repository) -> None:
    repo.say("bob")
    repo.commit("bob")
    people = (repo.root / "people.yaml").read_text()
    (repo.root / "people.yaml").write_text(people.replace("bob@example.org", "robert@example.com"))
    repo.commit("bob", "a new address")
    assert found(run) == []

    repo.say("bob", "request-changes")
    repo.commit("bob", "by the old address")
    repo.say("cyd")
    repo.commit("zoe", "a stranger")

    assert found(run) == [("G004", "error"), ("G004", "error")]
    assert "its author 'zoe@example.org' is nobody in people.yaml" in told(run)
    (repo.root / "people.yaml").write_text(people.replace("cyd@example.org", "Zoe@example.org"))
    assert found(run) == []


def test_an_address_that_comes_and_goes_with_the_record_does_not_count(run: Run, repo: Repository) -> None:
    people = repo.root / "people.yaml"
    honest = people.read_text()
    people.write_text(honest.replace("bob@example.org", "mal@example.org"))
    repo.say("bob")
    repo.commit("mal", "it is me, bob")
    people.write_text(honest)
    repo.commit("mal", "oops")

    assert found(run) == [("G004", "error")]


def test_an_approval_of_content_that_never_existed_is_found(run: Run, repo: Repository) -> None:
    repo.say("bob", card=builders.card(stem="What?"))
    repo.say("bob", "request-changes", card=builders.card(stem="Where?"))
    repo.commit("bob")

    assert found(run) == [("G006", "error")]
    assert "for 'q1', of which no version in this history, nor the present one, has that content" in told(run)
    folders.write(repo.root, "questions/cli/q1.yaml", builders.question_data(stem="What?"))
    assert found(run) == []
    repo.commit("ann")
    folders.write(repo.root, "questions/cli/q1.yaml", builders.question_data())
    repo.commit("ann")
    assert found(run) == []


def test_a_record_dated_after_its_commit_is_found_but_clocks_may_differ(run: Run, repo: Repository) -> None:
    repo.say("bob", ago=-(MINUTE + 300))
    repo.commit("bob")
    assert found(run) == []

    repo.say("cyd", ago=-(MINUTE + 301))
    repo.commit("cyd")

    assert found(run) == [("G007", "error")]


def test_a_record_committed_over_a_day_later_is_a_warning(run: Run, repo: Repository) -> None:
    repo.say("bob")
    repo.commit("bob", after=DAY)
    assert found(run) == []

    repo.say("cyd")
    repo.commit("cyd", after=DAY + 1)

    assert found(run) == [("G008", "warning")]


def test_a_commit_that_was_amended_and_rebased_is_in_order(run: Run, repo: Repository) -> None:
    repo.git("switch", "--quiet", "--create", "bobs")
    repo.say("bob")
    repo.commit("bob")
    repo.seconds += 3600
    repo.say("bob", "request-changes", note="on second thoughts")
    repo.git("commit", "--quiet", "--all", "--amend", "--no-edit", by="bob")
    repo.git("switch", "--quiet", "main")
    repo.say("cyd")
    repo.commit("cyd")
    repo.git("switch", "--quiet", "bobs")
    repo.git("rebase", "--quiet", "main", by="dan", after=30 * DAY)

    assert found(run, "--strict") == []


def test_a_changed_record_in_the_work_tree_counts_as_changed(run: Run, repo: Repository) -> None:
    reviewed(repo)
    text = repo.file().read_text()
    repo.file().write_text(text.replace("approve", "reject", 1))

    ran = run("review", "audit")

    assert ran.code == 1
    assert "reviews/cli/q1.yaml:1:48: G001 the work tree, which is not committed, changes 'verdict'" in ran.out
    repo.file().unlink()
    assert found(run) == [("G003", "error")]


def test_a_record_that_is_not_committed_yet_is_in_order(run: Run, repo: Repository) -> None:
    reviewed(repo)
    run("review", "request-changes", "q1", "--as", "eve", "--note", "s1 is vague")

    assert found(run, "--strict") == []


def test_a_half_written_last_line_may_be_mended(run: Run, repo: Repository) -> None:
    reviewed(repo)
    text = repo.file().read_text()
    repo.file().write_text(text + "- {at: 2026-11-")
    repo.commit("bob", "crashed")
    assert found(run) == []

    repo.file().write_text(text)
    repo.commit("bob", "mended")

    assert found(run) == []


def test_only_commits_since_another_one_are_judged(run: Run, repo: Repository) -> None:
    repo.say("bob")
    forged = repo.commit("ann")
    repo.say("cyd")
    repo.commit("cyd")

    assert found(run) == [("G004", "error")]
    assert found(run, "--since", forged) == []
    assert told(run, "--since", forged) == "1 commit checked, nothing wrong\n"
    repo.file().write_text(repo.file().read_text().splitlines(keepends=True)[0])
    repo.commit("ann")
    assert found(run, "--since", "HEAD~1") == [("G002", "error")]
    assert found(run, "--since", "HEAD") == []


def test_records_that_a_rewritten_history_lacks_are_found(run: Run, repo: Repository) -> None:
    repo.say("bob", "request-changes")
    before = repo.commit("bob")
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    repo.say("cyd")
    repo.commit("cyd")

    assert found(run) == found(run, "--since", before) == found(run, "--was", "HEAD~1") == []
    assert found(run, "--was", before) == [("G002", "error")]
    assert f"the history, which was rewritten since '{before}', removes the record" in told(run, "--was", before)
    repo.git("merge", "--quiet", before, "--message", "merge", by="dan")
    assert found(run, "--was", before) == []


@pytest.mark.parametrize("name", ["nothing", "--output=x", "HEAD:people.yaml", "", "0" * 40])
def test_a_commit_that_is_not_there_is_no_beginning(run: Run, repo: Repository, name: str) -> None:
    for option in ("--since", "--was"):
        ran = run("review", "audit", f"{option}={name}")

        assert ran.code == 2
        assert ran.err.startswith(f"hpccert: there is no commit '{name}' in this clone")


def test_a_shallow_clone_says_what_cannot_be_known(
    run: Run, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.say("bob", card=builders.card(stem="Lost?"))
    repo.commit("ann", "forged")
    repo.say("cyd")
    repo.commit("cyd")
    repo.say("eve")
    repo.commit("ann", "forged")
    repo.git("clone", "--quiet", "--depth=2", f"file://{repo.root}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")

    assert found(run) == [("G009", "warning"), ("G004", "error")]
    assert "'git fetch --unshallow' gets all" in told(run)


def test_a_clone_without_contents_is_not_audited(
    run: Run, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(repo)
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("clone", "--quiet", "--filter=blob:none", f"file://{repo.root}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")

    ran = run("review", "audit")

    assert ran.code == 2
    assert ran.err.startswith("hpccert: ")
    assert "Traceback" not in ran.err


def test_a_workspace_in_no_repository_has_no_history(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    folders.workspace(tmp_path)

    ran = run("review", "audit", cwd=tmp_path)

    assert ran.code == 2
    assert ran.err == f"hpccert: '{tmp_path}' is in no git repository, so there is no history to read\n"


def test_without_git_there_is_a_sentence(run: Run, repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo.root))

    ran = run("review", "audit")

    assert (ran.code, ran.err) == (
        2,
        "hpccert: git is not there, and it keeps the history; install it, or check PATH\n",
    )


def test_before_the_first_commit_nothing_is_wrong(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders.workspace(tmp_path, [builders.question_data()])
    Repository(tmp_path).git("init", "--quiet")
    monkeypatch.chdir(tmp_path)

    assert told(run) == "0 commits checked, nothing wrong\n"


def test_a_workspace_below_the_top_of_its_repository_is_audited(
    run: Run, repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repo.root / "standard").mkdir()
    for each in ("hpccert.yaml", "people.yaml", "skills", "questions"):
        repo.git("mv", each, f"standard/{each}")
    repo.commit("ann", "move")
    (repo.root / "standard/reviews/cli").mkdir(parents=True)
    line = record_line("bob", "approve", builders.card().digest, repo.seconds)
    (repo.root / "standard/reviews/cli/q1.yaml").write_text(line)
    repo.commit("ann", "forged")

    assert found(run, "--root", "standard") == [("G004", "error")]
    assert told(run, "--root", "standard").startswith("standard/reviews/cli/q1.yaml:1:34: G004 ")


def test_hostile_names_and_contents_do_no_harm(run: Run, repo: Repository) -> None:
    folder = repo.file().parent
    folder.mkdir(parents=True)
    for name in (b"a\nb.yaml", b"\xff\xfe.yaml", b":x.yaml", b"--x.yaml", "\u202e.yaml".encode()):
        Path(bytes(folder).decode() + "/").joinpath(name.decode("utf-8", "surrogateescape")).write_bytes(b"\0\xff\n- {")
    (folder / "link.yaml").symlink_to("/etc/passwd")
    (folder / "large.yaml").write_bytes(b"- {}\n" * 100_000)
    repo.say("bob")
    repo.git("add", "--all")
    repo.git("-c", "user.name=x", "commit", "--quiet", "-m", "\x1b[2J", "--author", "\x1b[31m <mal\x1b[0m@x>", by="bob")

    ran = run("review", "audit")

    assert ran.code == 1
    assert "\x1b" not in ran.out
    assert [code for code, _ in found(run)] == ["G004"]
    for each in folder.iterdir():
        if each.name != "q1.yaml":
            each.unlink()
    repo.commit("ann", "tidy up")
    assert [code for code, _ in found(run)] == ["G004"]


def test_no_program_of_the_repository_is_run(run: Run, repo: Repository, tmp_path: Path) -> None:
    keys = signing(repo, tmp_path, "bob")
    repo.say("bob")
    signed(repo, "bob", keys["bob"])
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "pager.log", "diff.external", "gpg.program", "gpg.ssh.program"):
        repo.git("config", name, str(trap))
    repo.git("config", "alias.log", f"!{trap}")
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "diff.x.textconv", str(trap))
    (repo.root / ".git/info/attributes").write_text("* diff=x\n")

    assert found(run) == []
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("format", ["json", "sarif", "github", "junit"])
def test_programs_can_read_what_is_found(run: Run, repo: Repository, format: str) -> None:
    repo.say("bob")
    repo.commit("ann")

    ran = run("review", "audit", "--format", format)

    assert ran.code == 1
    assert "G004" in ran.out
    if format == "sarif":
        assert json.loads(ran.out)["runs"][0]["properties"] == {"commitsChecked": 2}


def test_a_repository_of_other_things_is_audited_with_no_finding(run: Run, repo: Repository) -> None:
    repo.git("switch", "--quiet", "--orphan", "pages")
    (repo.root / "index.html").write_text("x")
    repo.commit("ann", "a page")
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--allow-unrelated-histories", "pages", "--message", "merge")

    assert told(run) == "3 commits checked, nothing wrong\n"


def signing(repo: Repository, tmp_path: Path, *owners: str) -> dict[str, str]:
    """Make keys, write those of the owners into people.yaml, ask for signatures; return the paths of all keys."""
    keys = {each: str(tmp_path / each) for each in ("bob", "mal")}
    for path in keys.values():
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    people = builders.people_data()
    for each in people:
        if each["id"] in owners:
            each["keys"] = [Path(f"{keys[each['id']]}.pub").read_text().strip()]
    folders.write(repo.root, "people.yaml", {"people": people})
    policy = {"name": "Test", "version": "0.1", "license": "CC-BY-4.0", "policy": {"signatures": "required"}}
    folders.write(repo.root, "hpccert.yaml", policy)
    repo.commit("ann", "sign from now on")
    return keys


def signed(repo: Repository, by: str, key: str) -> str:
    repo.settings = {"gpg.format": "ssh", "user.signingkey": key}
    id = repo.commit(by, "work", "--gpg-sign")
    repo.settings = {}
    return id


def test_records_are_signed_where_the_policy_asks_for_it(run: Run, repo: Repository, tmp_path: Path) -> None:
    repo.say("cyd")
    repo.commit("cyd", "before the policy")
    keys = signing(repo, tmp_path, "bob")
    repo.say("bob")
    signed(repo, "bob", keys["bob"])
    assert found(run) == []
    assert run("validate").code == 0

    repo.say("bob", note="not signed")
    repo.commit("bob")
    repo.say("bob", note="signed by mal")
    signed(repo, "bob", keys["mal"])
    repo.say("cyd", note="signed by bob")
    signed(repo, "cyd", keys["bob"])

    assert found(run) == [("G005", "error")] * 3
    text = told(run)
    assert "who has to sign it: there is no signature" in text
    assert "who has to sign it: the key of the signature belongs to nobody in people.yaml" in text
    assert "who has to sign it: the key of the signature belongs to 'bob'" in text


def test_a_policy_that_is_dropped_with_the_record_still_holds_for_it(
    run: Run, repo: Repository, tmp_path: Path
) -> None:
    signing(repo, tmp_path, "bob")
    repo.say("bob")
    folders.write(repo.root, "hpccert.yaml", {"name": "Test", "version": "0.1", "license": "CC-BY-4.0"})
    repo.commit("bob", "no signatures any more")
    assert found(run) == [("G005", "error")]

    repo.say("cyd")
    repo.commit("cyd")

    assert found(run) == [("G005", "error")]
