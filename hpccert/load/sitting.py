"""The secret record of a sitting -> the sitting with its forms, as it was drawn."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from hpccert.load import schemas
from hpccert.load.scan import read_bytes
from hpccert.model.certificate import Certificate
from hpccert.model.form import FORMS_FILE, FORMS_FORMAT, Form, Item, Sitting
from hpccert.model.question import Question, TrueFalseSet, parts_of, task_of
from hpccert.model.skill import SkillId
from hpccert.problems import HpccertError

MAX_BYTES = 512 * 1024 * 1024


def sitting(folder: Path) -> Sitting:
    """Read a sitting from its folder.

    Raises:
        HpccertError: the folder holds no such record, or it is damaged.
    """
    try:
        data = read_bytes(folder / FORMS_FILE, MAX_BYTES)
    except HpccertError as error:
        raise HpccertError(f"'{folder}' is no sitting, as 'hpccert exam build' writes it: {error}") from None
    try:
        record = json.loads(data)
        if record["format"] != FORMS_FORMAT:
            raise HpccertError(
                f"{folder / FORMS_FILE} has the format '{record['format']}'; this version reads {FORMS_FORMAT}"
            )
        _check(record)
        return _sitting(record)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        raise HpccertError(f"{folder / FORMS_FILE} is damaged; build the sitting again with its seed") from None


def _check(record: dict[str, Any]) -> None:
    """Raise a ValueError unless a record is as it was when it was written: what is marked by must be whole."""
    kinds = {id: schemas.question_schema(each)[0] for id, each in record["questions"].items()}
    sound = (
        schemas.accepts("certificate", record["certificate"])
        and all(kind and schemas.accepts(kind, record["questions"][id]) for id, kind in kinds.items())
        and bool(record["forms"])
        and len({form["form"] for form in record["forms"]}) == len(record["forms"])
    )
    if not sound:
        raise ValueError("the record was changed")
    certificate = Certificate.of(record["certificate"], FORMS_FILE)
    lines = Counter({each.skill: each.questions for each in certificate.blueprint.lines})
    if set(record["skills"]) != set(lines) or not all(isinstance(each, str) for each in record["skills"].values()):
        raise ValueError("the skills were changed")
    for form in record["forms"]:
        _check_form(record, form, certificate, lines)


def _check_form(
    record: dict[str, Any], form: dict[str, Any], certificate: Certificate, lines: Counter[SkillId]
) -> None:
    items = form["items"]
    sound = type(form["form"]) is int and Counter(each["line"] for each in items) == lines
    sound = sound and len({each["question"] for each in items}) == len(items)
    for each in items:
        task = task_of(record["questions"][each["question"]])
        rights = {part.id: part.right for part in parts_of(task)}
        is_set = isinstance(task, TrueFalseSet)
        count = certificate.blueprint.statements if is_set else len(rights)
        sound = sound and len(set(each["parts"])) == len(each["parts"]) == count and set(each["parts"]) <= set(rights)
        sound = sound and (is_set or len(set(rights.values())) > 1)
    if not sound:
        raise ValueError("a form was changed")


def _sitting(record: dict[str, Any]) -> Sitting:
    certificate = Certificate.of(record["certificate"], FORMS_FILE)
    questions = {id: Question.of(data, FORMS_FILE) for id, data in record["questions"].items()}
    lines = {each.skill: each for each in certificate.blueprint.lines}
    parts = {id: {part.id: part for part in parts_of(each.task)} for id, each in questions.items()}
    return Sitting(
        id=record["sitting"],
        standard=record["standard"],
        certificate=certificate,
        practice=record["pool"] == "practice",
        skills={SkillId(id): name for id, name in record["skills"].items()},
        forms=tuple(
            Form(
                form["form"],
                tuple(
                    Item(
                        questions[item["question"]],
                        lines[item["line"]],
                        tuple(parts[item["question"]][part] for part in item["parts"]),
                    )
                    for item in form["items"]
                ),
            )
            for form in record["forms"]
        ),
    )
