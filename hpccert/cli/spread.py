"""Work on many items -> its results in order, from as many child processes as there are cores.

A child is a copy of this process: it has everything at hand, and sends bytes back. What a child does not
deliver, because it died, is done again here, so that nothing is lost and a fault shows itself.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import IO, TypeVar

T = TypeVar("T")

HEAD = 4  # bytes before each result: its length
BUFFER = 1 << 18  # bytes that a child collects before it sends them: so far it may run ahead of the others


def spread(work: Callable[[T], bytes], items: Sequence[T], children: int | None = None) -> Iterator[bytes]:
    """Return what the work makes of each item, in the order of the items.

    The children begin at once, so that a thread, such as that of a progress bar, is only begun after them: a copy of a
    process with threads could wait forever for what one of them held.

    Args:
        work: called in a child, with one item.
        items: what there is to do; they are dealt to the children like cards.
        children: how many; by default one a core. None are made for 1, nor where a process cannot be copied.
    """
    results = _results(work, items, min(children or cores(), len(items)))
    return chain(list(islice(results, 1)), results)


def _results(work: Callable[[T], bytes], items: Sequence[T], count: int) -> Iterator[bytes]:
    if count < 2 or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    begun: list[tuple[IO[bytes], int]] = []
    try:
        for first in range(count):
            begun.append(_begun(work, items[first::count], [pipe.fileno() for pipe, _ in begun]))
        for number, item in enumerate(items):
            result = _received(begun[number % count][0])
            yield work(item) if result is None else result
    finally:
        for pipe, child in begun:
            pipe.close()
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begun(work: Callable[[T], bytes], share: Sequence[T], others: list[int]) -> tuple[IO[bytes], int]:
    """Start a child on its share; return where its results can be read, and the child."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return os.fdopen(reading, "rb", BUFFER), child
    status = 1
    try:
        for each in (reading, *others):
            os.close(each)
        with os.fdopen(writing, "wb", BUFFER) as out:
            for item in share:
                result = work(item)
                out.write(len(result).to_bytes(HEAD, "big") + result)
        status = 0
    finally:
        os._exit(status)  # a copy must neither clean up nor print what is its original's to do


def _received(pipe: IO[bytes]) -> bytes | None:
    """Return the next result of a child; none if it has died."""
    head = pipe.read(HEAD)
    length = int.from_bytes(head, "big")
    result = pipe.read(length) if len(head) == HEAD else b""
    return result if len(head) == HEAD and len(result) == length else None
