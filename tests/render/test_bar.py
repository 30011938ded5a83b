"""A bar never shows more than there is."""

from hypothesis import given
from hypothesis import strategies as st

from hpccert.render.bar import BLOCKS, PLAIN, bar


def test_shares_are_shown_in_order_and_what_is_missing_last() -> None:
    assert bar([5, 2, 1, 1], 10, 10, BLOCKS) == "█████▓▓▒░·"
    assert bar([5, 2, 1, 1], 10, 10, PLAIN) == "#####==-._"


def test_of_nothing_the_bar_is_blank() -> None:
    assert bar([0], 0, 4, PLAIN) == "    "


def test_one_missing_of_many_keeps_the_bar_from_being_full() -> None:
    assert bar([999, 0, 0, 0], 1000, 10, PLAIN) == "#########_"


@given(st.lists(st.integers(0, 50), min_size=4, max_size=4), st.integers(0, 50), st.integers(0, 40))
def test_a_bar_is_as_long_as_asked_and_shows_no_more_than_there_is(shares: list[int], missing: int, width: int) -> None:
    whole = sum(shares) + missing
    shown = bar(shares, whole, width, PLAIN)

    assert len(shown) == width
    assert shown.strip() == "".join(sorted(shown.strip(), key=PLAIN.index))
    if whole:
        assert shown.count("#") * whole <= shares[0] * width
        assert (PLAIN[-1] in shown) == (missing > 0 and width > 0)
