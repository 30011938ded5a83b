"""Whatever a data file holds, `hpccert validate` ends in order and says so in its format."""

import contextlib
import io
import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hpccert.__main__ import main
from hpccert.cli.show import HIDDEN
from tests import builders, folders
from tests.load.test_readers_agree import TOKENS
from tests.load.test_schemas import ODD
from tests.load.test_small_yaml import YAMLISH

FILES = {
    "hpccert.yaml": {"name": "Test", "version": "0.1", "license": "CC-BY-4.0", "policy": {"approvals": 2}},
    "people.yaml": {"people": builders.people_data()},
    "skills/use/cli.yaml": builders.skill_data("cli", "USE1", ("run", "stop", "quote")),
    "questions/cli/q1.yaml": builders.question_data("q1", enemies=["q2"]),
    "questions/cli/q2.yaml": builders.question_data("q2", key="+---"),
    "reviews/cli/q1.yaml": [builders.record(builders.card(), each, "approve").data for each in ("bob", "cyd")],
    "certificates/license.yaml": builders.certificate_data(),
}
FORMATS = ("text", "json", "sarif", "github", "junit")
CALM = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folders.workspace(tmp_path_factory.mktemp("any") / "bank", [], FILES["certificates/license.yaml"])


def text_of(name: str) -> str:
    return yaml.safe_dump(FILES[name], sort_keys=False, allow_unicode=True)


@pytest.fixture(autouse=True)
def sound(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in FILES:
        folders.write(root, name, text_of(name))
    monkeypatch.chdir(root)


def validated(*words: str) -> tuple[str, str, object]:
    """Return what `hpccert validate` prints, complains of, and ends with; any exception is a fault of ours."""
    out, err, arguments = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["hpccert", "validate", *words]
    out.fileno = sys.__stdout__.fileno  # type: ignore[method-assign,union-attr]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as end:
        return out.getvalue(), err.getvalue(), end.code
    finally:
        sys.argv = arguments
    raise AssertionError("it did not end with an exit code")


def ends_in_order(root: Path, name: str, content: bytes, format: str) -> None:
    """Write a file and validate; it is found to be sound, or faulty with an explanation."""
    (root / name).write_bytes(content)

    out, err, code = validated("--format", format)
    folders.write(root, name, text_of(name))  # sound again for the next

    if code == 2:
        assert (name, out) == ("hpccert.yaml", "")
        assert err.startswith("hpccert: hpccert.yaml:")
    else:
        assert err == ""
        assert code in (0, 1)
        assert well_formed(out, format)
    assert not any(each in HIDDEN for each in map(ord, out + err))


def well_formed(out: str, format: str) -> bool:
    match format:
        case "json" | "sarif":
            return bool(json.dumps(json.loads(out)))
        case "junit":
            return ET.fromstring(out).tag == "testsuites"  # noqa: S314 - our own output
        case "github":
            return all(each.startswith("::") for each in out.splitlines())
        case _:
            return "checked" in out.splitlines()[-1]


@given(st.sampled_from(list(FILES)), st.binary(max_size=80) | YAMLISH.map(str.encode), st.sampled_from(FORMATS))
@CALM
def test_no_bytes_whatever_make_validation_raise(root: Path, name: str, content: bytes, format: str) -> None:
    ends_in_order(root, name, content, format)


@given(st.sampled_from(list(FILES)), st.sampled_from(FORMATS), st.data())
@CALM
def test_no_slips_of_the_hand_make_validation_raise(root: Path, name: str, format: str, data: st.DataObject) -> None:
    text = text_of(name)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        new = data.draw(st.sampled_from(TOKENS) | st.just("") | st.text(max_size=3))
        text = text[:start] + new + text[start + data.draw(st.integers(0, 9)) :]

    ends_in_order(root, name, text.encode("utf-8", "surrogatepass"), format)


values = st.recursive(
    st.sampled_from(ODD) | st.text(max_size=20) | st.integers(-(10**16), 10**16),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(list(FILES)), st.sampled_from(FORMATS), st.data())
@CALM
def test_no_value_in_any_place_makes_validation_raise(root: Path, name: str, format: str, data: st.DataObject) -> None:
    value = json.loads(json.dumps(FILES[name]))
    for _ in range(data.draw(st.integers(1, 2))):
        value = changed(value, data)

    ends_in_order(root, name, yaml.safe_dump(value, sort_keys=False, allow_unicode=True).encode(), format)


def changed(value: Any, data: st.DataObject) -> Any:
    """Return a value with another in one place, one taken out, or one there twice."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not keys or data.draw(st.integers(0, 4)) == 0:
        return data.draw(values)
    key = data.draw(st.sampled_from(keys))
    match data.draw(st.integers(0, 5)):
        case 0 if isinstance(value, dict):
            return {name: each for name, each in value.items() if name != key}
        case 1 if isinstance(value, list):
            return [*value, value[key]]
        case _:
            new = changed(value[key], data)
            if isinstance(value, dict):
                return {**value, key: new}
            return [*value[:key], new, *value[key + 1 :]]


@given(st.sampled_from(["question", "skill", "certificate", "people", "workspace"]), st.data())
@CALM
def test_no_bytes_whatever_on_standard_input_make_validation_raise(root: Path, kind: str, data: st.DataObject) -> None:
    names = {
        "question": "questions/cli/q1.yaml",
        "skill": "skills/use/cli.yaml",
        "certificate": "certificates/license.yaml",
    }
    value = changed(json.loads(json.dumps(FILES[names.get(kind, "people.yaml")])), data)
    slips = yaml.safe_dump(value, sort_keys=False, allow_unicode=True).encode()
    content = data.draw(st.binary(max_size=80) | YAMLISH.map(str.encode) | st.just(slips))
    stdin = io.TextIOWrapper(io.BytesIO(content))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", stdin)
        out, err, code = validated("-", "--as", kind)

    assert code in (0, 1) or (kind, code) == ("workspace", 2)
    assert not any(each in HIDDEN for each in map(ord, out + err))
