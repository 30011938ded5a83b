"""Every rule has one code, a page that says why, and an example; an example has just the finding it is for."""

import os
import shutil
from collections import Counter
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from hpccert.check.catalog import RULES
from hpccert.cli.rule import pages
from hpccert.cli.shared import opened
from hpccert.curate import objections
from hpccert.grade import collect
from hpccert.ingest import responses
from hpccert.load import scan, schemas, small_yaml

EXAMPLES = Path(__file__).parent / "examples"
GOOD = EXAMPLES / "good"
BAD = sorted((EXAMPLES / "bad").iterdir())
EXPECTED = "expected.txt"
READING = (small_yaml.CODES, scan.CODES, schemas.CODES)
MARKING = (responses.CODES, collect.CODES)


def found(root: Path) -> str:
    """Return everything that is wrong with a workspace, a line each."""
    return "".join(f"{each}\n" for each in opened(root)[1])


def test_nothing_is_wrong_with_the_good_workspace() -> None:
    assert found(GOOD) == ""


@pytest.mark.parametrize("example", BAD, ids=lambda each: each.name)
def test_a_bad_example_has_just_the_finding_it_is_for(example: Path, tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    shutil.copytree(example, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    if os.environ.get("UPDATE_GOLDEN"):
        (example / EXPECTED).write_text(found(tmp_path), "utf-8")

    assert found(tmp_path) == (example / EXPECTED).read_text("utf-8")


@pytest.mark.parametrize("example", BAD, ids=lambda each: each.name)
def test_a_bad_example_is_named_after_its_one_finding(example: Path) -> None:
    (line,) = (example / EXPECTED).read_text("utf-8").splitlines()
    code, _, slug = example.name.partition("-")

    assert line.split(": ", 1)[1].split()[0] == code
    assert slug


def test_a_code_is_listed_once_over_all_rooms() -> None:
    codes = [code for listed in (*READING, *MARKING, objections.CODES) for code in listed] + [
        each.code for each in RULES
    ]

    assert [code for code, count in Counter(codes).items() if count > 1] == []
    assert sorted(codes) == list(pages())


def test_a_name_is_given_to_one_rule() -> None:
    assert [name for name, count in Counter(name for name, _, _ in pages().values()).items() if count > 1] == []


@pytest.mark.parametrize("code", pages())
def test_the_page_of_a_rule_says_what_it_asks_for_and_why(code: str) -> None:
    _, _, page = pages()[code]
    asks, _, why = page.partition("\n\nWhy: ")

    assert asks.endswith(".")
    assert why.endswith(".")


@pytest.mark.parametrize("code", [code for listed in READING for code in listed] + [each.code for each in RULES])
def test_a_rule_of_validation_has_an_example(code: str) -> None:
    assert any(each.name.startswith(f"{code}-") for each in BAD)


def test_every_rule_that_is_written_is_in_the_catalog() -> None:
    import hpccert.check
    from hpccert.check.rules import Rule

    rooms = [import_module(f"hpccert.check.{each.name}") for each in iter_modules(hpccert.check.__path__)]
    written = [each for room in rooms for each in vars(room).values() if isinstance(each, Rule)]

    assert sorted(each.code for each in written) == sorted(each.code for each in RULES)
