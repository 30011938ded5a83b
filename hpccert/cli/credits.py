"""A workspace -> who wrote and reviewed it, of those who want to be named: `hpccert pool contributors`."""

from pathlib import Path

from hpccert.cli import show
from hpccert.cli.options import ListFormat
from hpccert.cli.shared import loaded, root_of
from hpccert.curate.contributors import Contributors, contributors
from hpccert.render.tables import csv_table, markdown_table

COLUMNS = ("name", "affiliation", "wrote", "reviewed")
NUMBERS = ("wrote", "reviewed")


def show_contributors(root: Path | None, format: ListFormat) -> None:
    """Print who contributed how many accepted questions."""
    found = contributors(loaded(root_of(root)))
    rows = [(each.person.name, each.person.affiliation, each.wrote, each.reviewed) for each in found.named]
    texts = [[str(cell) for cell in row] for row in rows]
    match format:
        case ListFormat.JSON:
            show.as_json({"named": [dict(zip(COLUMNS, row, strict=True)) for row in rows], "others": found.others})
        case ListFormat.CSV:
            others = [("and more", "", "", found.others)] if found.others else []
            show.write(csv_table(COLUMNS, [*rows, *others]))
        case ListFormat.MARKDOWN:
            show.write((markdown_table(COLUMNS, texts, NUMBERS) + "\n" if rows else "") + others_line(found) + "\n")
        case _:
            if rows:
                show.table(COLUMNS, texts, right=NUMBERS)
            show.say(others_line(found))


def others_line(found: Contributors) -> str:
    """Return who is not named, as one line."""
    if not found.named and not found.others:
        return "no question is accepted yet"
    if not found.named:
        return f"{show.plural(found.others, 'contributor')}; nobody asked to be named (public: true in people.yaml)"
    return f"and {found.others} more" if found.others else "that is everybody"
