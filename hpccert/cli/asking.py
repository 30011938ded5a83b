"""A workspace -> the checklist that its reviewers follow, shown."""

from pathlib import Path
from typing import assert_never

from hpccert.cli import show
from hpccert.cli.options import ChecklistFormat
from hpccert.cli.shared import loaded, root_of
from hpccert.model.bank import Bank
from hpccert.model.checklist import Checklist
from hpccert.problems import HpccertError


def show_checklist(root: Path | None, version: int | None, format: ChecklistFormat) -> None:
    """Print a version of the checklist; without a number the one that the policy names."""
    bank = loaded(root_of(root))
    found = _chosen(bank, version)
    match format:
        case ChecklistFormat.JSON:
            show.as_json(dict(found.data))
        case ChecklistFormat.MARKDOWN:
            from hpccert.render.checklist import markdown  # only when asked for

            show.write(markdown(found))
        case ChecklistFormat.TEXT:
            _show(found)
        case _:
            assert_never(format)


def _chosen(bank: Bank, version: int | None) -> Checklist:
    known = ", ".join(str(each.version) for each in bank.checklists) or "none"
    wanted = bank.workspace.checklist if version is None else version
    if wanted is None:
        raise HpccertError(f"hpccert.yaml names no checklist (policy: checklist); versions here: {known}")
    found = bank.checklist(wanted)
    if found is None:
        raise HpccertError(f"no checklist {wanted}; versions here: {known}")
    return found


def _show(checklist: Checklist) -> None:
    show.title(f"{show.one_line(checklist.title)}, version {checklist.version}")
    for number, each in enumerate(checklist.items, 1):
        show.say(f"\n{number:2}. {each.text}  ({each.id})\n    {each.why}\n    Source: {each.source}")
