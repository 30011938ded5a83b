"""The secret record of a sitting -> the sitting with its forms, as it was drawn."""

import json
from pathlib import Path
from typing import Any

from hpccert.load import schemas
from hpccert.load.workspace import read_bytes
from hpccert.model.certificate import Certificate
from hpccert.model.form import Form, Item, Sitting
from hpccert.model.question import Question, parts_of
from hpccert.model.skill import SkillId
from hpccert.problems import HpccertError

RECORD = "secret/forms.json"
FORMAT = "hpccert-forms-1"
MAX_BYTES = 512 * 1024 * 1024


def sitting(folder: Path) -> Sitting:
    """Read a sitting from its folder.

    Raises:
        HpccertError: the folder holds no such record, or it is damaged.
    """
    try:
        data = read_bytes(folder / RECORD, MAX_BYTES)
    except HpccertError as error:
        raise HpccertError(f"'{folder}' is no sitting, as 'hpccert exam build' writes it: {error}") from None
    try:
        record = json.loads(data)
        if record["format"] != FORMAT:
            raise HpccertError(f"{folder / RECORD} has the format '{record['format']}'; this version reads {FORMAT}")
        _check(record)
        return _sitting(record)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        raise HpccertError(f"{folder / RECORD} is damaged; build the sitting again with its seed") from None


def _check(record: dict[str, Any]) -> None:
    """Raise a ValueError unless the parts of a record are what they were when it was written."""
    sound = schemas.accepts("certificate", record["certificate"]) and record["forms"]
    for each in record["questions"].values():
        kind, _ = schemas.question_schema(each)
        sound = sound and kind is not None and schemas.accepts(kind, each)
    for form in record["forms"]:
        sound = sound and type(form["form"]) is int and form["items"] and all(each["parts"] for each in form["items"])
    if not sound:
        raise ValueError("the record was changed")


def _sitting(record: dict[str, Any]) -> Sitting:
    certificate = Certificate.of(record["certificate"], RECORD)
    questions = {id: Question.of(data, RECORD) for id, data in record["questions"].items()}
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
