"""What the commands' declarations share: their options, and the app that they are declared to.

A declaration imports no room: the help of a command and the completion of its words are answered from it alone. What
the command needs is imported when it runs.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperOption
from typer.models import TyperPath

from hpccert.cli import names

BANKS = "hpccert.banks"  # where a run keeps what --bank names
Root = Annotated[
    Path | None,
    typer.Option("--root", help="The workspace's folder; by default found upward from here.", show_default=False),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        help="Your id in people.yaml; by default found by your git e-mail address.",
        show_default=False,
        autocompletion=names.people,
    ),
]


class TableFormat(StrEnum):
    """How a table is printed."""

    TEXT = "text"
    JSON = "json"


class ListFormat(StrEnum):
    """How a list is printed that is also handed on."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


AsFormat = Annotated[TableFormat, typer.Option("--format", help="How to print it.")]
AsList = Annotated[ListFormat, typer.Option("--format", help="How to print it.")]


class ChecklistFormat(StrEnum):
    """How a checklist is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class EstimateFormat(StrEnum):
    """How estimates are printed: CSV has a line for each."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class Format(StrEnum):
    """How findings are printed: for people, or for a program."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"


class PoolName(StrEnum):
    """The questions to draw from."""

    EXAM = "exam"
    PRACTICE = "practice"


Pool = Annotated[
    PoolName, typer.Option("--pool", help="exam: secret, accepted questions. practice: public ones, reviewed or not.")
]


class WaitingState(StrEnum):
    """The states in which a question can wait for somebody."""

    SUBMITTED = "submitted"
    IN_REVIEW = "in-review"
    CHANGES_REQUESTED = "changes-requested"
    APPROVED = "approved"
    ACCEPTED = "accepted"
    STALE = "stale"


class PaperFormat(StrEnum):
    """What a paper is handed out as."""

    PDF = "pdf"
    HTML = "html"


class Kind(StrEnum):
    """What kind of file a document is."""

    QUESTION = "question"
    SKILL = "skill"
    CERTIFICATE = "certificate"
    PEOPLE = "people"
    WORKSPACE = "workspace"


def bank_option() -> TyperOption:
    """Return the option that every command has which opens a workspace; `cli.banks` looks up what it names."""
    return TyperOption(
        param_decls=["--bank"],
        type=TyperPath(path_type=Path),
        multiple=True,
        expose_value=False,
        callback=lambda context, _, value: context.meta.__setitem__(BANKS, value),
        help="A folder with secret questions/ and reviews/; may be repeated.",
        metavar="FOLDER",
    )


def new_app() -> typer.Typer:
    """Return an app for one command or group of commands."""
    return typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
