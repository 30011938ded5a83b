"""`hpccert question`: write a question, look at one."""

from pathlib import Path
from typing import Annotated

import typer

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.shared import As, AsFormat, Root, TableFormat, asking, loaded, new_app, question_of, root_of, skill_of
from hpccert.curate.state import standing
from hpccert.load import workspace
from hpccert.model.bank import Bank
from hpccert.model.paper import LABELS, Kind
from hpccert.model.question import Question, QuestionId, kind_of, parts_of
from hpccert.model.slug import SLUG_IN_WORDS, is_slug
from hpccert.problems import HpccertError
from hpccert.render.draft import draft

app = new_app()


@app.callback()
def question() -> None:
    """Write and look at questions."""


@app.command()
def new(
    skill: Annotated[str, typer.Argument(help="The leaf it belongs to: a code or id, such as USE1.1 or use-cli.")],
    id: Annotated[str, typer.Argument(help="Its id, a slug that tells the subject: use-cli-pipes.")],
    type: Annotated[Kind, typer.Option("--type", help="How it is answered.")] = Kind.TRUE_FALSE_SET,
    outcome: Annotated[
        list[str] | None, typer.Option("--outcome", help="An outcome it examines; may be repeated.", show_default=False)
    ] = None,
    as_: As = None,
    root: Root = None,
) -> None:
    """Write a new question file to be filled in with any editor.

    Example: hpccert question new use-cli use-cli-pipes
    """
    folder = root_of(root)
    bank = loaded(folder)
    leaf = skill_of(bank, skill)
    if not bank.is_leaf(leaf):
        raise HpccertError(
            f"'{leaf.id}' is not a leaf; use one below it: {', '.join(each.id for each in bank.children(leaf))}"
        )
    _check_id(bank, id)
    known = [each.id for each in leaf.outcomes if each.examinable]
    unknown = [each for each in outcome or () if each not in known]
    if unknown:
        raise HpccertError(f"'{leaf.id}' has no outcome '{unknown[0]}'; it has {', '.join(known)}")
    author = asking(bank, folder, as_)
    content = draft(leaf, id, type, outcome or [], author.id if author else "", bank.workspace.license)
    file = f"questions/{leaf.id}/{id}.yaml"
    outside.create_file(folder, file, content)
    path = _short(folder / file)
    show.say(f"written: {path}\nfill it in, then run: hpccert validate {path}")
    if author is None:
        show.note("your git address is nobody's in people.yaml: add yourself there, and your id to 'authors'")


@app.command("show")
def show_question(
    id: Annotated[str, typer.Argument(help="The question's id.")],
    key: Annotated[bool, typer.Option("--key", help="Show the key and the explanation, too.")] = False,
    format: AsFormat = TableFormat.TEXT,
    root: Root = None,
) -> None:
    """Show a question as an examinee reads it, with its state; the key only if asked for.

    Example: hpccert question show use-cli-quotes --key
    """
    folder = root_of(root)
    bank = loaded(folder)
    found = workspace.question(folder, question_of(bank, id))
    card = found.card
    if format is TableFormat.JSON:
        show.as_json(_data(bank, found, key))
        return
    show.title(f"{card.id} ({kind_of(found.task)})")
    show.say(f"{card.file}\nskill {card.skill}; outcomes {', '.join(card.outcomes)}")
    show.say(f"{card.difficulty}, {card.minutes} min, language {card.language}, by {', '.join(card.authors)}")
    show.say(f"{card.pool} pool, state {standing(bank, card).state}\n\n{found.stem.strip()}\n")
    for label, part in zip(LABELS, parts_of(found.task), strict=False):
        right = f" [{'right' if part.right else 'wrong'}]" if key else ""
        show.say(
            f"  {label}){right} {part.text.strip()}" + (f"\n       {part.why.strip()}" if key and part.why else "")
        )
    if key:
        show.say(f"\n{found.explanation.strip()}")


@app.command()
def similar(
    question: Annotated[
        str, typer.Argument(help="A question's id, or the file of one that need not be in the workspace.")
    ],
    most: Annotated[int, typer.Option("--most", min=1, help="Show at most so many.")] = 10,
    format: AsFormat = TableFormat.TEXT,
    root: Root = None,
) -> None:
    """Show the questions that are most like one, and the passages they have in common.

    Case and punctuation count between backticks only: there -r is not -R. From 35 % in common on, 'hpccert validate'
    warns, unless one of the two names the other as an enemy.

    Example: hpccert question similar use-cli-quotes
    """
    from hpccert.cli.likeness import similar_to

    similar_to(root_of(root), question, most, format)


def _check_id(bank: Bank, id: str) -> None:
    if not is_slug(id):
        raise HpccertError(f"'{id}' is not an id: {SLUG_IN_WORDS}")
    if QuestionId(id) in bank.questions:
        raise HpccertError(f"'{id}' exists already: {bank.questions[QuestionId(id)].file}")


def _short(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _data(bank: Bank, question: Question, key: bool) -> dict[str, object]:
    """Return a question as a JSON value; without its key unless asked for."""
    hidden = () if key else ("truth", "correct", "why", "misconception")
    data = {name: value for name, value in question.data.items() if key or name != "explanation"}
    for name in ("statements", "choices"):
        if name in data:
            data[name] = [{k: v for k, v in part.items() if k not in hidden} for part in data[name]]
    return {**data, "state": standing(bank, question.card).state.value, "digest": question.card.digest}
