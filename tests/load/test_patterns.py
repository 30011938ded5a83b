"""No text, however long and however made, keeps a pattern busy: the time grows with the length and not faster."""

import json
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from hpccert.cli import names
from hpccert.load import fences, mending, schemas, small_yaml
from hpccert.model import slug, text
from hpccert.render.findings import junit

LONG = 100_000  # characters; a linear search takes a millisecond, one that grows with the square many seconds
SECONDS = 2

UNITS = (
    *("a", "A", "0", "1", " ", "\t", "-", ".", "/", "$", "@", "[", "(", "\\", "'", "é", "\r"),
    *(
        "a-",
        "1.",
        " -> ",
        "$ a",
        "$$",
        "a/",
        "/a",
        "a@",
        "- ",
        ", a",
        "#!",
        "env ",
        "id: ",
        "\r ",
        "a\n",
        " \n",
        "- id: ",
    ),
)
BEGINNINGS = (
    *(
        "",
        "a",
        "https://",
        "a@",
        "$ a",
        "def f()",
        "def f() -> ",
        "import a",
        "from a import ",
        "#!/",
        "#! /env ",
        "[a@b:",
    ),
    *("sha256:", "# yaml-language-server: $schema=", "code: ", "- id:", "(a) "),
)
ENDS = ("", "!", "$ ")


def patterns_of(value: Any) -> Iterator[str]:
    """Yield all patterns of a schema."""
    if isinstance(value, dict):
        if isinstance(value.get("pattern"), str):
            yield value["pattern"]
        for each in value.values():
            yield from patterns_of(each)


SCHEMA_PATTERNS = sorted({each for name in schemas.names() for each in patterns_of(json.loads(schemas.text_of(name)))})
FULL = [
    *(fences.PROMPT, fences.PYTHON, fences.IMPORT, *(each for each, _ in fences.STARTS), mending.MODELINE),
    *(small_yaml.INTEGER, small_yaml.DECIMAL, slug.SLUG),
]
SEARCHED = [
    *(mending.SPACE_AT_END, small_yaml.FORBIDDEN, text.SUSPECT, text.FENCE, junit.HARMFUL),
    *(re.compile(each) for each in SCHEMA_PATTERNS),
]
BYTES = [re.compile(names.CODE), re.compile(names.ID)]


@contextmanager
def in_time() -> Iterator[None]:
    """Stop what takes unreasonably long: a thousand times what it should."""

    def stop(*_: object) -> None:
        raise TimeoutError("a pattern tries ever more ways")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def texts() -> Iterator[str]:
    for unit in UNITS:
        body = unit * (LONG // len(unit))
        yield from (beginning + body + end for beginning in BEGINNINGS for end in ENDS)


@pytest.mark.parametrize(
    "judge",
    [*(each.fullmatch for each in FULL), *(each.search for each in SEARCHED)],
    ids=lambda each: each.__self__.pattern[:30],
)
def test_a_pattern_does_not_try_ever_more_ways(judge: Callable[[str], object]) -> None:
    for each in texts():
        with in_time():
            judge(each)


@pytest.mark.parametrize("pattern", BYTES, ids=["code", "id"])
def test_a_pattern_for_completion_does_not_either(pattern: re.Pattern[bytes]) -> None:
    for each in texts():
        with in_time():
            pattern.findall(each.encode())


@pytest.mark.parametrize("pattern", SCHEMA_PATTERNS)
def test_the_pattern_of_a_schema_is_of_the_kind_that_a_linear_engine_knows(pattern: str) -> None:
    import jsonschema_rs

    validator = jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=jsonschema_rs.RegexOptions())

    assert not validator.is_valid("\n" * 3)


def test_the_schemas_are_used_with_the_linear_engine() -> None:
    import jsonschema_rs

    lookahead = {"pattern": "^(?=a)a"}

    with pytest.raises(jsonschema_rs.ValidationError):
        schemas.compiled(lookahead)
