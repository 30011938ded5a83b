"""Plain data and the name of a schema -> what is wrong with it, in a contributor's words.

A document is accepted by a compiled validator (jsonschema-rs); only one that it refuses is explained,
with the slower `jsonschema`, which knows the place and the reason of every fault.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from hpccert.problems import Keys, did_you_mean

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

QUESTION_TYPES = ("true-false-set", "single-choice", "multiple-choice")

CODES = {
    "S001": (
        "key_is_known",
        "Only the keys of the schema are used.\n\n"
        "Why: a misspelled key would be ignored, and its value lost without a word.",
    ),
    "S002": ("key_is_there", "Every required key is there.\n\nWhy: what follows needs its value."),
    "S003": (
        "value_has_the_right_type",
        "Text is text, numbers are numbers, lists are lists.\n\n"
        "Why: a version 1.10 without quotes is the number 1.1, and a list of one is not its item.",
    ),
    "S004": (
        "value_is_allowed",
        "Where the schema lists the values, one of them is used.\n\nWhy: any other value has no meaning to the tool.",
    ),
    "S005": (
        "value_has_the_right_form",
        "Ids, codes, dates, digests and the like follow their pattern.\n\n"
        "Why: they name files and are compared letter by letter.",
    ),
    "S006": (
        "value_has_the_right_size",
        "Texts, lists and numbers stay in their bounds.\n\n"
        "Why: an empty stem or a set of two statements cannot be used in an exam.",
    ),
    "S007": (
        "list_has_no_repeats",
        "A list that is a set names each thing once.\n\nWhy: the second mention is a slip.",
    ),
}

WORDS = {
    "object": "key-value pairs",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}
SIZES = {
    "minLength": "has {have} characters; at least {bound} needed",
    "maxLength": "has {have} characters; at most {bound} allowed",
    "minItems": "has {have} entries; at least {bound} needed",
    "maxItems": "has {have} entries; at most {bound} allowed",
    "minimum": "is {value}; at least {bound} needed",
    "maximum": "is {value}; at most {bound} allowed",
}

Fault = tuple[Keys, str, str]  # where, code, message; a key's own place ends with KEY


ENDING = ".schema.json"
KEY = -1  # last of the keys of a fault: the place of the key before it, not of its value


def faults(schema: str, value: Any) -> list[Fault]:
    """Return what is wrong with a value by a schema, such as "skill"; nothing means accepted."""
    if accepts(schema, value):
        return []
    errors: Iterator[ValidationError] = _explainer(schema).iter_errors(value)
    found = [each for error in errors for each in _explained(error)]
    return found or [((), "S003", "this is not what the schema asks for")]


def accepts(schema: str, value: Any) -> bool:
    """Whether the compiled validator accepts a value."""
    try:
        return _acceptor(schema).is_valid(value)
    except (ValueError, UnicodeEncodeError):  # a value that JSON cannot hold
        return False


def question_schema(value: Any) -> tuple[str | None, list[Fault]]:
    """Return the schema for a question by its `type`, or what is wrong with the type."""
    if not isinstance(value, dict):
        return None, [((), "S003", f"expected key-value pairs, found {_found(value)}")]
    if "type" not in value:
        return None, [((), "S002", f"key 'type' is missing; use one of {', '.join(QUESTION_TYPES)}")]
    if value["type"] not in QUESTION_TYPES:
        return None, [(("type",), "S004", _not_one_of("type", value["type"], QUESTION_TYPES))]
    return f"question-{value['type']}", []


def known_keys(schema: str, keys: Keys) -> tuple[str, ...]:
    """Return the keys that a schema knows in the mapping at a place, in its order; none where it knows nothing."""
    whole = _schema(schema)
    node = whole
    for each in (*keys, None):
        while "$ref" in node:
            node = whole["$defs"][node["$ref"].rpartition("/")[2]]
        if each is not None:
            node = node.get("items", {}) if isinstance(each, int) else node.get("properties", {}).get(each, {})
    return tuple(node.get("properties", ()))


def names() -> list[str]:
    """Return the names of all schemas, sorted."""
    return sorted(each.name.removesuffix(ENDING) for each in _folder().iterdir() if each.name.endswith(ENDING))


@cache
def text_of(name: str) -> str:
    """Return a schema's JSON text."""
    return (_folder() / f"{name}{ENDING}").read_text("utf-8")


def _folder() -> Traversable:
    """Return where the schemas are: in the installed package or, in a checkout, in `schemas/`."""
    packaged = resources.files("hpccert") / "schemas"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "schemas"


@cache
def _schema(name: str) -> dict[str, Any]:
    """Return a schema with the shared definitions inside, so that nothing needs to be fetched."""
    schema: dict[str, Any] = json.loads(text_of(name).replace("common.schema.json#", "#"))
    common = json.loads(text_of("common").replace("common.schema.json#", "#"))
    return {**schema, "$defs": common["$defs"]}


@cache
def _acceptor(name: str) -> "jsonschema_rs.Draft202012Validator":
    import jsonschema_rs

    linear = jsonschema_rs.RegexOptions()  # patterns are matched in linear time
    return jsonschema_rs.Draft202012Validator(_schema(name), offline=True, pattern_options=linear)


@cache
def _explainer(name: str) -> "Validator":
    import jsonschema
    from jsonschema import validators

    def pattern(_: Any, pattern: str, value: Any, __: Any) -> Iterator["ValidationError"]:
        # Python's `$` also matches before a last newline; the pattern of a schema does not.
        if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
            yield jsonschema.ValidationError("pattern")

    extend: Any = validators.extend  # it has no types of its own
    return cast("Validator", extend(jsonschema.Draft202012Validator, {"pattern": pattern})(_schema(name)))


def _explained(error: "ValidationError") -> Iterator[Fault]:
    keys: Keys = tuple(error.absolute_path)
    name = next((f"'{each}'" for each in reversed(keys) if isinstance(each, str)), "this")
    value: Any = error.instance
    bound: Any = error.validator_value
    schema: Any = error.schema
    match error.validator:
        case "additionalProperties":
            allowed = list(schema["properties"])
            for key in _unknown(value, schema):
                known = f"; known here: {', '.join(allowed)}" if len(allowed) <= 6 else ""
                yield (*keys, key, KEY), "S001", f"unknown key '{key}'" + (did_you_mean(key, allowed) or known)
        case "required":
            missing = error.message.split("'")[1]  # one error a missing key, which only the message names
            if not any(f"'{missing}'" in did_you_mean(each, schema["properties"]) for each in _unknown(value, schema)):
                place, where = _belongs(missing, keys, value, list(schema["properties"]))
                yield place, "S002", f"key '{missing}' is missing{where}"
        case "type":
            yield keys, "S003", f"{name}: expected {_types(bound)}, found {_found(value)}"
        case "enum":
            yield keys, "S004", _not_one_of(name.strip("'"), value, bound)
        case "const":
            yield keys, "S004", f"{name} must be '{bound}'"
        case "pattern":
            yield keys, "S005", f"{name}: {_found(value)} does not have the right form: {_form(schema, bound)}"
        case "uniqueItems":
            yield keys, "S007", f"{name} names something twice"
        case size:
            yield keys, "S006", f"{name} {_size(str(size), value, bound)}"


def _types(bound: str | list[str]) -> str:
    return " or ".join(WORDS[each] for each in ([bound] if isinstance(bound, str) else bound))


def _belongs(missing: str, keys: Keys, value: dict[str, Any], order: list[str]) -> tuple[Keys, str]:
    """Return the place after which a missing key belongs by the order of the schema, and how to say it."""
    before = [each for each in order[: order.index(missing)] if each in value]
    return ((*keys, before[-1], KEY), f"; it goes after '{before[-1]}'") if before else (keys, "")


def _unknown(value: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    return [key for key in value if key not in schema["properties"]]


def _size(keyword: str, value: Any, bound: Any) -> str:
    if value == "" and keyword == "minLength":
        return "is empty; write a text, or leave the key out if it is optional"
    have = len(value) if isinstance(value, (str, list)) else value
    return SIZES[keyword].format(have=have, value=value, bound=bound)


def _form(schema: dict[str, Any], pattern: str) -> str:
    said: str = schema.get("description", f"pattern {pattern}")
    return (said[0].lower() + said[1:]).rstrip(".")


def _found(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return f"the word {str(value).lower()} (put it in quotes if it is text)"
        case int() | float():
            return f"the number {value} (put it in quotes if it is text)"
        case str():
            start = value.split("\n", 1)[0][:40]
            return f"'{start if start == value else start + '...'}'"
        case list():
            return "a list"
        case _:
            return "key-value pairs"


def _not_one_of(name: str, value: Any, allowed: Any) -> str:
    return f"'{name}': {_found(value)} is not one of {', '.join(allowed)}" + did_you_mean(str(value), allowed)
