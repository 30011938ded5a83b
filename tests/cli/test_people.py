"""people: the roles of the community in every format."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders, folders
from tests.cli.conftest import Run


def roles(root: Path, *roles: dict[str, str], name: str = "Fay") -> None:
    """Add a person with these roles to people.yaml."""
    fay = {"id": "fay", "name": name, "affiliation": "Fulda", "roles": list(roles)}
    folders.write(root, "people.yaml", {"people": [*builders.people_data(), fay]})


def test_a_table_shows_who_does_what_until_when(run: Run, root: Path) -> None:
    roles(root, {"role": "chair", "until": "2999-12-31"})

    lines = [each.split() for each in run("people").out.splitlines()]

    assert lines[0] == ["role", "topic", "who", "name", "affiliation", "until"]
    assert ["chair", "fay", "Fay", "Fulda", "2999-12-31"] in lines
    assert ["tree-curator", "vacant"] in lines
    assert ["topic-curator", "USE1", "Cli", "eve", "Eve", "Essen"] in lines
    assert lines[-1] == ["2", "of", "these", "roles", "are", "vacant"]


def test_where_one_is_vacant_or_none_that_is_said(run: Run, root: Path) -> None:
    roles(root, {"role": "chair"}, {"role": "tree-curator"})
    assert run("people").out.endswith("\n1 of these roles is vacant\n")

    roles(root, {"role": "chair"}, {"role": "tree-curator"}, {"role": "publicity-chair"})
    assert run("people").out.endswith("\nnone is vacant\n")


def test_programs_get_ids_and_null_for_what_is_vacant(run: Run, root: Path) -> None:
    found = json.loads(run("people", "--format", "json").out)

    assert found[0] == dict.fromkeys(("topic", "who", "name", "affiliation", "until")) | {"role": "chair"}
    assert found[-1] == {
        "role": "topic-curator",
        "topic": "cli",
        "who": "eve",
        "name": "Eve",
        "affiliation": "Essen",
        "until": None,
    }


def test_a_name_is_no_formula_and_no_html(run: Run, root: Path) -> None:
    roles(root, {"role": "chair"}, name="=1+1<b>")

    assert "chair,,fay,'=1+1<b>,Fulda,\n" in run("people", "--format", "csv").out
    assert "| chair |  | fay | =1+1\\<b> | Fulda |  |\n" in run("people", "--format", "markdown").out


def test_people_that_cannot_be_read_are_not_said_to_be_nobody(run: Run, root: Path) -> None:
    folders.write(root, "people.yaml", "people: [")

    ran = run("people")

    assert ran.code == 2
    assert ran.err == "hpccert: people.yaml cannot be read; 'hpccert validate people.yaml' says why\n"


def test_without_people_all_is_vacant(run: Run, root: Path) -> None:
    (root / "people.yaml").unlink()

    assert run("people").out.endswith("\n5 of these roles are vacant\n")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=20))
def test_no_name_whatever_reaches_the_terminal_as_a_command(run: Run, root: Path, name: str) -> None:
    roles(root, {"role": "chair"}, name=name)

    assert "\x1b" not in run("people").out
