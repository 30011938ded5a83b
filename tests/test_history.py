"""A git repository, asked: what it says is understood, whatever stands in it; what it cannot say ends the run."""

import subprocess
from pathlib import Path

import pytest

from hpccert import history
from hpccert.history import Repository
from hpccert.load.scan import MAX_BYTES
from hpccert.model.history import Change
from hpccert.problems import HpccertError
from tests import repositories


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> repositories.Repository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    return repositories.repository(tmp_path / "bank")


def head_of(repo: repositories.Repository) -> str:
    head = Repository(repo.root).head()
    assert head is not None
    return head


def test_every_commit_is_told_after_its_parents_even_if_it_did_nothing_here(repo: repositories.Repository) -> None:
    repo.git("switch", "--quiet", "--create", "side")
    (repo.root / "other.txt").write_text("x")
    repo.commit("bob", "elsewhere")
    repo.git("switch", "--quiet", "main")
    repo.commit("cyd", "nothing", "--allow-empty")
    repo.git("merge", "--quiet", "side", "--message", "merge", by="dan")

    commits = Repository(repo.root).commits(head_of(repo))

    assert [each.email.partition("@")[0] for each in commits if each.parents][-1] == "dan"
    assert len(commits) == 4
    seen: set[str] = set()
    for each in commits:
        assert seen >= set(each.parents)
        seen.add(each.id)
    assert seen == Repository(repo.root).reachable(head_of(repo))


def test_the_author_and_both_dates_are_told(repo: repositories.Repository) -> None:
    repo.say("bob")
    repo.commit("bob")
    repo.git("commit", "--quiet", "--amend", "--no-edit", "--message", "x\n\nCo-authored-by: C <c@x>", after=100)

    commit = Repository(repo.root).commits(head_of(repo))[-1]

    assert commit.email == "bob@example.org"
    assert commit.committed - commit.written == 100
    assert commit.named == f"commit {commit.id[:10]} of 2026-11-25"


def test_a_merge_changed_what_differs_from_any_parent(repo: repositories.Repository) -> None:
    repo.git("switch", "--quiet", "--create", "side")
    repo.say("bob")
    repo.commit("bob")
    repo.git("switch", "--quiet", "main")
    repo.commit("ann", "nothing", "--allow-empty")
    repo.git("merge", "--quiet", "side", "--message", "merge", by="dan")

    asked = Repository(repo.root)
    added, merge = asked.commits(head_of(repo))[-2:]
    if added.email.startswith("ann"):
        added = asked.commits(head_of(repo))[-3]

    (id,) = asked.files(head_of(repo), "reviews").values()
    assert merge.changes == (Change("reviews/cli/q1.yaml", (None, id), id),)


def test_a_link_is_no_file(repo: repositories.Repository) -> None:
    repo.file().parent.mkdir(parents=True)
    repo.file().symlink_to("/etc/passwd")
    repo.commit("ann")

    asked = Repository(repo.root)

    assert asked.files(head_of(repo), "reviews") == {}
    assert asked.commits(head_of(repo))[-1].changes == (Change("reviews/cli/q1.yaml", (None,), None),)


def test_contents_come_in_groups_and_without_those_that_are_too_large(
    repo: repositories.Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (repo.root / f"{number}.txt").write_bytes(b"\0\n" * 10 + bytes([number]))
    (repo.root / "large.txt").write_bytes(b"x" * 200)
    (repo.root / "empty.txt").write_bytes(b"")
    repo.commit("ann")
    listed = repo.git("ls-tree", "HEAD").splitlines()
    ids = {line.partition("\t")[2]: line.split()[2] for line in listed if line.endswith(".txt")}
    monkeypatch.setattr(history, "LARGEST", 100)
    monkeypatch.setattr(history, "ONE_ASKING", 45)

    found = dict(Repository(repo.root).contents(ids.values()))

    assert found.keys() == set(ids.values()) - {ids["large.txt"]}
    assert found[ids["3.txt"]] == b"\0\n" * 10 + b"\3"
    assert found[ids["empty.txt"]] == b""


def test_what_is_too_large_for_a_data_file_is_too_large_in_history() -> None:
    assert history.LARGEST == MAX_BYTES


def test_a_content_that_is_not_there_ends_the_run(repo: repositories.Repository) -> None:
    with pytest.raises(HpccertError, match="clone again without --filter"):
        list(Repository(repo.root).contents(["1" * 40]))


def test_a_file_is_asked_for_by_its_commit_and_name(repo: repositories.Repository) -> None:
    head = head_of(repo)
    there, gone, odd = (head, "questions/cli/q1.yaml"), (head, "questions/cli/x y.yaml"), (head, "a\nb")

    assert Repository(repo.root).there([gone, there, odd]) == {there}


def test_a_repository_that_is_damaged_ends_the_run(repo: repositories.Repository) -> None:
    head = head_of(repo)
    (repo.root / ".git/objects" / head[:2] / head[2:]).unlink()

    with pytest.raises(HpccertError, match="git cannot read the history"):
        Repository(repo.root).commits(head)


def test_a_repository_without_a_work_tree_ends_the_run(repo: repositories.Repository) -> None:
    with pytest.raises(HpccertError, match="it has no work tree"):
        Repository(repo.root / ".git").head()


def test_an_answer_that_is_too_long_or_too_late_ends_the_run(
    repo: repositories.Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_BYTES", 3)
    with pytest.raises(HpccertError, match="this history is too large"):
        Repository(repo.root).head()

    monkeypatch.setattr(history, "MOST_BYTES", 10**6)
    monkeypatch.setattr(history, "SECONDS", 0)
    with pytest.raises(HpccertError, match="git took over 0 seconds"):
        Repository(repo.root).commits("HEAD")


def test_what_the_environment_says_of_another_repository_is_not_heard(
    repo: repositories.Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = head_of(repo)
    other = repositories.repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))

    assert Repository(repo.root).head() == head


def test_replaced_objects_do_not_change_history(repo: repositories.Repository) -> None:
    repo.say("bob")
    repo.commit("bob")
    repo.git("replace", "--graft", "HEAD")

    assert [len(each.parents) for each in Repository(repo.root).commits(head_of(repo))] == [0, 1]


def test_nobodys_signatures_are_none(repo: repositories.Repository) -> None:
    assert Repository(repo.root).signatures([], ["openpgp:" + "A" * 40]) == {}


@pytest.mark.parametrize(
    ("letter", "signer", "marks", "good", "keys"),
    [
        ("G", "0", ["SHA256:x", ""], True, {"ssh-rsa AAAA"}),
        ("G", "7", ["SHA256:x", ""], True, set()),
        ("G", "0", ["A1", "B2"], True, {"openpgp:A1", "openpgp:B2"}),  # a user id can be any text
        ("U", "", ["SHA256:x", ""], True, set()),
        ("Y", "", ["A1", ""], True, {"openpgp:A1"}),
        *[(each, "0", ["SHA256:x", ""], False, set()) for each in "NBEXR?"],
    ],
)
def test_a_signature_is_of_the_key_that_git_names(
    letter: str, signer: str, marks: list[str], good: bool, keys: set[str]
) -> None:
    found = history._signature(letter, signer, marks, ["ssh-rsa AAAA"])

    assert (found.good, found.keys) == (good, keys)


def test_an_openpgp_signature_counts_by_its_fingerprint(
    repo: repositories.Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("g")
    home.chmod(0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    words = ["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", "bob@example.org", "ed25519"]
    try:
        made = subprocess.run([*words, "sign", "never"], check=False, capture_output=True)
    except FileNotFoundError:
        pytest.skip("gpg is not installed")
    assert made.returncode == 0, made.stderr
    listed = subprocess.run(["gpg", "--list-keys", "--with-colons"], check=True, capture_output=True, text=True).stdout
    fingerprint = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr"))
    repo.seconds = 4_000_000_000  # after the key was made
    repo.git("commit", "--quiet", "--allow-empty", "--message", "x", f"--gpg-sign={fingerprint}")

    (found,) = Repository(repo.root).signatures([head_of(repo)], [f"openpgp:{fingerprint}"]).values()
    subprocess.run(["gpgconf", "--kill", "all"], check=False, capture_output=True)

    assert found.good
    assert f"openpgp:{fingerprint}" in found.keys
