"""`hpccert rule`: the rules of validation and marking, listed or explained."""

from typing import TYPE_CHECKING, Annotated

import typer

from hpccert.cli.options import AsFormat, TableFormat, new_app
from hpccert.problems import HpccertError, Severity

if TYPE_CHECKING:
    from hpccert.model.report import Page

app = new_app()


def pages() -> "dict[str, Page]":
    """Return all rules by their codes, sorted."""
    from hpccert.check.catalog import RULES  # a declaration imports no room
    from hpccert.curate import objections
    from hpccert.grade import collect
    from hpccert.ingest import responses
    from hpccert.load import scan, schemas, small_yaml

    reading = {**small_yaml.CODES, **scan.CODES, **schemas.CODES, **responses.CODES, **collect.CODES}
    found = {code: (name, Severity.ERROR.value, page) for code, (name, page) in reading.items()}
    found |= {code: (name, sev.value, page) for code, (name, sev, page) in objections.CODES.items()}
    found |= {each.code: (each.name, each.severity.value, each.page) for each in RULES}
    return dict(sorted(found.items()))


def _codes(incomplete: str) -> list[tuple[str, str]]:
    """Return the codes that begin so, for completion in a shell."""
    return [(code, name.replace("_", " ")) for code, (name, *_) in pages().items() if code.startswith(incomplete)]


@app.command(no_args_is_help=False)
def rule(
    code: Annotated[
        str | None, typer.Argument(help="The code of a rule, such as K003.", show_default=False, autocompletion=_codes)
    ] = None,
    format: AsFormat = TableFormat.TEXT,
) -> None:
    """List the rules, or explain one: what it asks for, and why.

    Example: hpccert rule K003
    """
    from hpccert.cli import show

    known = pages()
    if code is not None and code.upper() not in known:
        raise HpccertError(f"no rule '{code}'; 'hpccert rule' lists them")
    chosen = known if code is None else {code.upper(): known[code.upper()]}
    if format is TableFormat.JSON:
        show.as_json(
            [{"code": each, "name": name, "severity": sev, "page": text} for each, (name, sev, text) in chosen.items()]
        )
    elif code is None:
        show.table(
            ["code", "severity", "rule"],
            [(each, sev, name.replace("_", " ")) for each, (name, sev, _) in chosen.items()],
        )
    else:
        name, severity, text = chosen[code.upper()]
        show.say(f"{code.upper()} {name.replace('_', ' ')} ({severity})\n\n{text}")
