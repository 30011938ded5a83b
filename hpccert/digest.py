"""Values -> canonical bytes and digests; a seed and a purpose -> a stream of chance."""

import hashlib
import hmac
import json
import random
from collections.abc import Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def canonical(value: Any) -> bytes:
    """Return the bytes that stand for a JSON value, equal for equal values.

    Args:
        value: text, numbers, booleans, None, lists, and mappings with text keys.

    Raises:
        ValueError: a number is infinite or not a number.
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def digest(value: Any) -> str:
    """Return `sha256:` and the hexadecimal SHA-256 of a JSON value's canonical bytes."""
    return "sha256:" + hashlib.sha256(canonical(value)).hexdigest()


def sealed(seed: bytes, value: Any) -> str:
    """Return a digest of a value that only the seed's holder can compute: HMAC-SHA256."""
    return "hmac-sha256:" + hmac.digest(seed, canonical(value), "sha256").hex()


class Stream:
    """Chance for one purpose: the same for the same seed and purpose on every Python.

    Of `random` only `Random.random()` is used: its sequence is promised between versions, that of
    `shuffle` and `sample` is not.
    """

    def __init__(self, seed: bytes, *purpose: str | int) -> None:
        """Start the stream of a purpose, such as `Stream(seed, "order", 17)`."""
        key = hmac.digest(seed, canonical(list(purpose)), "sha256")
        self._random = random.Random(int.from_bytes(key, "big"))  # noqa: S311 - its seed is the secret

    def below(self, bound: int) -> int:
        """Return a whole number from 0 up to, not including, the bound (at most 2**32)."""
        return int(self._random.random() * bound)

    def shuffled(self, items: Sequence[T]) -> tuple[T, ...]:
        """Return the items in a random order, every order as likely as any other (Fisher-Yates)."""
        out = list(items)
        for last in range(len(out) - 1, 0, -1):
            other = self.below(last + 1)
            out[last], out[other] = out[other], out[last]
        return tuple(out)
