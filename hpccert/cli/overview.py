"""A workspace -> what it holds, and what its exams lack."""

from collections import Counter
from pathlib import Path
from typing import Any

from hpccert.assemble.pool import pool_of
from hpccert.assemble.reasons import reasons
from hpccert.cli import show
from hpccert.cli.drawing import drawable
from hpccert.cli.options import PoolName, TableFormat
from hpccert.cli.shared import opened, root_of
from hpccert.curate.state import State, state_of
from hpccert.model.bank import Bank
from hpccert.model.certificate import Certificate
from hpccert.problems import Severity


def show_overview(root: Path | None, format: TableFormat) -> None:
    """Print counts of skills, outcomes and questions by state, and what each certificate can draw."""
    bank, findings = opened(root_of(root))
    errors = sum(each.severity is Severity.ERROR for each in findings)
    data = _data(bank, errors)
    if format is TableFormat.JSON:
        show.as_json(data)
        return
    show.say(f"{bank.workspace.name}, version {bank.workspace.version}, {bank.workspace.license}")
    counts = (show.plural(data["skills"], "skill"), f"{data['leaves']} of them leaves")
    show.say(", ".join((*counts, show.plural(data["outcomes"], "outcome"), show.plural(errors, "error"))))
    show.table(
        ["questions", "count"], [(name, str(count)) for name, count in data["questions"].items()], right=["count"]
    )
    for each in data["certificates"]:
        show.say(f"{each['title']} [{each['id']}]: {each['questions']} questions a form")
        for name, pool in each["pools"].items():
            why = f"no form can be drawn, see 'hpccert exam check {each['id']} --pool {name}'"
            show.say(f"  {name} pool: {'a form can be drawn' if pool['feasible'] else why}")


def _data(bank: Bank, errors: int) -> dict[str, Any]:
    leaves = [each for each in bank.skills.values() if bank.is_leaf(each)]
    states = Counter(state_of(bank, each) for each in bank.questions.values())
    return {
        "name": bank.workspace.name,
        "version": bank.workspace.version,
        "skills": len(bank.skills),
        "leaves": len(leaves),
        "outcomes": sum(len(each.outcomes) for each in leaves),
        "errors": errors,
        "questions": {"all": len(bank.questions)} | {each.value: states[each] for each in State if states[each]},
        "certificates": [_certificate(bank, each) for each in bank.certificates.values() if not errors],
    }


def _certificate(bank: Bank, certificate: Certificate) -> dict[str, Any]:
    pools = {name.value: reasons(pool_of(bank, certificate, drawable(bank, name, certificate))) for name in PoolName}
    return {
        "id": certificate.id,
        "title": certificate.title,
        "questions": certificate.blueprint.questions,
        "pools": {name: {"feasible": not why, "reasons": list(why)} for name, why in pools.items()},
    }
