"""Shares of a whole -> a bar of characters that can be read without color."""

from collections.abc import Sequence

BLOCKS = "█▓▒░·"  # one for each share, the last for what is missing
PLAIN = "#=-._"


def bar(shares: Sequence[int], whole: int, width: int, marks: str) -> str:
    """Return a bar of so many characters; it never shows more than there is, and is full only if nothing is missing.

    Args:
        shares: what there is, in order; together no more than the whole.
        whole: what there should be; of nothing, the bar is blank.
        width: how many characters.
        marks: a character for each share, and one for what is missing.
    """
    if not whole:
        return " " * width
    out, reached = "", 0
    for share, mark in zip(shares, marks, strict=False):
        reached += share
        out += mark * (reached * width // whole - len(out))
    return out + marks[-1] * (width - len(out))
