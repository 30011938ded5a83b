"""Work on many items -> its results in order, from as many child processes as there are cores.

A child is a copy of this process: it has everything at hand, and sends bytes back. What a child does not
deliver, because it died, is done again here, so that nothing is lost and a fault shows itself.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from select import select
from typing import TypeVar

T = TypeVar("T")

HEAD = 8  # bytes before each result: the number of its item and its length
BLOCK = 1 << 20


def spread(work: Callable[[T], bytes], items: Sequence[T], children: int | None = None) -> Iterator[bytes]:
    """Yield what the work makes of each item, in the order of the items.

    Args:
        work: called in a child, with one item.
        items: what there is to do.
        children: how many; by default one a core. None are made for 1, nor where a process cannot be copied.
    """
    count = min(children or cores(), len(items))
    early: dict[int, bytes] = {}  # results whose turn has not come
    turn = 0
    if count > 1 and hasattr(os, "fork"):
        for number, result in _from_children(work, items, count):
            early[number] = result
            while turn in early:
                yield early.pop(turn)
                turn += 1
    for number in range(turn, len(items)):
        yield early[number] if number in early else work(items[number])


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _from_children(work: Callable[[T], bytes], items: Sequence[T], count: int) -> Iterator[tuple[int, bytes]]:
    children: dict[int, int] = {}  # the end of the pipe that we read -> the child
    try:
        for first in range(count):
            handle, child = _begun(work, items, range(first, len(items), count), list(children))
            children[handle] = child
        rest = dict.fromkeys(children, b"")
        while rest:
            for handle in select(list(rest), [], [])[0]:
                block = os.read(handle, BLOCK)
                found, left = _results(rest[handle] + block)
                yield from found
                rest[handle] = left
                if not block:
                    del rest[handle]
    finally:
        for handle, child in children.items():
            os.close(handle)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _begun(work: Callable[[T], bytes], items: Sequence[T], share: range, others: list[int]) -> tuple[int, int]:
    """Start a child on its share; return where its results can be read, and the child."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return reading, child
    status = 1
    try:
        for each in (reading, *others):
            os.close(each)
        with os.fdopen(writing, "wb", BLOCK) as out:
            for number in share:
                result = work(items[number])
                out.write(number.to_bytes(4, "big") + len(result).to_bytes(4, "big") + result)
        status = 0
    finally:
        os._exit(status)  # a copy must neither clean up nor print what is its original's to do


def _results(data: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """Return the whole results at the start of what a child sent, and the rest."""
    found, at = [], 0
    while len(data) >= at + HEAD:
        end = at + HEAD + int.from_bytes(data[at + 4 : at + HEAD], "big")
        if len(data) < end:
            break
        found.append((int.from_bytes(data[at : at + 4], "big"), data[at + HEAD : end]))
        at = end
    return found, data[at:]
