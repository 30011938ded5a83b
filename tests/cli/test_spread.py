"""Work that is spread over children is all done, in order, whatever happens to a child."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hpccert.cli import spread as spreading
from hpccert.cli.spread import spread

ITEMS = list(range(200))
MYSELF = os.getpid()


def told(item: int) -> bytes:
    return str(item).encode() * 100


def in_a_child() -> bool:
    return os.getpid() != MYSELF


@pytest.fixture(autouse=True)
def myself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.cli.test_spread.MYSELF", os.getpid())


@pytest.mark.parametrize("children", [1, 2, 3, 500])
def test_results_come_in_the_order_of_the_items(children: int) -> None:
    assert list(spread(told, ITEMS, children)) == [told(each) for each in ITEMS]


def test_nothing_comes_of_nothing() -> None:
    assert list(spread(told, [], 2)) == []


def test_results_may_be_larger_than_a_pipe() -> None:
    assert list(spread(lambda item: bytes([item]) * 300_000, range(5), 2)) == [
        bytes([each]) * 300_000 for each in range(5)
    ]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.binary(max_size=70_000), max_size=12), st.integers(1, 4))
def test_each_result_arrives_whole(results: list[bytes], children: int) -> None:
    assert list(spread(lambda each: each, results, children)) == results


def test_the_work_is_done_by_children() -> None:
    doers = {int(each) for each in spread(lambda _: str(os.getpid()).encode(), ITEMS, 2)}

    assert len(doers) == 2
    assert os.getpid() not in doers


def dying(how: Callable[[], object]) -> Callable[[int], bytes]:
    def work(item: int) -> bytes:
        if item == 57 and in_a_child():
            how()
        return told(item)

    return work


@pytest.mark.parametrize(
    "how",
    [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0), lambda: 1 / 0],
    ids=["killed", "gone", "failed"],
)
def test_what_a_child_that_dies_has_not_done_is_done_here(
    how: Callable[[], object], capfd: pytest.CaptureFixture[str]
) -> None:
    assert list(spread(dying(how), ITEMS, 2)) == [told(each) for each in ITEMS]


def test_a_fault_that_is_not_the_childs_shows_itself_here(capfd: pytest.CaptureFixture[str]) -> None:
    def work(item: int) -> bytes:
        return str(1 // (item - 57)).encode()

    with pytest.raises(ZeroDivisionError):
        list(spread(work, ITEMS, 2))


def test_children_begin_before_the_first_result_is_asked_for(tmp_path: Path) -> None:
    results = spread(lambda item: ((tmp_path / str(item)).write_bytes(b"") and b"") or told(item), ITEMS[:4], 2)

    assert (tmp_path / "0").exists()
    assert list(results) == [told(each) for each in ITEMS[:4]]


def test_no_child_is_left_when_nobody_waits_for_the_rest() -> None:
    results = spread(lambda _: f"{os.getpid()} ".encode() * 100_000, ITEMS, 2)
    children = [int(next(results).split()[0]) for _ in range(2)]
    del results

    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_where_a_process_cannot_be_copied_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")

    assert set(spread(lambda _: str(os.getpid()).encode(), ITEMS, 2)) == {str(os.getpid()).encode()}


def test_the_cores_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    assert spreading.cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert spreading.cores() >= 1
