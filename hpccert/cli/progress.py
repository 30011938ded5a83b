"""A workspace and a pool -> how far each certificate, branch, leaf and outcome is: `hpccert pool status`.

What is printed are counts and what the standard itself says; nothing of a question is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hpccert.cli import show
from hpccert.cli.chart import markdown, text
from hpccert.cli.drawing import drawable
from hpccert.cli.options import ListFormat, PoolName
from hpccert.cli.shared import loaded, root_of
from hpccert.curate.census import BLOOM, Stage, States, census, states_of, stock
from hpccert.curate.progress import Part, Row, below_certificate, of_certificate, of_tree, whole
from hpccert.curate.state import State
from hpccert.model.bank import Bank
from hpccert.model.certificate import Certificate, CertificateId
from hpccert.model.kind import Kind
from hpccert.problems import HpccertError, did_you_mean
from hpccert.render.tables import csv_table

SCREEN = 40  # rows that are shown unless a depth is asked for

Section = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pool is: rows in sections, of which the last begins or ends with all that was asked for."""

    sections: tuple[Section, ...]
    whole: Row
    elsewhere: int  # questions that count nowhere


def show_progress(root: Path | None, name: str | None, pool: PoolName, depth: int | None, format: ListFormat) -> None:
    """Print how far a pool is: all of it, or what belongs to a certificate or a branch of the tree."""
    bank = loaded(root_of(root))
    found = progress(bank, name, pool)
    match format:
        case ListFormat.JSON:
            show.as_json(as_data(bank, pool, found, depth))
        case ListFormat.CSV:
            show.write(as_csv(found, depth))
        case ListFormat.MARKDOWN:
            show.write(markdown(screenful(found, depth)))
        case _:
            show.write(_as_text(bank, pool, found, depth))


def progress(bank: Bank, name: str | None, pool: PoolName) -> Progress:
    """Return how far a pool is, or what of it belongs to a certificate or a branch of the tree.

    Raises:
        HpccertError: nothing has this name.
    """
    states = states_of(bank, pool)
    if name is None:
        found = census(bank, states)
        rows = tuple(_certificate(bank, states, each, pool)[0] for each in bank.certificates.values())
        everything = whole(found)
        return Progress((rows, tuple(of_tree(bank, found)), (everything,)), everything, found.elsewhere)
    certificate, skill = bank.certificates.get(CertificateId(name)), bank.skill_named(name)
    if certificate is not None:
        section = _certificate(bank, states, certificate, pool)
        return Progress((section,), section[0], 0)
    if skill is not None:
        branch = tuple(of_tree(bank, census(bank, states), skill))
        return Progress((branch,), branch[0], 0)
    near = did_you_mean(name, [*bank.certificates, *bank.skills, *bank.by_code])
    raise HpccertError(f"no certificate or skill '{name}'{near}; 'hpccert skill tree' lists the skills")


def screenful(found: Progress, depth: int | None = None) -> list[Section]:
    """Return the sections down to a depth; by default, as far as it fits on a screen."""
    levels = sorted({each.level for each in _all(found, None)})
    fitting = [each for each in levels if len(_all(found, each)) <= SCREEN]
    deepest = depth or max(fitting, default=1)
    return [tuple(each for each in section if each.level <= deepest) for section in found.sections if section]


def as_data(bank: Bank, pool: PoolName, found: Progress, depth: int | None) -> dict[str, Any]:
    """Return how far a pool is as a JSON value."""
    return {
        "name": bank.workspace.name,
        "version": bank.workspace.version,
        "pool": pool.value,
        "wanted": {"questions": bank.workspace.wanted_questions, "statements": bank.workspace.wanted_statements},
        "counted_nowhere": found.elsewhere,
        "rows": [_row(each) for each in _all(found, depth)],
    }


def as_csv(found: Progress, depth: int | None) -> str:
    """Return how far a pool is as a table for a spreadsheet, a line for each row."""
    flat = [dict(_flat(_row(each))) for each in _all(found, depth)]
    return csv_table(list(flat[0]), [list(each.values()) for each in flat])


def _certificate(bank: Bank, states: States, certificate: Certificate, pool: PoolName) -> Section:
    found = census(bank, states, certificate.language)
    there = stock(bank, drawable(bank, pool, certificate), certificate.language)
    row = of_certificate(bank, found, certificate, there)
    return row, *below_certificate(bank, found, certificate, there)


def _all(found: Progress, depth: int | None) -> list[Row]:
    return [each for section in found.sections for each in section if depth is None or each.level <= depth]


def _as_text(bank: Bank, pool: PoolName, found: Progress, depth: int | None) -> str:
    space, shown = bank.workspace, screenful(found, depth)
    head = (
        f"{space.name} {space.version}, {pool} pool; wanted for each outcome: "
        f"{show.plural(space.wanted_questions, 'question')}\n\n"
    )
    return head + text(shown, found.whole, show.columns(), show.shows) + "".join(_remarks(bank, pool, found, shown))


def _remarks(bank: Bank, pool: PoolName, found: Progress, shown: list[Section]) -> Iterator[str]:
    """Yield what else there is to know, a line each."""
    living = found.whole.tally.living()
    sets = sum(count for each, count in living.items() if each.type == Kind.TRUE_FALSE_SET)
    full = sum(count for each, count in living.items() if each.whole)
    if sets:
        wanted = bank.workspace.wanted_statements
        yield f"\n{full:,} of {show.plural(sets, 'true-false set')} have the {wanted} statements that are wanted\n"
    if found.elsewhere:
        stray = show.plural(found.elsewhere, "question")
        yield f"not counted: {stray} on no outcome that is examined; see 'hpccert validate'\n"
    other = next(each for each in PoolName if each is not pool)
    if not found.whole.tally.sorts and any(each.pool == other for each in bank.questions.values()):
        yield f"There are no questions here in the {pool} pool; the other one: --pool {other}\n"
    hidden = len(_all(found, None)) - sum(map(len, shown))
    if hidden:
        deeper = max(each.level for section in shown for each in section) + 1
        yield f"{show.plural(hidden, 'more row')} below these: --depth {deeper}\n"


def _row(row: Row) -> dict[str, Any]:
    """Return a row as a JSON value."""
    tally = row.tally
    living, accepted = tally.living(), tally.living(accepted=True)
    outcome = row.part is Part.OUTCOME
    return {
        "part": row.part.value,
        "level": row.level,
        "id": row.id,
        "code": row.code,
        "title": row.title,
        "wanted": tally.asked,
        "counted": tally.filled[Stage.ACCEPTED],
        "questions": {each.value: tally.states[each] for each in State},
        "gate": dict.fromkeys(("leaves", "passed")) if outcome else {"leaves": row.leaves, "passed": row.ready},
        "blueprint": {"asked": row.asked, "met": row.met},
        "types": {
            each.value: {"questions": _count(living, type=each), "accepted": _count(accepted, type=each)}
            for each in Kind
        },
        "bloom": {
            each: {
                "wanted": tally.wanted[each],
                "questions": _count(living, bloom=each),
                "accepted": _count(accepted, bloom=each),
            }
            for each in BLOOM
        },
        "sets_with_wanted_statements": {
            "questions": _count(living, whole=True),
            "accepted": _count(accepted, whole=True),
        },
    }


def _count(sorts: Any, **like: Any) -> int:
    return sum(count for each, count in sorts.items() if all(getattr(each, key) == like[key] for key in like))


def _flat(row: dict[str, Any], before: str = "") -> Iterator[tuple[str, str | int]]:
    """Yield the values of a JSON value as columns, named by the way to them."""
    for key, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}_")
        else:
            yield before + key, "" if value is None else value
