"""The terms of contribution and what is said to them -> nothing; who does not agree is refused."""

import sys
from pathlib import Path

import typer

from hpccert.cli import show
from hpccert.load.scan import read_bytes
from hpccert.model.terms import Terms
from hpccert.problems import HpccertError

INTERRUPTED = 130


def ask_to_agree(terms: Terms, root: Path, agreed: bool) -> None:
    """Show what the terms say, and ask on a terminal, unless it was said already.

    Raises:
        HpccertError: nobody agreed, or there is no text to agree to.
    """
    present = terms.present
    try:
        read_bytes(root / present.text)
    except HpccertError:
        raise HpccertError(
            f"the terms of contribution cannot be read: hpccert.yaml says that their text is '{present.text}'"
        ) from None
    show.note(f"terms of contribution {present.version}, in {present.text}: {terms.summary}")
    if not (agreed or _asked()):
        raise HpccertError("nothing recorded: nobody agreed to the terms; say --agree if you do")


def _asked() -> bool:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    try:
        return typer.confirm("do you agree?", err=True)
    except typer.Abort:
        raise typer.Exit(INTERRUPTED) from None
