"""Bytes of a data file and its kind -> its value, checked by its schema, or what is wrong with it.

A file is accepted quickly and without places; only one that is not plainly in order is read again, with
places, and explained.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hpccert.load import quick_yaml, schemas, small_yaml
from hpccert.load.inside import inside
from hpccert.problems import Finding, Spot

SCHEMAS = {"skills": "skill", "certificates": "certificate", "review": "checklist"}  # of other kinds: the kind itself


def read(kind: str, data: bytes, file: str = "") -> tuple[Any, list[Finding]]:
    """Return a file's value, or findings in it with their places; the value is None exactly if there are any."""
    value = quick_yaml.accepted(data)
    if value is not None:
        schema, _ = _schema(kind, value)
        if schema and schemas.accepts(schema, value):
            return value, []
    return _explained(kind, data, file)


def located(data: bytes, findings: list[Finding]) -> list[Finding]:
    """Return the findings in a file with line and column, which are looked up in it."""
    document = small_yaml.parse(data)[0]
    lines = data.decode("utf-8-sig", "replace").split("\n") if any(each.spot.is_inside for each in findings) else ()
    return [each if each.line else _placed(each, document, lines) for each in findings]


def _explained(kind: str, data: bytes, file: str) -> tuple[Any, list[Finding]]:
    document, faults = small_yaml.parse(data)
    if document is None:
        return None, [
            Finding(Spot(file), each.code, each.message, line=each.line, column=each.column) for each in faults
        ]
    schema, found = _schema(kind, document.value)
    if schema:
        found = schemas.faults(schema, document.value)
    findings = [_placed(Finding(Spot(file, keys), code, message), document) for keys, code, message in found]
    return (None if findings else small_yaml.all_whole(document.value)), findings


def _schema(kind: str, value: Any) -> tuple[str | None, list[schemas.Fault]]:
    if kind == "questions":
        return schemas.question_schema(value)
    return SCHEMAS.get(kind, kind), []


def _placed(finding: Finding, document: small_yaml.Document | None, lines: Sequence[str] = ()) -> Finding:
    """Return a finding with the place of its value, or of the nearest one around it."""
    keys = finding.spot.keys
    if document is None:
        return replace(finding, line=1, column=1)
    if keys and keys[-1] == schemas.KEY:
        line, column = document.key_places[keys[:-1]]
        return replace(finding, spot=Spot(finding.spot.file, keys[:-1]), line=line, column=column)
    while keys not in document.places:
        keys = keys[:-1]
    line, column = document.places[keys]
    if finding.spot.is_inside and keys == finding.spot.keys:
        line, column = inside(document, keys, finding.spot.offset, lines)
    return replace(finding, spot=Spot(finding.spot.file, finding.spot.keys), line=line, column=column)
