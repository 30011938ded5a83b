"""A workspace -> a new question in it to be filled in, or a question as an examinee reads it."""

import os
from pathlib import Path

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.banks import home_of
from hpccert.cli.options import TableFormat
from hpccert.cli.shared import asking, loaded, question_of, root_of, skill_of
from hpccert.curate.state import standing
from hpccert.load import workspace
from hpccert.model.bank import Bank
from hpccert.model.kind import Kind
from hpccert.model.layout import below
from hpccert.model.paper import LABELS
from hpccert.model.question import Question, QuestionId, kind_of, parts_of
from hpccert.model.slug import SLUG_IN_WORDS, is_slug
from hpccert.problems import HpccertError
from hpccert.render.draft import draft


def begin(root: Path | None, skill: str, id: str, type: Kind, outcomes: list[str], as_: str | None) -> None:
    """Write a question file to be filled in."""
    folder = root_of(root)
    bank = loaded(folder)
    leaf = skill_of(bank, skill)
    if not bank.is_leaf(leaf):
        raise HpccertError(
            f"'{leaf.id}' is not a leaf; use one below it: {', '.join(each.id for each in bank.children(leaf))}"
        )
    _check_id(bank, id)
    known = [each.id for each in leaf.outcomes if each.examinable]
    unknown = [each for each in outcomes if each not in known]
    if unknown:
        raise HpccertError(f"'{leaf.id}' has no outcome '{unknown[0]}'; it has {', '.join(known)}")
    author = asking(bank, folder, as_)
    home = home_of(folder)
    content = draft(leaf, id, type, outcomes, author.id if author else "", bank.workspace.license, secret=bool(home))
    file = below(home, f"questions/{leaf.id}/{id}.yaml")
    outside.create_file(folder, file, content)
    path = _short(Path(os.path.normpath(folder / file)))
    show.say(f"written: {path}\nfill it in, then run: hpccert validate {path}")
    if author is None:
        show.note("your git address is nobody's in people.yaml: add yourself there, and your id to 'authors'")


def show_one(root: Path | None, id: str, key: bool, format: TableFormat) -> None:
    """Print a question with its state; its key only if asked for."""
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
