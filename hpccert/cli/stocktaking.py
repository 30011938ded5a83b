"""A certificate and a pool -> whether the pool can carry its blueprint, and what is missing."""

from pathlib import Path
from typing import Any

from hpccert.assemble.pool import Pool, pool_of
from hpccert.assemble.reasons import minutes_asked, minutes_range, reasons, stock
from hpccert.cli import show
from hpccert.cli.drawing import drawable, obstacle
from hpccert.cli.options import PoolName, TableFormat
from hpccert.cli.shared import certificate_of, root_of, sound
from hpccert.curate.state import state_of
from hpccert.model.bank import Bank
from hpccert.model.certificate import Certificate
from hpccert.model.skill import SkillId


def check(root: Path | None, name: str, pool: PoolName, format: TableFormat) -> bool:
    """Print what the pool has for each line of the blueprint; return whether a form can be drawn."""
    bank = sound(root_of(root))
    certificate = certificate_of(bank, name)
    candidates = pool_of(bank, certificate, drawable(bank, pool, certificate))
    why = reasons(candidates)
    if format is TableFormat.JSON:
        show.as_json(_check_data(candidates, why))
    else:
        _show_check(bank, certificate, candidates, pool)
        show.say("no form can be drawn:\n" + "\n".join(f"  {each}" for each in why) if why else "a form can be drawn")
    return not why


def _show_check(bank: Bank, certificate: Certificate, pool: Pool, name: PoolName) -> None:
    show.title(f"{certificate.title}: {certificate.blueprint.questions} questions from the {name} pool")
    columns = ["skill", "needs", "has", "usable", "missing", "not drawable now"]
    rows = []
    for each in stock(pool):
        numbers = [str(each.line.questions), str(each.have), str(each.usable), str(each.missing or "")]
        rows.append((bank.label(each.line.skill), *numbers, _waiting(bank, certificate, each.line.skill, pool, name)))
    show.table(columns, rows, right=["needs", "has", "usable", "missing"])
    low, high = minutes_range(pool)
    plan = certificate.blueprint
    asked = f"; asked for: {minutes_asked(plan)}" if minutes_asked(plan) else ""
    show.say(f"minutes: {low} to {high} by the lines alone{asked}")


def _waiting(bank: Bank, certificate: Certificate, id: SkillId, pool: Pool, name: PoolName) -> str:
    """Return how many more questions of a line there are by what keeps them, such as "3 in-review"."""
    states = [
        obstacle(bank, each, certificate) or str(state_of(bank, each))
        for each in bank.questions_of(bank.skills[id])
        if each.pool == name and each.id not in pool.questions
    ]
    return ", ".join(f"{states.count(each)} {each}" for each in sorted(set(states)))


def _check_data(pool: Pool, why: tuple[str, ...]) -> dict[str, Any]:
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
