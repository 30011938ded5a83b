"""Files are read whole, whatever the system said of their size before."""

import os
from pathlib import Path

import pytest

from hpccert.load.scan import read_bytes
from hpccert.load.workspace import load, question
from hpccert.problems import HpccertError
from tests import builders, folders


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100_000)
    sizes = os.fstat

    def earlier(handle: int) -> os.stat_result:
        found = list(sizes(handle))
        found[6] = 10
        return os.stat_result(found)

    monkeypatch.setattr(os, "fstat", earlier)

    assert read_bytes(tmp_path / "a") == b"x" * 100_000


def test_no_more_than_a_byte_beyond_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100)

    assert [len(read_bytes(tmp_path / "a", limit)) for limit in (99, 100, 50, 0)] == [100, 100, 51, 1]


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="no /proc here")
def test_a_file_whose_size_is_not_told_is_read_all_the_same() -> None:
    assert read_bytes("/proc/version").endswith(b"\n")


def test_a_question_that_changed_since_its_card_was_made_is_not_shown_for_it(tmp_path: Path) -> None:
    folders.workspace(tmp_path, [builders.question_data()])
    card = load(tmp_path)[0].questions["q1"]  # type: ignore[index]
    folders.write(tmp_path, card.file, builders.question_data(stem="Another question?"))

    with pytest.raises(HpccertError, match=r"^questions/cli/q1.yaml changed while it was being read; try again$"):
        question(tmp_path, card)
