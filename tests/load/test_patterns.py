"""No text, however long and however made, keeps a pattern busy: the time grows with the length and not faster."""

import importlib
import inspect
import json
import pkgutil
import re
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import hpccert
from hpccert.cli import names
from hpccert.load import fences, schemas

LONG = 100_000  # characters; a linear search takes a millisecond, one that grows with the square many seconds
SECONDS = 2

UNITS = (
    *("a", "A", "0", " ", "\t", "-", ".", "$", "@", "[", "(", "é", "\r"),
    *("a-", "1.", " -> ", "$ a", "/a", "a@", ", a", "a\n", " \n", "- id: ", "not a ", "all of the "),
)
BEGINNINGS = (
    *("", "https://", "a@", "$ a", "def f() -> ", "import a", "from a import ", "#!/", "#! /env ", "[a@b:", "code: "),
    *("sha256:", "# yaml-language-server: $schema="),
)
ENDS = ("", "!")


def patterns_of(value: Any) -> Iterator[str]:
    """Yield all patterns of a schema."""
    if isinstance(value, dict):
        if isinstance(value.get("pattern"), str):
            yield value["pattern"]
        for each in value.values():
            yield from patterns_of(each)


SCHEMA_PATTERNS = sorted({each for name in schemas.names() for each in patterns_of(json.loads(schemas.text_of(name)))})
Judge = Callable[[str], object]


def judges() -> Iterator[tuple[str, Judge]]:
    """Yield every compiled pattern of the package with each way in which its modules use it."""
    for info in pkgutil.walk_packages(hpccert.__path__, "hpccert."):
        if info.name != "hpccert.__main__":
            module = importlib.import_module(info.name)
            for name, pattern in vars(module).items():
                if isinstance(pattern, re.Pattern):
                    for method in re.findall(rf"\b{name}\.(\w+)\(", inspect.getsource(module)):
                        yield f"{name}.{method} {pattern.pattern[:24]}", judge_of(pattern, method)


def judge_of(pattern: re.Pattern[str], method: str) -> Judge:
    match method:
        case "sub":
            return lambda text: pattern.sub("", text)
        case "finditer":
            return lambda text: deque(pattern.finditer(text), 0)
        case _:
            return getattr(pattern, method)  # type: ignore[no-any-return]


JUDGES = {
    **dict(judges()),
    **{f"fences.STARTS.{language}": each.fullmatch for each, language in fences.STARTS},
    **{f"schema {each}": re.compile(each).search for each in SCHEMA_PATTERNS},
}
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


def test_the_patterns_of_the_package_are_found() -> None:
    assert {"SLUG.fullmatch", "FORBIDDEN.search", "PYTHON.fullmatch"} <= {each.split(" ")[0] for each in JUDGES}


@pytest.mark.parametrize("judge", JUDGES.values(), ids=JUDGES)
def test_a_pattern_does_not_try_ever_more_ways(judge: Judge) -> None:
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


def test_the_schemas_are_used_with_the_linear_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    import jsonschema_rs

    monkeypatch.setattr(schemas, "_schema", lambda _: {"pattern": "^(?=a)a"})  # it knows no way to look ahead

    with pytest.raises(jsonschema_rs.ValidationError):
        schemas._acceptor.__wrapped__("any")
