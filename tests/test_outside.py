"""Writing to the world: whole or not at all, never over anything, never outside."""

import errno
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hpccert import outside
from hpccert.problems import HpccertError
from tests import folders


def test_a_seed_has_128_bits_and_is_never_the_same() -> None:
    assert len({outside.new_seed() for _ in range(100)}) == 100
    assert len(outside.new_seed()) == 16


def test_the_clock_tells_utc_as_records_do() -> None:
    assert len(outside.now()) == len("2026-11-20T10:02:11Z")
    assert outside.now().endswith("Z")


def test_without_git_there_is_no_identity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert outside.git_setting(tmp_path, "user.email") is None


def test_a_new_folder_appears_whole_at_the_end(tmp_path: Path) -> None:
    with outside.new_folder(tmp_path / "deep" / "out") as new:
        new.write("papers/a.txt", b"a")
        assert not (tmp_path / "deep" / "out").exists()

    assert folders.tree(tmp_path) == {"deep/out/papers/a.txt": b"a"}


def test_a_folder_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with outside.new_folder(tmp_path / "out") as new:
            new.write("a.txt", b"a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x"])
def test_nothing_is_written_outside_of_the_folder(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(HpccertError, match="would be written outside of the folder"),
        outside.new_folder(tmp_path / "out") as new,
    ):
        new.write(name, b"x")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("taken", ["file", "folder", "link"])
def test_what_exists_is_not_overwritten(tmp_path: Path, taken: str) -> None:
    path = tmp_path / "out"
    if taken == "file":
        path.write_text("mine")
    elif taken == "folder":
        folders.write(path, "mine.txt", "mine")
    else:
        path.symlink_to(tmp_path / "nowhere")

    with pytest.raises(HpccertError, match="exists already"), outside.new_folder(path):
        pass


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    with outside.new_folder(tmp_path / "out") as new:
        new.write("a", b"a")

    assert folders.tree(tmp_path) == {"out/a": b"a"}


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("old")

    outside.write_file(path, b"new", private=True)

    assert folders.tree(tmp_path) == {"scores.csv": b"new"}
    assert path.stat().st_mode & 0o077 == 0


def test_a_write_that_fails_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(HpccertError, match=r"scores\.csv' cannot be written: no space left on device"):
        outside.write_file(path, b"new")
    assert folders.tree(tmp_path) == {"scores.csv": b"old"}


def test_a_write_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    outside.write_file(path, b"0" * 100_000)
    program = (
        "import itertools, sys; from pathlib import Path; from hpccert import outside\n"
        "for n in itertools.count(1):\n"
        "    outside.write_file(Path(sys.argv[1]), str(n % 10).encode() * 100_000)\n"
        "    print(n, flush=True)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    for _ in range(20):
        child.stdout.readline()

    child.kill()
    child.wait()
    child.stdout.close()

    content = path.read_bytes()
    assert len(content) == 100_000
    assert len(set(content)) == 1


def append_many(path: Path, name: str) -> None:
    for number in range(200):
        outside.append_line(path, "reviews/q.yaml", "# head\n", f"- {name}{number} {'x' * 200}")


def test_two_writers_lose_no_line_and_mix_none(tmp_path: Path) -> None:
    path = tmp_path / "reviews" / "q.yaml"
    writers = [multiprocessing.get_context("spawn").Process(target=append_many, args=(tmp_path, name)) for name in "ab"]

    for each in writers:
        each.start()
    for each in writers:
        each.join()

    head, *lines = path.read_text().splitlines()
    assert head == "# head"
    assert sorted(lines) == sorted(f"- {name}{number} {'x' * 200}" for name in "ab" for number in range(200))


def test_a_paper_that_cannot_be_set_is_one_sentence() -> None:
    pytest.importorskip("typst")
    with (
        outside.typesetter({"bad.typ": b'#panic("no")'}, ["ua-1"]) as setter,
        pytest.raises(HpccertError, match="the typesetter failed: panicked with"),
    ):
        list(setter.pdfs([("bad.typ", {})]))


def test_a_typesetter_that_dies_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("typst")
    monkeypatch.setattr(outside, "SECONDS_PER_PAPER", 0.05)
    endless = b'#set document(title: "x")\n#let n = 0\n#while true { n += 1; if n < 0 { break } }'

    with (
        outside.typesetter({"slow.typ": endless}, []) as setter,
        pytest.raises(HpccertError, match="died, or took over"),
    ):
        list(setter.pdfs([("slow.typ", {})]))


def test_the_typesetter_sees_only_its_templates() -> None:
    pytest.importorskip("typst")
    with outside.typesetter({"a.typ": b'#read("/etc/passwd")'}, []) as setter, pytest.raises(HpccertError):
        list(setter.pdfs([("a.typ", {})]))


def test_without_typst_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "find_spec", lambda _: None)

    with (
        pytest.raises(HpccertError, match=r"install 'hpccert\[pdf\]', or ask for --paper html"),
        outside.typesetter({}, []),
    ):
        pass


def test_papers_come_in_the_order_of_their_jobs() -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    import io

    jobs: list[tuple[str, dict[str, Any]]] = [("a.typ", {"n": str(n)}) for n in range(45)]
    with outside.typesetter({"a.typ": b"Paper #sys.inputs.n"}, []) as setter:
        texts = [pypdf.PdfReader(io.BytesIO(each)).pages[0].extract_text().strip() for each in setter.pdfs(jobs)]

    assert texts == [f"Paper {n}" for n in range(45)]


def test_a_line_that_fits_only_in_part_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside.append_line(tmp_path, "q.yaml", "# head\n", "- first")
    before = (tmp_path / "q.yaml").read_bytes()
    whole = os.write
    monkeypatch.setattr("os.write", lambda handle, content: whole(handle, content[:3]))

    with pytest.raises(HpccertError, match="no space left on device"):
        outside.append_line(tmp_path, "q.yaml", "# head\n", "- second")
    assert (tmp_path / "q.yaml").read_bytes() == before


def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "reviews").symlink_to(tmp_path / "elsewhere")

    for write in (
        lambda: outside.append_line(tmp_path / "bank", "reviews/q.yaml", "", "- x"),
        lambda: outside.create_file(tmp_path / "bank", "reviews/q.yaml", b"x"),
    ):
        with pytest.raises(HpccertError, match="is a link; nothing is written through it"):
            write()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_lock_that_somebody_holds_is_waited_for_and_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(outside, "LOCK_SECONDS", 0.001)
    outside.append_line(tmp_path, "q.yaml", "", "- first")

    with (tmp_path / "q.yaml").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(HpccertError, match="another program holds the lock"):
            outside.append_line(tmp_path, "q.yaml", "", "- second")


def test_a_file_system_without_locks_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fcntl")

    def none(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr("fcntl.flock", none)
    outside.append_line(tmp_path, "q.yaml", "", "- first")

    assert (tmp_path / "q.yaml").read_text() == "- first\n"


def test_a_write_onto_a_folder_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").mkdir()

    with pytest.raises(HpccertError, match="cannot be written"):
        outside.write_file(tmp_path / "scores.csv", b"x")
    assert [each.name for each in tmp_path.iterdir()] == ["scores.csv"]


# Replacing what was read


def test_a_file_that_still_is_what_was_read_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = folders.write(tmp_path, "a/q.yaml", "old")
    path.chmod(0o640)

    assert outside.replace_file(tmp_path, "a/q.yaml", b"old", b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("now", ["other", "olde", "ol", ""])
def test_a_file_that_has_changed_is_not_replaced(tmp_path: Path, now: str) -> None:
    folders.write(tmp_path, "q.yaml", now)

    assert not outside.replace_file(tmp_path, "q.yaml", b"old", b"new")
    assert folders.tree(tmp_path) == {"q.yaml": now.encode()}


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(HpccertError, match="cannot be written"):
        outside.replace_file(tmp_path, "q.yaml", b"old", b"new")
    assert folders.tree(tmp_path) == {}


def test_nothing_is_replaced_through_links_or_in_pipes(tmp_path: Path) -> None:
    root = tmp_path / "bank"
    elsewhere = folders.write(tmp_path, "elsewhere/q.yaml", "old")
    root.mkdir()
    (root / "q.yaml").symlink_to(elsewhere)
    (root / "linked").symlink_to(elsewhere.parent)
    os.mkfifo(root / "pipe.yaml")

    with pytest.raises(HpccertError):
        outside.replace_file(root, "q.yaml", b"old", b"new")
    with pytest.raises(HpccertError, match="is a link"):
        outside.replace_file(root, "linked/q.yaml", b"old", b"new")
    assert not outside.replace_file(root, "pipe.yaml", b"old", b"new")
    assert elsewhere.read_bytes() == b"old"
    assert sorted(each.name for each in root.iterdir()) == ["linked", "pipe.yaml", "q.yaml"]


def test_a_cache_is_there_at_the_end_whole(tmp_path: Path) -> None:
    with outside.new_cache(tmp_path / "deep" / "cache") as draft:
        draft.write(b"one")
        assert not (tmp_path / "deep" / "cache").exists()
        draft.write(b"two")

    assert folders.tree(tmp_path) == {"deep/cache": b"onetwo"}


def test_a_cache_that_is_given_up_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"old")

    def fail() -> None:
        with outside.new_cache(tmp_path / "cache") as draft:
            draft.write(b"new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert folders.tree(tmp_path) == {"cache": b"old"}


def test_a_cache_that_cannot_be_written_to_its_end_is_not_there(tmp_path: Path) -> None:
    with outside.new_cache(tmp_path / "cache") as draft:
        draft.write(b"one")
        assert draft._file is not None
        draft._file.close()  # as good as a full disk: the next write fails
        draft._file = FullDisk(draft._file.name)
        draft.write(b"two")
        draft.write(b"three")

    assert folders.tree(tmp_path) == {}


class FullDisk:
    """A file on a disk without space."""

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, _: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def close(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
