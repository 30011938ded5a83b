"""What is remembered can be found and read only by who has the files, and never misleads."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.load import memory
from hpccert.load.memory import locked, mark_of, name_of, recalled, remembered, unlocked

ENTRIES = {name_of(mark_of("questions", text)): locked(mark_of("questions", text), text * 3) for text in (b"a", b"bc")}


@given(st.binary(), st.binary())
def test_what_is_locked_by_a_content_is_unlocked_by_it(data: bytes, content: bytes) -> None:
    mark = mark_of("questions", data)

    assert unlocked(mark, locked(mark, content)) == content


def test_an_entry_shows_nothing_of_what_it_remembers() -> None:
    canary = b"the key of this question is choice c"

    entry = locked(mark_of("questions", b"a file"), canary)

    assert canary not in entry
    assert not any(canary[at : at + 4] in entry for at in range(len(canary) - 3))


def test_one_content_in_files_of_two_kinds_has_two_marks() -> None:
    assert mark_of("questions", b"{}") != mark_of("skills", b"{}")


def test_a_mark_belongs_to_one_state_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = mark_of("questions", b"x")
    monkeypatch.setattr(memory, "_program", lambda: b"another version")

    assert mark_of("questions", b"x") != before


@given(st.dictionaries(st.binary(min_size=16, max_size=16), st.binary(max_size=40), max_size=5))
def test_what_is_remembered_is_recalled(tmp_path_factory: pytest.TempPathFactory, entries: dict[bytes, bytes]) -> None:
    path = tmp_path_factory.getbasetemp() / "memory"
    path.write_bytes(remembered(entries))

    assert recalled(path) == entries


@pytest.mark.parametrize("at", [0, 15, 16, 20, 40, -1])
def test_of_a_damaged_memory_nothing_is_recalled(tmp_path: Path, at: int) -> None:
    data = bytearray(remembered(ENTRIES))
    data[at] ^= 1
    (tmp_path / "memory").write_bytes(data)

    assert recalled(tmp_path / "memory") == {}


@given(st.binary(max_size=100))
def test_no_memory_whatever_raises(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(data)

    assert recalled(path) == {}


def test_a_memory_that_is_cut_off_is_none(tmp_path: Path) -> None:
    (tmp_path / "memory").write_bytes(remembered(ENTRIES)[:-3])

    assert recalled(tmp_path / "memory") == {}


def test_where_there_is_no_memory_nothing_is_recalled(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "memory")
    (tmp_path / "memory").write_bytes(remembered(ENTRIES))

    assert recalled(tmp_path / "nothing") == recalled(tmp_path / "folder") == recalled(tmp_path / "link") == {}


def test_each_workspace_is_remembered_apart_in_the_users_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")

    first, second = memory.place_of(Path("/a")), memory.place_of(Path("/b"))

    assert first != second
    assert first.parent == second.parent == Path("/caches/hpccert")


def test_without_a_setting_the_cache_is_below_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path.replace("~", "/home/ada"))

    assert memory.place_of(Path("/a")).parent == Path("/home/ada/.cache/hpccert")
