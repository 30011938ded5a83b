"""A workspace's folder -> its bank and everything that is wrong with it: reading and rules, joined."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hpccert.check.catalog import BANK_RULES, QUESTION_RULES, SKILL_RULES
from hpccert.check.rules import run
from hpccert.load import reading, workspace
from hpccert.load.scan import File
from hpccert.model.bank import Bank
from hpccert.model.question import Question
from hpccert.model.skill import Skill
from hpccert.problems import Finding, in_order


def checked(root: Path) -> tuple[Bank, list[Finding]]:
    """Return the bank of a workspace as far as it loads, and everything that is wrong with it, in order."""
    bank, findings = workspace.load(root, _examined)
    findings += run(BANK_RULES, bank)
    return bank, in_order(workspace.located(root, findings))


def _examined(root: Path, files: Sequence[File]) -> Iterator[workspace.Examined]:
    for file in files:
        data, unread = workspace.contents(root, file)
        yield (file, None, unread) if data is None else (file, *_examination(file.kind, data, file.name))


def _examination(kind: str, data: bytes, name: str) -> tuple[Any, list[Finding]]:
    """Return what the bank needs of a file with this content, and what schema and rules find in it."""
    value, findings = reading.read(kind, data, name)
    if value is None:
        return None, findings
    match kind:
        case "questions":
            findings = run(QUESTION_RULES, Question.of(value, name))
        case "skills":
            findings = run(SKILL_RULES, Skill.of(value, name))
    return workspace.kept(kind, value), reading.located(data, findings) if findings else []
