"""`hpccert review`: say of a question what one thinks, and see what waits for whom."""

from pathlib import Path
from typing import Annotated

import typer

from hpccert.cli import names
from hpccert.cli.options import (
    As,
    AsFormat,
    ChecklistFormat,
    EstimateFormat,
    Format,
    Pool,
    PoolName,
    Root,
    TableFormat,
    WaitingState,
    new_app,
)
from hpccert.problems import HpccertError

app = new_app()
MOST = 200

Id = Annotated[str, typer.Argument(help="The question's id.", autocompletion=names.questions)]
Note = Annotated[str, typer.Option("--note", help="What to say to the author and other reviewers.", show_default=False)]


Angoff = Annotated[
    int | None,
    typer.Option(
        "--angoff", min=0, max=100, help="Percent that a minimally competent examinee gets right.", show_default=False
    ),
]
Agree = Annotated[bool, typer.Option("--agree", help="I agree to the terms of contribution.")]
Version = Annotated[
    int | None, typer.Argument(help="Which; by default the one that approvals follow.", show_default=False)
]
Name = Annotated[
    str, typer.Argument(help="The certificate's id.", metavar="CERTIFICATE", autocompletion=names.certificates)
]

Branch = Annotated[
    str | None,
    typer.Option(
        "--skill", help="Only questions of this branch: a code or id.", show_default=False, autocompletion=names.skills
    ),
]


@app.callback()
def review() -> None:
    """Review questions. What you say is added to a file in reviews/; commit it with git."""


@app.command()
def submit(id: Id, note: Note = "", agree: Agree = False, as_: As = None, root: Root = None) -> None:
    """Hand a question in for review.

    If the workspace has terms of contribution, you are asked whether you agree to them; where no one can be asked, say
    --agree.

    Example: hpccert review submit use-cli-pipes
    """
    _say("submit", id, note, as_, root, agree=agree)


@app.command()
def approve(id: Id, note: Note = "", angoff: Angoff = None, as_: As = None, root: Root = None) -> None:
    """Vouch for a question's present content, by the workspace's checklist.

    --angoff adds an estimate for the cut score: the percent that an examinee gets right who just deserves to pass. Of
    100 such examinees, those who choose the right choice; of a set's statements, those they judge rightly; of a
    multiple choice, the mean of two: right choices marked, and wrong ones left. What they would leave blank they
    guess. To correct an estimate, approve again: the newest approval counts.

    Example: hpccert review approve use-cli-pipes --angoff 65 --note clear
    """
    _say("approve", id, note, as_, root, angoff)


@app.command("request-changes")
def request_changes(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Ask the author to change a question; say what with --note.

    Example: hpccert review request-changes use-cli-pipes --note "s3 is vague"
    """
    _say("request-changes", id, _said(note, "say what must change"), as_, root)


@app.command()
def comment(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Say something with --note that changes no state.

    Example: hpccert review comment use-cli-pipes --note "see also s4"
    """
    _say("comment", id, _said(note, "say it"), as_, root)


@app.command()
def flag(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Doubt a question; a curator decides. Say why with --note.

    An accepted question stays accepted until then.

    Example: hpccert review flag use-cli-pipes --note "the best fail it"
    """
    _say("flag", id, _said(note, "say why you doubt it"), as_, root)


@app.command()
def withdraw(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Take back your newest approval, request for changes or flag.

    Example: hpccert review withdraw use-cli-pipes
    """
    _say("withdraw", id, note, as_, root)


@app.command()
def accept(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Accept an approved question for exams; for curators.

    Example: hpccert review accept use-cli-pipes
    """
    _say("accept", id, note, as_, root)


@app.command()
def reject(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Reject a question as it stands; for curators.

    Example: hpccert review reject use-cli-pipes --note "outside of the skill"
    """
    _say("reject", id, note, as_, root)


@app.command()
def retire(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Take a question out of all future exams; for curators.

    Example: hpccert review retire use-cli-pipes --note "became public"
    """
    _say("retire", id, note, as_, root)


@app.command()
def reinstate(id: Id, note: Note = "", as_: As = None, root: Root = None) -> None:
    """Bring a retired question back, as its records stand; for curators.

    Example: hpccert review reinstate use-cli-pipes --note "mended"
    """
    _say("reinstate", id, note, as_, root)


@app.command()
def log(id: Id, format: AsFormat = TableFormat.TEXT, root: Root = None) -> None:
    """Show the records of a question, and the state that follows from them.

    Example: hpccert review log use-cli-pipes
    """
    from hpccert.cli.waiting import show_log

    show_log(root, id, format)


@app.command(no_args_is_help=False)
def checklist(
    version: Version = None,
    format: Annotated[ChecklistFormat, typer.Option("--format", help="How to print it.")] = ChecklistFormat.TEXT,
    root: Root = None,
) -> None:
    """Show the checklist that reviewers follow.

    Example: hpccert review checklist --format markdown
    """
    from hpccert.cli.asking import show_checklist

    show_checklist(root, version, format)


@app.command()
def angoff(
    name: Name,
    pool: Pool = PoolName.EXAM,
    format: Annotated[EstimateFormat, typer.Option("--format", help="How to print it.")] = EstimateFormat.TEXT,
    root: Root = None,
) -> None:
    """Show Angoff estimates and the cut score they propose.

    Example: hpccert review angoff hpc-driving-license
    """
    from hpccert.cli.estimating import show_estimates

    show_estimates(root, name, pool, format)


@app.command()
def queue(
    mine: Annotated[bool, typer.Option("--mine", help="Only what I can do something about.")] = False,
    skill: Branch = None,
    state: Annotated[
        WaitingState | None, typer.Option("--state", help="Only questions in this state.", show_default=False)
    ] = None,
    stuck: Annotated[
        int, typer.Option("--stuck", min=0, metavar="DAYS", help="Only what waits so long.", show_default=False)
    ] = 0,
    most: Annotated[int, typer.Option("--most", min=0, help="Print at most so many rows; 0 for all.")] = 30,
    as_: As = None,
    format: AsFormat = TableFormat.TEXT,
    root: Root = None,
) -> None:
    """Show what waits for whom, and for how many days: what waits for you comes first, then the oldest of each state.

    The days count from the newest record that counts, comments aside. JSON has all rows, whatever --most.

    Example: hpccert review queue --skill use-cli --stuck 14
    """
    from hpccert.cli.waiting import Wanted, show_queue
    from hpccert.curate.state import State

    show_queue(root, Wanted(mine, skill, None if state is None else State(state), stuck, most), as_, format)


@app.command()
def diff(id: Id, format: AsFormat = TableFormat.TEXT, root: Root = None) -> None:
    """Show how a question differs from what its newest record was made of, by git's history; key changes are marked.

    Example: hpccert review diff use-cli-quotes
    """
    from hpccert.cli.differing import show_difference

    show_difference(root, id, format)


@app.command("next", no_args_is_help=False)
def next_(
    skill: Branch = None,
    pool: Annotated[
        PoolName | None, typer.Option("--pool", help="Only questions of this pool.", show_default=False)
    ] = None,
    as_: As = None,
    root: Root = None,
) -> None:
    """Read what waits for you, one question after the other: answer it first, then judge it.

    Each verdict is recorded as 'hpccert review approve' and the like do. Ctrl-C ends it at any moment: what is recorded
    stays, and the next time it begins with the first question that still waits.

    Example: hpccert review next --skill use-cli
    """
    from hpccert.cli.walking import walk

    walk(root, skill, pool, as_)


@app.command()
def audit(
    since: Annotated[
        str | None, typer.Option("--since", help="Judge only commits that REV does not have.", metavar="REV")
    ] = None,
    was: Annotated[
        str | None,
        typer.Option("--was", help="What REV holds must still be there, even if history was rewritten.", metavar="REV"),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print what is found.")] = Format.TEXT,
    most: Annotated[int, typer.Option("--max", min=0, help="Show at most so many findings as text; 0 is all.")] = MOST,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
    root: Root = None,
) -> None:
    """Find in git's history what should never have been done to review records.

    Records that were changed, removed, committed by others than their writers, not signed where the policy asks for
    it, or that approve what never existed. Each finding names the commit. Exit code 0: nothing is wrong; 1: there are
    findings; 2: the history could not be read.

    Example: hpccert review audit --since origin/main
    """
    from hpccert.cli.auditing import audit as audited

    raise typer.Exit(audited(root, since, was, format, most, strict))


def _said(note: str, asked: str) -> str:
    if not note.strip():
        raise HpccertError(f"{asked}: --note TEXT")
    return note


def _say(
    verdict: str,
    id: str,
    note: str,
    as_: str | None,
    root: Path | None,
    angoff: int | None = None,
    agree: bool = False,
) -> None:
    from hpccert.cli.recording import record

    record(verdict, id, note, as_, root, angoff, agree=agree)
