"""A workspace and a pool -> what to write, review or accept next, as a list for people: `hpccert pool todo`."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from hpccert.cli import show
from hpccert.cli.drawing import drawable
from hpccert.cli.options import ListFormat, PoolName
from hpccert.cli.shared import certificate_of, loaded, root_of
from hpccert.curate.census import Stage, census, spoken, states_of, stock
from hpccert.curate.progress import leaves_of
from hpccert.curate.todo import Task, Urgency, in_language, todo
from hpccert.model.bank import Bank
from hpccert.render.tables import csv_table, plain_markdown

TITLES = {
    Urgency.EXAM: "So that exams can be drawn",
    Urgency.CERTIFICATE: "For the certificates",
    Urgency.GATE: "So that leaves pass the gate of a release",
    Urgency.WANTED: "Up to what is wanted",
}
WAITING = {
    Stage.ACCEPT: ("{} waits for a curator", "{} wait for a curator"),
    Stage.REVIEW: ("{} waits for review", "{} wait for review"),
    Stage.MEND: ("{} to be mended", "{} to be mended"),
    Stage.SUBMIT: ("{} draft to be submitted", "{} drafts to be submitted"),
}


def show_agenda(root: Path | None, certificate: str | None, pool: PoolName, most: int, format: ListFormat) -> None:
    """Print what to do next, at most so many entries; 0 is all."""
    bank = loaded(root_of(root))
    tasks = agenda(bank, certificate, pool)
    shown = tasks[: most or len(tasks)]
    match format:
        case ListFormat.JSON:
            show.as_json([_data(each) for each in shown])
        case ListFormat.CSV:
            rows = [[_cell(each) for each in _data(task).values()] for task in shown]
            show.write(csv_table(list(_data(tasks[0])) if tasks else ["urgency"], rows))
        case ListFormat.MARKDOWN:
            show.write("".join(_markdown(bank, pool, shown)))
        case _:
            show.write("".join(_text(pool, shown)))
            if len(shown) < len(tasks):
                show.say(f"\n{len(tasks) - len(shown):,} more of {len(tasks):,}: --most 0 shows all")


def agenda(bank: Bank, name: str | None, pool: PoolName) -> tuple[Task, ...]:
    """Return what to do next for a certificate, or for all; languages apart, for each needs its own questions."""
    states = states_of(bank, pool)
    certificates = tuple(bank.certificates.values()) if name is None else (certificate_of(bank, name),)
    languages = sorted({spoken(each.language) for each in certificates})
    if not languages:
        return todo(bank, census(bank, states), (), {}, None)
    stocks = {each.id: stock(bank, drawable(bank, pool, each), each.language) for each in certificates}
    tasks = []
    for each in languages:
        found, own = census(bank, states, each), in_language(certificates, each)
        leaves = leaves_of(bank, found, (line for one in own for line in one.blueprint.lines))
        new = todo(bank, found, own, stocks, each if len(languages) > 1 else None)
        tasks += [one for one in new if name is None or one.skill.id in leaves]
    order = list(Urgency)
    return tuple(sorted(tasks, key=lambda each: order.index(each.urgency)))


def why(task: Task) -> str:
    """Return what an outcome needs, in words."""
    needs = show.plural(task.need, "more accepted question")
    if task.certificates:
        titles = ", ".join(each.title for each in task.certificates)
        needs += f", {'' if task.now == task.need else f'{task.now} of them '}for an exam of {titles}"
    waiting = [WAITING[each][count > 1].format(count) for each, count in task.there.items()]
    return "; ".join([needs, *waiting, *([f"{task.write} to be written"] if task.write and waiting else [])])


def _text(pool: PoolName, tasks: Sequence[Task]) -> Iterator[str]:
    if not tasks:
        yield f"nothing is missing in the {pool} pool\n"
        return
    names = [_name(each) for each in tasks]
    wide, number = max(map(len, names)), 0
    for urgency, group in groupby(zip(tasks, names, strict=True), key=lambda each: each[0].urgency):
        yield f"{TITLES[urgency]}:\n" if number == 0 else f"\n{TITLES[urgency]}:\n"
        for task, name in group:
            number += 1
            yield f"{number:>4}  {name:{wide}}  {show.one_line(why(task))}\n"


def _markdown(bank: Bank, pool: PoolName, tasks: Sequence[Task]) -> Iterator[str]:
    """Yield a list to tick off, with all that one needs to know to write a question."""
    space = bank.workspace
    yield f"# What to write next: {plain_markdown(space.name)} {space.version}, {pool} pool\n\n"
    wanted = show.plural(space.wanted_questions, "accepted question")
    yield f"Wanted for each outcome: {wanted}; in each true-false set: {space.wanted_statements} statements.\n"
    for urgency, group in groupby(tasks, key=lambda each: each.urgency):
        yield f"\n## {TITLES[urgency]}\n\n"
        for each in group:
            yield f"- [ ] **{plain_markdown(_name(each))}** ({plain_markdown(each.skill.title)}): "
            yield f"{plain_markdown(why(each))}\n"
            yield f"  - {plain_markdown(each.outcome.text)}\n"
            if each.outcome.topics:
                yield f"  - Topics: {plain_markdown(', '.join(each.outcome.topics))}\n"


def _name(task: Task) -> str:
    language = f" ({task.language})" if task.language else ""
    return f"{task.skill.code} {task.outcome.id}{language}"


def _data(task: Task) -> dict[str, Any]:
    return {
        "urgency": task.urgency.value,
        "code": task.skill.code,
        "skill": task.skill.id,
        "outcome": task.outcome.id,
        "text": task.outcome.text,
        "topics": list(task.outcome.topics),
        "language": task.language,
        "need": task.need,
        "now": task.now,
        "certificates": [each.id for each in task.certificates],
        **{each.value: task.there.get(each, 0) for each in Stage if each is not Stage.ACCEPTED},
        "write": task.write,
        "why": why(task),
    }


def _cell(value: Any) -> str | int:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else value
