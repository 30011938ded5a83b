"""Data and the name of a schema become what is wrong with it, each fault at the narrowest place."""

import copy
import json
import random
import socket
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hpccert.load import schemas
from hpccert.load.reading import read
from hpccert.load.small_yaml import parse
from tests import builders

ROOT = Path(__file__).parents[2]
NAMES = sorted(each.name.removesuffix(".schema.json") for each in (ROOT / "schemas").glob("*.schema.json"))
WORKSPACE = {"name": "S", "version": "0.1", "license": "MIT"}
RECORD = {"at": "2026-11-20T10:02:11Z", "by": "ann", "verdict": "approve", "digest": "sha256:" + "0" * 64}


def told(schema: str, value: Any) -> list[str]:
    """Return the faults of a value, each as its data path and message."""
    return [f"{'/'.join(map(str, keys))}: {code} {message}" for keys, code, message in schemas.faults(schema, value)]


def skill(**more: Any) -> dict[str, Any]:
    return builders.skill_data(**more)


def set_(**more: Any) -> dict[str, Any]:
    return {**builders.question_data(), **more}


def without(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: each for name, each in data.items() if name != key}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ("skill", skill()),
        ("question-true-false-set", builders.question_data()),
        ("question-single-choice", builders.question_data(key="+--")),
        ("question-multiple-choice", builders.question_data(key="++-")),
        ("certificate", builders.certificate_data(minutes={"min": 1})),
        ("people", {"people": builders.people_data()}),
        ("reviews", [RECORD]),
        ("workspace", {"name": "Test", "version": "0.1", "license": "CC-BY-4.0"}),
    ],
)
def test_sound_data_has_no_faults(schema: str, value: Any) -> None:
    assert told(schema, value) == []


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ("skill", {**skill(), "tilte": "x"}, "tilte/-1: S001 unknown key 'tilte'; did you mean 'title'?"),
        ("skill", {**skill(), "zzz": "x"}, "zzz/-1: S001 unknown key 'zzz'"),
        (
            "certificate",
            builders.certificate_data(minutes={"from": 1}),
            "blueprint/minutes/from/-1: S001 unknown key 'from'; known here: min, max",
        ),
        (
            "question-true-false-set",
            set_(statements=[*builders.statements("TTFF"), {"id": "s5", "text": "T.", "truth": True, "correct": True}]),
            "statements/4/correct/-1: S001 unknown key 'correct'; known here: id, text, truth, why",
        ),
        ("skill", without(skill(), "title"), "code/-1: S002 key 'title' is missing; it goes after 'code'"),
        (
            "certificate",
            {**builders.certificate_data(), "marking": {"rule": "net"}},
            "marking/rule/-1: S002 key 'floor' is missing; it goes after 'rule'",
        ),
        (
            "skill",
            {**skill(), "outcomes": [{"id": "run"}]},
            "outcomes/0/id/-1: S002 key 'text' is missing; it goes after 'id'",
        ),
        (
            "workspace",
            {"name": "T", "version": 1.1, "license": "MIT"},
            "version: S003 'version': expected text, found the number 1.1 (put it in quotes if it is text)",
        ),
        (
            "skill",
            {**skill(), "title": True},
            "title: S003 'title': expected text, found the word true (put it in quotes if it is text)",
        ),
        ("skill", {**skill(), "title": None}, "title: S003 'title': expected text, found nothing"),
        ("skill", {**skill(), "title": ["a"]}, "title: S003 'title': expected text, found a list"),
        ("skill", {**skill(), "title": {}}, "title: S003 'title': expected text, found key-value pairs"),
        ("skill", {**skill(), "outcomes": "run"}, "outcomes: S003 'outcomes': expected a list, found 'run'"),
        (
            "skill",
            {**skill(), "outcomes": ["run"]},
            "outcomes/0: S003 'outcomes': expected key-value pairs, found 'run'",
        ),
        (
            "question-true-false-set",
            set_(minutes="two"),
            "minutes: S003 'minutes': expected a whole number, found 'two'",
        ),
        (
            "certificate",
            {**builders.certificate_data(), "cut_score": "60 %"},
            "cut_score: S003 'cut_score': expected a number, found '60 %'",
        ),
        (
            "skill",
            {**skill(), "outcomes": [{"id": "run", "text": "Run.", "examinable": "no"}]},
            "outcomes/0/examinable: S003 'examinable': expected true or false, found 'no'",
        ),
        (
            "workspace",
            {**WORKSPACE, "policy": {"approvals": "two"}},
            "policy/approvals: S003 'approvals': expected a whole number or key-value pairs, found 'two'",
        ),
        (
            "workspace",
            {**WORKSPACE, "policy": {"approvals": {"exams": 2}}},
            "policy/approvals/exams/-1: S001 unknown key 'exams'; did you mean 'exam'?",
        ),
        (
            "workspace",
            {**WORKSPACE, "policy": {"approvals": {"exam": 0}}},
            "policy/approvals/exam: S006 'exam' is 0; at least 1 needed",
        ),
        ("skill", [], ": S003 this: expected key-value pairs, found a list"),
        ("reviews", None, ": S003 this: expected a list, found nothing"),
        (
            "question-true-false-set",
            set_(difficulty="esay"),
            "difficulty: S004 'difficulty': 'esay' is not one of easy, medium, hard; did you mean 'easy'?",
        ),
        (
            "reviews",
            [RECORD, {**RECORD, "verdict": "ok"}],
            "1/verdict: S004 'verdict': 'ok' is not one of submit, approve, request-changes, reject, accept,"
            " retire, reinstate, comment, flag, withdraw",
        ),
        (
            "question-single-choice",
            {**builders.question_data(key="+--"), "type": "multiple-choice"},
            "type: S004 'type' must be 'single-choice'",
        ),
        (
            "skill",
            {**skill(), "id": "Use_CLI"},
            "id: S005 'id': 'Use_CLI' does not have the right form: lower-case letters, digits and single hyphens",
        ),
        (
            "skill",
            {**skill(), "code": "use1"},
            "code: S005 'code': 'use1' does not have the right form: a skill's place in the tree, such as USE, USE1 or"
            " USE1.5.2",
        ),
        (
            "skill",
            {**skill(), "title": "one\ntwo"},
            "title: S005 'title': 'one...' does not have the right form: one line of plain text",
        ),
        (
            "question-true-false-set",
            set_(authors=["ann", "b" * 60 + "!"]),
            f"authors/1: S005 'authors': '{'b' * 40}...' does not have the right form: lower-case letters, digits and"
            " single hyphens",
        ),
        (
            "skill",
            {**skill(), "title": ""},
            "title: S006 'title' is empty; write a text, or leave the key out if it is optional",
        ),
        ("skill", {**skill(), "title": "x" * 301}, "title: S006 'title' has 301 characters; at most 300 allowed"),
        ("skill", {**skill(), "outcomes": []}, "outcomes: S006 'outcomes' has 0 entries; at least 1 needed"),
        (
            "question-single-choice",
            builders.question_data(key="+--------"),
            "choices: S006 'choices' has 9 entries; at most 8 allowed",
        ),
        ("question-true-false-set", set_(minutes=0), "minutes: S006 'minutes' is 0; at least 1 needed"),
        ("question-true-false-set", set_(minutes=31), "minutes: S006 'minutes' is 31; at most 30 allowed"),
        ("question-true-false-set", set_(tags=["a", "b", "a"]), "tags: S007 'tags' names something twice"),
    ],
)
def test_a_fault_has_one_clear_message_at_the_narrowest_place(schema: str, value: Any, expected: str) -> None:
    assert told(schema, value) == [expected]


def test_each_missing_key_is_told() -> None:
    assert told("people", {"people": [{"id": "ann"}]}) == [
        "people/0/id/-1: S002 key 'name' is missing; it goes after 'id'",
        "people/0/id/-1: S002 key 'affiliation' is missing; it goes after 'id'",
    ]


def test_no_message_ever_runs_over_two_lines() -> None:
    value = {**skill(), "id": "a\nb", "code": "x\ny", "title": "\n", "status": "a\nb", "outcomes": "\n"}

    assert not any("\n" in each for each in told("skill", value))


@pytest.mark.parametrize("end", ["\n", "\r", " ", "\u2028"])
def test_an_id_with_something_behind_it_is_no_id(end: str) -> None:
    assert [each.split()[1] for each in told("skill", {**skill(), "id": "cli" + end})] == ["S005"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", [((), "S003", "expected key-value pairs, found 'text'")]),
        ({}, [((), "S002", "key 'type' is missing; use one of true-false-set, single-choice, multiple-choice")]),
        (
            {"type": "true-false"},
            [
                (
                    ("type",),
                    "S004",
                    "'type': 'true-false' is not one of true-false-set, single-choice, multiple-choice; did you mean"
                    " 'true-false-set'?",
                )
            ],
        ),
        (
            {"type": ["single-choice"]},
            [
                (
                    ("type",),
                    "S004",
                    "'type': a list is not one of true-false-set, single-choice, multiple-choice; did you mean"
                    " 'single-choice'?",
                )
            ],
        ),
    ],
)
def test_a_question_without_a_known_type_is_judged_by_no_schema(value: Any, expected: list[schemas.Fault]) -> None:
    assert schemas.question_schema(value) == (None, expected)


@pytest.mark.parametrize("type_", schemas.QUESTION_TYPES)
def test_a_question_is_judged_by_the_schema_of_its_type(type_: str) -> None:
    assert schemas.question_schema({"type": type_}) == (f"question-{type_}", [])


def test_a_whole_number_written_with_a_point_is_read_as_a_whole_number() -> None:
    text = yaml.safe_dump(builders.question_data(minutes=2.0))

    value, findings = read("questions", text.encode(), "q1.yaml")

    assert (findings, type(value["minutes"])) == ([], int)


@pytest.mark.parametrize("odd", ["\ud800", float("nan"), float("inf")])
def test_what_json_cannot_hold_is_accepted_nowhere(odd: object) -> None:
    assert told("skill", {**skill(), "title": odd}) != []
    assert told("certificate", {**builders.certificate_data(), "cut_score": odd}) != []


# The schemas themselves


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_by_the_draft_it_names(name: str) -> None:
    schema = json.loads(schemas.text_of(name))

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_refers_only_to_parts_that_all_share(name: str) -> None:
    shared = {f"common.schema.json#/$defs/{each}" for each in json.loads(schemas.text_of("common"))["$defs"]}

    assert set(references(json.loads(schemas.text_of(name)))) <= shared


def references(schema: Any) -> list[str]:
    """Return all `$ref` of a schema."""
    below = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema["$ref"]] if isinstance(schema, dict) and "$ref" in schema else []
    return own + [found for each in below for found in references(each)]


def keywords(schema: Any) -> set[str]:
    """Return the keywords that a schema judges by."""
    match schema:
        case dict():
            return {key for key in schema if key not in ("properties", "$defs")}.union(
                *(keywords(each) for key, each in schema.items() if key not in ("properties", "$defs")),
                *(keywords(each) for name in ("properties", "$defs") for each in schema.get(name, {}).values()),
            )
        case list():
            return set().union(*map(keywords, schema))
        case _:
            return set()


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_uses_only_keywords_that_we_can_explain(name: str) -> None:
    explained = {"additionalProperties", "required", "type", "enum", "const", "pattern", "uniqueItems", *schemas.SIZES}
    silent = {"$schema", "$ref", "$defs", "title", "description", "items"}

    assert keywords(json.loads(schemas.text_of(name))) <= explained | silent | {"properties"}


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    schemas._acceptor.cache_clear()
    schemas._explainer.cache_clear()

    assert all(told(each, {"$ref": "https://example.org"}) for each in NAMES if each != "common")


# Two validators, one judgment

CORPUS: list[tuple[str, Any]] = [
    ("skill", skill(requires=[{"skill": "use", "strength": "required"}], curators=["ann"], provenance={"ai": "none"})),
    ("question-true-false-set", builders.question_data(tags=["a"], enemies=["q2"], source="man bash")),
    ("question-single-choice", builders.question_data(key="+---")),
    ("question-multiple-choice", builders.question_data(key="++--")),
    ("certificate", builders.certificate_data(per_outcome=1, minutes={"min": 1, "max": 9}, valid_years=3)),
    ("people", {"people": builders.people_data()}),
    ("reviews", [RECORD, {**RECORD, "note": "clear", "checklist": 1}]),
    ("workspace", {"name": "T", "version": "0.1", "license": "MIT", "policy": {"approvals": 2}}),
    ("workspace", {"name": "T", "version": "0.1", "license": "MIT", "policy": {"wanted": {"questions": 5}}}),
    ("people", {"people": [{"id": "ann", "name": "Ann", "affiliation": "Aachen", "public": True}]}),
]
ODD = [
    None, True, False, 0, 1, -1, 2.0, 1.5, -0.0, 10**15, "", " ", "a", "A", "a-b", "a--b", "-a", "a\n", "a\nb", "ä",
    "😀", "😀" * 300, "x" * 81, "x" * 301, "x" * 20001, "USE1.2", "USE01", "en", "en-GB", "0.1", "0.1\n", "MIT",
    "\u0663.\u0661",
    "2026-11-20T10:02:11Z", "https://example.org", "https://exa mple.org", "https://a\u00a0b", "https://a\u2003b",
    "a@b", "a@b@c", "a\u3000@b", "sha256:" + "0" * 64, [], ["a"], ["a", "a"], [1, 1.0], [True, 1],
    [[]], {}, {"id": "a"}, {"": ""}, {"a": {"b": []}},
]  # fmt: skip


def own_files() -> list[tuple[str, Any]]:
    """Return some of this repository's skills and questions with the names of their schemas."""
    out = []
    for file in sorted(ROOT.glob("skills/*/*.yaml"))[:4] + sorted(ROOT.glob("questions/*/*.yaml"))[::20]:
        document, _ = parse(file.read_bytes())
        if document is not None:
            kind = "skill" if "skills" in file.parts else f"question-{document.value['type']}"
            out.append((kind, document.value))
    return out


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Return every place of a value, as its container and key."""
    pairs = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    return [(value, key) for key, _ in pairs] + [spot for _, each in pairs for spot in spots(each)]


def changed(value: Any, chance: random.Random) -> Any:
    """Return a value with one to three slips: a key or entry lost, added, doubled, or of another kind."""
    box = [copy.deepcopy(value)]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        container, key = chance.choice(spots(box))
        odd = copy.deepcopy(chance.choice(ODD))
        slip = chance.choice(("lose", "replace", "add"))
        if container is box or slip == "replace":
            container[key] = odd
        elif slip == "lose":
            del container[key]
        elif isinstance(container, dict):
            container[chance.choice(("id", "text", "minutes", "Id", ""))] = odd
        else:
            container.append(chance.choice((odd, copy.deepcopy(container[key]))))
    return box[0]


def explained(schema: str, value: Any) -> bool:
    return next(schemas._explainer(schema).iter_errors(value), None) is None


def test_both_validators_accept_the_same_of_many_files_with_slips() -> None:
    chance = random.Random("slips")
    corpus = CORPUS + own_files()

    differing = []
    for _ in range(6000):
        schema, value = chance.choice(corpus)
        slipped = changed(value, chance)
        if schemas.accepts(schema, slipped) != explained(schema, slipped):
            differing.append((schema, slipped))

    assert differing == []


DRAWN = st.recursive(
    st.sampled_from(ODD) | st.text(max_size=8) | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "people"]), inner),
    max_leaves=6,
)


@given(st.sampled_from(CORPUS), st.data())
@settings(deadline=None)
def test_both_validators_accept_the_same_whatever_one_value_is(example: tuple[str, Any], data: st.DataObject) -> None:
    box = [copy.deepcopy(example[1])]
    container, key = data.draw(st.sampled_from(spots(box)))
    container[key] = data.draw(DRAWN)

    assert schemas.accepts(example[0], box[0]) == explained(example[0], box[0])


def test_every_fault_of_many_files_with_slips_is_explained_in_one_line_at_a_place_of_the_file() -> None:
    chance = random.Random("words")
    wrong = []
    for _ in range(2000):
        schema, value = chance.choice(CORPUS)
        slipped = changed(value, chance)
        for keys, code, message in schemas.faults(schema, slipped):
            there = keys[:-1] if keys[-1:] == (schemas.KEY,) else keys
            if code not in schemas.CODES or "\n" in message or not reachable(slipped, there):
                wrong.append((keys, code, message))

    assert wrong == []


def reachable(value: Any, keys: tuple[Any, ...]) -> bool:
    for each in keys:
        try:
            value = value[each]
        except (KeyError, IndexError, TypeError):
            return False
    return True
