"""What a command imports before it does anything: as good as nothing, so that it answers at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from hpccert.cli.table import COMMANDS

PRINT = "import sys; print(*sorted(sys.modules), file=sys.__stdout__)"
START = f"""
import atexit, sys
atexit.register(lambda: exec({PRINT!r}))
sys.argv[0] = "hpccert"
sys.stdout = sys.stderr
from hpccert.__main__ import main
main()
"""
FAST = {"hpccert", "hpccert.__main__", "hpccert.cli", "hpccert.cli.table"}
DECLARING = ("cli.app", "cli.options", "cli.names", "problems", "model", "model.layout", "model.slug")
DECLARED = FAST | {f"hpccert.{each}" for each in DECLARING}
ALSO = {"question": {"hpccert.model.kind"}}
HEAVY = {"yaml", "jsonschema", "jsonschema_rs", "rich", "markdown_it", "jinja2", "nh3", "typst", "pydantic", "json"}


def imported(*words: str, cwd: Path | None = None) -> set[str]:
    """Return the modules that are imported once a command has run."""
    ran = subprocess.run([sys.executable, "-c", START, *words], capture_output=True, text=True, cwd=cwd, check=True)
    return set(ran.stdout.split())


def own(modules: set[str]) -> set[str]:
    return {each for each in modules if each.split(".")[0] == "hpccert"}


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_version_and_help_import_a_table_and_no_library(word: str) -> None:
    modules = imported(word)

    assert own(modules) == FAST
    assert not modules & {"typer", *HEAVY}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_imports_its_declaration_and_no_room(command: str) -> None:
    modules = imported(command, "--help")

    assert own(modules) == DECLARED | {f"hpccert.cli.{COMMANDS[command][0]}"} | ALSO.get(command, set())
    assert not modules & HEAVY


LOOKING = (
    *(
        "cli.validate",
        "cli.validating",
        "cli.checking",
        "cli.excerpt",
        "cli.findings",
        "cli.shared",
        "cli.banks",
        "cli.show",
    ),
    *("load", "load.banks", "load.memory", "load.scan", "model.report"),
)


def test_a_look_that_finds_all_as_it_was_imports_neither_parser_nor_schemas_nor_rules(root: Path) -> None:
    imported("validate", cwd=root)

    modules = imported("validate", cwd=root)

    assert own(modules) == DECLARED | {f"hpccert.{each}" for each in LOOKING}
    assert not modules & (HEAVY - {"json"})
