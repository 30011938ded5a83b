"""The words of a command line that is being typed -> what may stand for the last of them, as lines for a shell.

A line is `word`, `part` (more will follow: no space after it) or `file` (the shell shall offer files), then, after a
tab each, the text and what it means. The scripts of `hpccert completion` ask for them.
"""

import gc
import os
import sys
from collections.abc import Iterator
from typing import Any

from hpccert.cli.table import COMMANDS
from hpccert.model.slug import is_slug

FILE = "file"


def complete(words: list[str]) -> None:
    """Print the lines for the last of the words, in as little time as there is between two key strokes."""
    gc.disable()  # much is made and nothing dropped before the end
    sys.stdout.write(completed(words))
    sys.stdout.flush()
    os._exit(0)  # the rest need not be put away one by one


def completed(words: list[str]) -> str:
    """Return the lines for the last of the words, which may be empty; none where something is wrong."""
    try:
        return "".join("\t".join(each) + "\n" for each in _candidates(_undone(words)))
    except Exception:  # whatever it is: who presses the tab key wants no message in the middle of their line
        return ""


def _undone(words: list[str]) -> list[str]:
    """Return the words as typed: Bash makes three of `--format=json`; `help` asks for help on what follows."""
    joined = [each for before, each in zip(["", *words], words, strict=False) if each != "=" or before[:2] != "--"]
    if words[-1:] == ["="]:
        joined.append("")
    return (joined[1:] if joined[:1] == ["help"] and len(joined) > 1 else joined) or [""]


def _candidates(words: list[str]) -> Iterator[tuple[str, ...]]:
    *before, word = words
    if not before:
        yield from (("word", name, said) for name, (_, said) in COMMANDS.items() if name.startswith(word))
        return
    option, sign, value = word.partition("=")
    if not sign or option[:2] != "--":
        option, sign, value = "", "", word
    elif not is_slug(option[2:]):
        return
    for each in _items([*before, option] if sign else before, value):
        if each is FILE:
            yield (FILE,)
        else:
            yield "part" if each.value.endswith("-") else "word", option + sign + each.value, each.help or ""


def _items(before: list[str], word: str) -> list[Any]:
    from typer._click.core import Parameter
    from typer._click.shell_completion import _resolve_context, _resolve_incomplete  # it has no public name for this
    from typer.main import get_command
    from typer.models import TyperPath

    from hpccert.cli.app import app

    context = _resolve_context(get_command(app), {}, "hpccert", before)
    asked, word = _resolve_incomplete(context, before, word)
    if isinstance(asked, Parameter) and isinstance(asked.type, TyperPath):
        return [FILE]
    return asked.shell_complete(context, word)
