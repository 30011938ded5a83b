"""What was found once is found again, faster, and what changed is looked at anew."""

import os
import random
from pathlib import Path

import pytest

from hpccert.cli import checking, examining
from hpccert.cli.checking import checked, verdict
from hpccert.load import memory
from tests import builders, folders

CANARY = "canary-in-a-secret-text"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with twelve questions, one with a fault in its file and one that names nothing known."""
    drafts = [builders.question_data(f"q{number}", key=("TTTFFF", "+--")[number % 2]) for number in range(10)]
    drafts.append(builders.question_data("q10", enemies=["nobody"]))
    drafts.append(builders.question_data("q11", stem=f"<b>{CANARY}</b>"))
    return folders.workspace(tmp_path / "bank", drafts, builders.certificate_data())


def told(root: Path) -> list[str]:
    return [str(each) for each in verdict(root).findings]


@pytest.fixture
def examinations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of the files that are examined from now on."""
    kinds: list[str] = []
    entry = examining.entry

    def noted(kind: str, data: bytes | None, unread: list[examining.Finding]) -> bytes:
        kinds.append(kind)
        return entry(kind, data, unread)

    monkeypatch.setattr(examining, "entry", noted)
    return kinds


def test_a_second_look_finds_the_same_and_examines_nothing(root: Path, examinations: list[str]) -> None:
    first = told(root)
    assert len(examinations) == 17
    examinations.clear()

    assert told(root) == first
    assert [each.split()[1] for each in first] == ["Q004", "Q010"]
    assert examinations == []


def test_a_second_look_at_a_whole_bank_makes_it_of_what_is_remembered(root: Path, examinations: list[str]) -> None:
    first = checked(root)
    examinations.clear()

    assert checked(root) == first
    assert examinations == []


def test_of_what_changed_only_that_is_examined(root: Path, examinations: list[str]) -> None:
    told(root)
    examinations.clear()
    folders.write(root, "questions/cli/q3.yaml", builders.question_data("q3", outcomes=["swim"]))

    found = told(root)

    assert examinations == ["questions"]
    assert "questions/cli/q3.yaml:4:3: Q003 skill 'cli' has no outcome 'swim'" in found


def test_a_skill_that_goes_is_missed_by_files_that_did_not_change(root: Path, examinations: list[str]) -> None:
    told(root)
    examinations.clear()
    (root / "skills/use/cli.yaml").unlink()

    found = told(root)

    assert examinations == []
    assert sum("Q002" in each for each in found) == 12


def test_a_file_that_only_moved_is_judged_by_its_new_place(root: Path, examinations: list[str]) -> None:
    told(root)
    examinations.clear()
    (root / "questions/cli/q1.yaml").rename(root / "questions/cli/q99.yaml")

    assert "questions/cli/q99.yaml:1:5: Q001 id 'q1' in a file named 'q99.yaml'; they must agree" in told(root)
    assert examinations == []


def test_what_lies_in_the_wrong_place_is_told_again(root: Path) -> None:
    told(root)
    folders.write(root, "questions/cli/notes.txt", "text")

    assert [each.split()[1] for each in told(root)] == ["Y006", "Q004", "Q010"]
    assert [each.split()[1] for each in told(root)] == ["Y006", "Q004", "Q010"]


def test_a_workspace_as_it_was_before_is_still_remembered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "questions/cli/q3.yaml"
    before, first = path.read_bytes(), told(root)
    path.write_bytes(before + b"# a comment\n")
    told(root)
    path.write_bytes(before)
    monkeypatch.setattr(examining, "judged", None)

    assert told(root) == first


def test_looks_at_a_workspace_while_it_changes_never_differ_from_first_looks(root: Path, cache: Path) -> None:
    chance = random.Random(7)
    files = sorted(root.rglob("*.yaml"))
    for _ in range(40):
        path = chance.choice(files)
        text = path.read_text() if path.exists() else "id: q1\n"
        edits = [text.replace("ann", "zoe"), text.replace("cli", "ssh"), text + "more: 1\n", text[:-9], text.upper()]
        if path.name != "hpccert.yaml":
            path.write_text(chance.choice(edits)) if chance.random() < 0.9 else path.unlink(missing_ok=True)
        warm = told(root)
        kept = os.environ["XDG_CACHE_HOME"]
        os.environ["XDG_CACHE_HOME"] = str(cache / "empty" / str(chance.random()))
        cold = told(root)
        os.environ["XDG_CACHE_HOME"] = kept

        assert warm == cold


@pytest.mark.parametrize("how", ["empty", "cut", "turned", "foreign", "folder", "link"])
def test_a_memory_that_is_no_good_costs_time_and_nothing_else(root: Path, how: str, examinations: list[str]) -> None:
    first = told(root)
    examinations.clear()
    for path in memory.place_of(root).iterdir():
        data = path.read_bytes()
        path.unlink()
        match how:
            case "empty":
                path.write_bytes(b"")
            case "cut":
                path.write_bytes(data[: len(data) // 2])
            case "turned":
                path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
            case "foreign":
                path.write_bytes(memory.remembered({b"x" * 16: b"clean"}))
            case "folder":
                path.mkdir()
            case "link":
                path.symlink_to("/dev/zero")

    assert told(root) == first
    assert len(examinations) == 17


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(root: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be")

    assert told(root) == told(root) != []


def test_the_memory_tells_nothing_of_the_texts(root: Path, cache: Path) -> None:
    told(root)
    kept = b"".join(each.read_bytes() for each in cache.rglob("*") if each.is_file())

    assert len(kept) > 1000
    for secret in (CANARY, "q11", "cli", "Because", "raw HTML", "nobody"):
        assert secret.encode() not in kept


def test_the_memory_is_for_its_owner_alone(root: Path) -> None:
    told(root)

    place = memory.place_of(root)
    assert place.stat().st_mode & 0o077 == 0
    assert all(each.stat().st_mode & 0o077 == 0 for each in place.iterdir())


def test_many_files_are_found_the_same_by_many_children(
    root: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    alone = told(root)
    monkeypatch.setattr(checking, "WORTH_SPREADING", 1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache / "other"))

    assert told(root) == alone


def test_a_file_that_changes_between_two_readings_is_judged_as_it_was_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(root)
    folders.write(root, "questions/cli/q3.yaml", builders.question_data("q3", stem="New."))
    entry = examining.entry

    def late(kind: str, data: bytes | None, unread: list[examining.Finding]) -> bytes:
        folders.write(root, "questions/cli/q3.yaml", builders.question_data("q3", authors=["zoe"]))
        return entry(kind, data, unread)

    monkeypatch.setattr(examining, "entry", late)
    told(root)
    monkeypatch.setattr(examining, "entry", entry)

    assert any("Q005 no person 'zoe'" in each for each in told(root))


def test_a_draft_is_looked_at_instead_of_the_file_on_disk(root: Path) -> None:
    draft = (root / "questions/cli/q3.yaml").read_bytes().replace(b"ann", b"zoe")

    with_draft = verdict(root, {"questions/cli/q3.yaml": draft}).findings

    assert [str(each) for each in with_draft if each.code == "Q005"] == [
        "questions/cli/q3.yaml:10:3: Q005 no person 'zoe' in people.yaml"
    ]
    assert not any("Q005" in each for each in told(root))
