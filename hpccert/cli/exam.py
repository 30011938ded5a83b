"""`hpccert exam`: whether an exam can be drawn, its papers, and the scores of those who sat it."""

from pathlib import Path
from typing import Annotated

import typer

from hpccert.cli import names
from hpccert.cli.options import AsFormat, PaperFormat, Pool, PoolName, Root, TableFormat, new_app

app = new_app()

Name = Annotated[
    str,
    typer.Argument(
        help="The certificate's id, such as hpc-driving-license.",
        metavar="CERTIFICATE",
        autocompletion=names.certificates,
    ),
]


@app.callback()
def exam() -> None:
    """Check, build and grade exams."""


@app.command()
def check(name: Name, pool: Pool = PoolName.EXAM, format: AsFormat = TableFormat.TEXT, root: Root = None) -> None:
    """Say whether the pool can carry the blueprint, and what is missing, skill by skill.

    Exit code 0: a form can be drawn; 1: none can.

    Example: hpccert exam check hpc-driving-license --pool practice
    """
    from hpccert.cli.stocktaking import check as stock

    raise typer.Exit(0 if stock(root, name, pool, format) else 1)


@app.command()
def build(
    name: Name,
    pool: Pool = PoolName.EXAM,
    forms: Annotated[str, typer.Option("--forms", help="How many forms, or which: 30, or 31-60.")] = "1",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The sitting's new folder; by default named like the sitting.", show_default=False),
    ] = None,
    sitting: Annotated[
        str | None,
        typer.Option(
            "--sitting", help="The sitting's name, a slug; by default made from the seed.", show_default=False
        ),
    ] = None,
    seed: Annotated[
        str | None,
        typer.Option(
            "--seed",
            envvar="HPCCERT_SEED",
            help="At least 32 hexadecimal digits, to build the same forms again.",
            show_default=False,
        ),
    ] = None,
    paper: Annotated[
        list[PaperFormat] | None,
        typer.Option("--paper", help="What to write; by default both.", show_default=False),
    ] = None,
    root: Root = None,
) -> None:
    """Draw forms of a certificate's exam and write their papers and keys.

    The folder has papers/ for the examinees, secret/ with keys and seed, and sitting.json. Form 17 of a
    seed is the same however many forms are asked for.

    Example: hpccert exam build hpc-driving-license --pool practice --out exam
    """
    from hpccert.cli import building

    building.build(root, name, pool, forms, out, sitting, seed, set(paper or PaperFormat))


@app.command()
def grade(
    sitting: Annotated[Path, typer.Argument(help="The sitting's folder, as built.", show_default=False)],
    responses: Annotated[
        list[Path],
        typer.Argument(help="Response files of the exam page (.json), or tables (.csv).", show_default=False),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Where to write the scores, .csv or .json; by default secret/scores.csv.",
            show_default=False,
        ),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a file of scores that exists.")] = False,
    format: AsFormat = TableFormat.TEXT,
) -> None:
    """Mark responses by the certificate's rule, and print and write the scores.

    A table has the columns form,candidate,question,response; a response is TF-T for statements judged
    true, false, left, true, and b or ac for choices. Whose responses cannot be read without doubt is
    withheld, and named. Exit code 1: there are findings.

    Example: hpccert exam grade exam responses/*.json
    """
    from hpccert.cli import grading

    raise typer.Exit(grading.grade(sitting, responses, out, replace, format))
