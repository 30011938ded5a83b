"""Canonical bytes, digests, and chance that is the same on every Python."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.digest import Stream, canonical, digest, sealed
from tests.builders import SEED

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), values))
def test_the_order_of_keys_does_not_change_a_digest(value: dict[str, object]) -> None:
    assert digest(dict(reversed(value.items()))) == digest(value)


@given(values, values)
def test_different_values_have_different_bytes(one: object, other: object) -> None:
    assert (canonical(one) == canonical(other)) == (repr_of(one) == repr_of(other))


def repr_of(value: object) -> str:
    """Tell values apart as JSON does: true is not 1."""
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{each!r}:{repr_of(value[each])}" for each in value)) + "}"
    return "[" + ",".join(repr_of(each) for each in value) + "]" if isinstance(value, list) else repr(value)


def test_a_number_that_json_lacks_has_no_digest() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        digest(float("nan"))


def test_a_seal_depends_on_the_seed() -> None:
    assert sealed(SEED, "pool") != sealed(SEED[::-1], "pool")


def test_chance_is_the_same_on_every_python() -> None:
    stream = Stream(SEED, "order", 17)

    assert stream.shuffled("abcdefghij") == tuple("befhdiajcg")
    assert [stream.below(1000) for _ in range(5)] == [665, 55, 380, 781, 136]


def test_streams_of_two_purposes_differ() -> None:
    assert Stream(SEED, "order", 1).shuffled(range(50)) != Stream(SEED, "parts", 1).shuffled(range(50))


@given(st.lists(st.integers(), max_size=30), st.integers())
def test_shuffling_loses_and_adds_nothing(items: list[int], purpose: int) -> None:
    assert sorted(Stream(SEED, purpose).shuffled(items)) == sorted(items)


def test_every_order_is_as_likely_as_any_other() -> None:
    counts = Counter(Stream(SEED, "fair", each).shuffled("abc") for each in range(6000))

    chi_square = sum((count - 1000) ** 2 / 1000 for count in counts.values())
    assert len(counts) == 6
    assert chi_square < 20.5  # 5 degrees of freedom, p = 0.001
