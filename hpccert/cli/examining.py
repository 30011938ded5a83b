"""A file by itself -> what its bank needs of it and what is wrong with it; a whole bank -> what is wrong with it.

Only who examines something imports this: rules, model and parser come along.
"""

import json
from collections.abc import Iterable
from typing import Any

from hpccert.check.alike import Alike, Pair
from hpccert.check.catalog import BANK_RULES, PAIR_RULES, QUESTION_RULES, SKILL_RULES
from hpccert.check.policy import applied
from hpccert.check.rules import run
from hpccert.check.similar import sketch
from hpccert.load import reading
from hpccert.load.workspace import Contents, located
from hpccert.model.bank import Bank
from hpccert.model.question import Question, asked
from hpccert.model.skill import Skill
from hpccert.problems import Finding, Severity, Spot, in_order

decoded = json.JSONDecoder().decode


def entry(kind: str, data: bytes | None, unread: list[Finding]) -> bytes:
    """Return what comes of a file with this content, as bytes; `examined` reads them.

    Args:
        kind: the kind of file.
        data: its content, None if it cannot be read.
        unread: why it cannot be read.
    """
    kept, sketch, findings = (None, b"", unread) if data is None else _examination(kind, data)
    return json.dumps([kept, sketch.hex(), [as_data(each)[1:] for each in findings]]).encode()


def examined(file: str, entry: bytes) -> tuple[Any, bytes, list[Finding]]:
    """Return what a bank needs of a file, the sketch of its texts if it is a question, and its findings."""
    kept, sketch, findings = decoded(entry.decode())
    return kept, bytes.fromhex(sketch), [from_data([file, *each]) for each in findings]


def judged(bank: Bank, alike: Iterable[Pair], findings: list[Finding], contents: Contents) -> list[Finding]:
    """Return what was found in the files of a bank and what is wrong with the bank as a whole, in order.

    Args:
        bank: the bank.
        alike: pairs of its questions that are nearly the same.
        findings: what was found in its files.
        contents: returns the content of a file.
    """
    found = run(BANK_RULES, bank) + run(PAIR_RULES, Alike(bank, tuple(alike)))
    return in_order(located(applied(findings + found, bank.workspace), contents))


def as_data(finding: Finding) -> list[Any]:
    """Return a finding as a JSON value."""
    spot = finding.spot
    return [spot.file, spot.keys, finding.code, finding.message, finding.severity, finding.line, finding.column]


def from_data(data: list[Any]) -> Finding:
    """Return a finding again from its JSON value."""
    file, keys, code, message, severity, line, column = data
    return Finding(Spot(file, tuple(keys)), code, message, Severity(severity), line, column)


def _examination(kind: str, data: bytes) -> tuple[Any, bytes, list[Finding]]:
    value, findings = reading.read(kind, data)
    if value is None:
        return None, b"", findings
    texts = b""
    match kind:
        case "questions":
            question = Question.of(value, "")
            value, findings = question.card.values, run(QUESTION_RULES, question)
            texts = sketch(asked(question.data))
        case "skills":
            findings = run(SKILL_RULES, Skill.of(value, ""))
    return value, texts, reading.located(data, findings) if findings else []
