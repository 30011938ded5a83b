"""The Typer app: commands are imported when they are called; errors end in one sentence."""

import importlib
import signal
import sys
from io import TextIOWrapper
from typing import Any

import typer
from typer.core import TyperGroup

from hpccert.cli.options import bank_option
from hpccert.cli.table import COMMANDS
from hpccert.problems import HpccertError, did_you_mean

COULD_NOT_RUN = 2


class _Lazy(TyperGroup):
    def list_commands(self, _: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            near = did_you_mean(cmd_name, COMMANDS) or f"; commands: {', '.join(COMMANDS)}"
            raise HpccertError(f"no command '{cmd_name}'{near}")
        module = importlib.import_module(f"hpccert.cli.{COMMANDS[cmd_name][0]}")
        return _with_banks(typer.main.get_command(module.app))


def _with_banks(command: Any) -> Any:
    """Return a command that takes --bank, itself or its commands, wherever a workspace is opened."""
    for each in getattr(command, "commands", {"": command}).values():
        if any(one.name == "root" for one in each.params):
            each.params.append(bank_option())
    return command


app = typer.Typer(cls=_Lazy, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.callback()
def hpccert() -> None:
    """A free, trusted HPC certification: skills, questions, reviews, exams."""


def run() -> None:
    """Run the command that the arguments name, and exit with its code."""
    for each in ("SIGTERM", "SIGHUP"):  # told to end, a command ends in order: what it was writing goes
        if hasattr(signal, each) and signal.getsignal(getattr(signal, each)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, each), _end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a character must not stop a command
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="hpccert")
    except HpccertError as error:
        from hpccert.cli.show import complain

        complain(str(error))
        sys.exit(COULD_NOT_RUN)


def _end(number: int, _: Any) -> None:
    sys.exit(128 + number)
