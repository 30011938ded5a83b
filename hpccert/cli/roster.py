"""A workspace -> the roles of its community, shown: `hpccert people`."""

from pathlib import Path

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.options import ListFormat
from hpccert.cli.shared import loaded, root_of
from hpccert.curate.offices import Office, offices
from hpccert.model.bank import Bank
from hpccert.problems import HpccertError
from hpccert.render.tables import csv_table, markdown_table

COLUMNS = ("role", "topic", "who", "name", "affiliation", "until")
VACANT = "vacant"


def show_roster(root: Path | None, format: ListFormat) -> None:
    """Print who holds which role today, and what is vacant."""
    bank = loaded(root_of(root))
    if bank.lost("people"):
        raise HpccertError("people.yaml cannot be read; 'hpccert validate people.yaml' says why")
    found = offices(bank, outside.now())
    rows = [_row(bank, each) for each in found]
    match format:
        case ListFormat.JSON:
            show.as_json([_data(each) for each in found])
        case ListFormat.CSV:
            show.write(csv_table(COLUMNS, rows))
        case ListFormat.MARKDOWN:
            show.write(markdown_table(COLUMNS, rows))
        case _:
            show.table(COLUMNS, rows)
            vacant = sum(each.person is None for each in found)
            show.say(f"{vacant} of these roles {'is' if vacant == 1 else 'are'} vacant" if vacant else "none is vacant")


def _row(bank: Bank, office: Office) -> tuple[str, ...]:
    topic = "" if office.topic is None else bank.label(office.topic)
    if office.person is None:
        return office.role, topic, VACANT, "", "", ""
    person = office.person
    return office.role, topic, person.id, person.name, person.affiliation, office.until or ""


def _data(office: Office) -> dict[str, str | None]:
    person = office.person
    return {
        "role": office.role,
        "topic": office.topic,
        "who": None if person is None else person.id,
        "name": None if person is None else person.name,
        "affiliation": None if person is None else person.affiliation,
        "until": office.until,
    }
