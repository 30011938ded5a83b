"""`hpccert exam`: whether an exam can be drawn, its papers, and the scores of those who sat it."""

from pathlib import Path
from typing import Annotated, Any

import typer

from hpccert.assemble.pool import Pool as DrawPool
from hpccert.assemble.pool import pool_of
from hpccert.assemble.reasons import minutes_asked, minutes_range, reasons, stock
from hpccert.cli import building, grading, show
from hpccert.cli.drawing import Pool, PoolName, drawable
from hpccert.cli.shared import AsFormat, Root, TableFormat, certificate_of, new_app, root_of, sound
from hpccert.curate.state import state_of
from hpccert.load import sitting as sittings
from hpccert.model.bank import Bank
from hpccert.model.certificate import Certificate

app = new_app()

Name = Annotated[str, typer.Argument(help="The certificate's id, such as hpc-driving-license.", metavar="CERTIFICATE")]


@app.callback()
def exam() -> None:
    """Check, build and grade exams."""


@app.command()
def check(name: Name, pool: Pool = PoolName.EXAM, format: AsFormat = TableFormat.TEXT, root: Root = None) -> None:
    """Say whether the pool can carry the blueprint, and what is missing, skill by skill.

    Exit code 0: a form can be drawn; 1: none can.

    Example: hpccert exam check hpc-driving-license --pool practice
    """
    bank = sound(root_of(root))
    certificate = certificate_of(bank, name)
    candidates = pool_of(bank, certificate, drawable(bank, pool))
    why = reasons(candidates)
    if format is TableFormat.JSON:
        show.as_json(_check_data(candidates, why))
    else:
        _show_check(bank, certificate, candidates, pool)
        show.say("no form can be drawn:\n" + "\n".join(f"  {each}" for each in why) if why else "a form can be drawn")
    raise typer.Exit(1 if why else 0)


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
        list[building.PaperFormat] | None,
        typer.Option("--paper", help="What to write; by default both.", show_default=False),
    ] = None,
    root: Root = None,
) -> None:
    """Draw forms of a certificate's exam and write their papers and keys.

    The folder has papers/ for the examinees, secret/ with keys and seed, and sitting.json. Form 17 of a
    seed is the same however many forms are asked for.

    Example: hpccert exam build hpc-driving-license --pool practice --out exam
    """
    folder = root_of(root)
    bank = sound(folder)
    plan = building.planned(folder, bank, certificate_of(bank, name), pool, building.numbers(forms), seed, sitting)
    place = out or Path(plan.sitting.id)
    building.write(plan, place, set(paper or building.PaperFormat))
    building.summarize(plan, place)


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
    found = sittings.sitting(sitting)
    path = grading.place(sitting, responses, out, replace)
    result = grading.graded(found, responses)
    grading.shown(found, result, format)
    grading.write(found, result, path)
    raise typer.Exit(show.exit_code(result.findings))


def _show_check(bank: Bank, certificate: Certificate, pool: DrawPool, name: PoolName) -> None:
    show.title(f"{certificate.title}: {certificate.blueprint.questions} questions from the {name} pool")
    columns = ["skill", "needs", "has", "usable", "missing", "not drawable now"]
    rows = []
    for each in stock(pool):
        numbers = [str(each.line.questions), str(each.have), str(each.usable), str(each.missing or "")]
        rows.append((bank.label(each.line.skill), *numbers, _waiting(bank, each.line.skill, pool, name)))
    show.table(columns, rows, right=["needs", "has", "usable", "missing"])
    low, high = minutes_range(pool)
    plan = certificate.blueprint
    asked = f"; asked for: {minutes_asked(plan)}" if minutes_asked(plan) else ""
    show.say(f"minutes: {low} to {high} by the lines alone{asked}")


def _waiting(bank: Bank, id: Any, pool: DrawPool, name: PoolName) -> str:
    """Return how many more questions of a line there are by state, such as "3 in-review"."""
    states = [
        str(state_of(bank, each))
        for each in bank.questions_of(bank.skills[id])
        if each.pool == name and each.id not in pool.questions
    ]
    return ", ".join(f"{states.count(each)} {each}" for each in sorted(set(states)))


def _check_data(pool: DrawPool, why: tuple[str, ...]) -> dict[str, Any]:
    low, high = minutes_range(pool)
    lines = [
        {
            "skill": each.line.skill,
            "needs": each.line.questions,
            "has": each.have,
            "usable": each.usable,
            "missing": each.missing,
        }
        for each in stock(pool)
    ]
    return {"feasible": not why, "lines": lines, "minutes": {"least": low, "most": high}, "reasons": list(why)}
