"""A rule that finds something inside a text says where it stands in the file."""

import pytest

from hpccert.check.catalog import QUESTION_RULES, SKILL_RULES
from hpccert.check.rules import run
from hpccert.load import reading
from hpccert.model.question import Question
from hpccert.model.skill import Skill
from hpccert.problems import in_order

QUESTION = """\
id: q
skill: cli
outcomes: [run]
type: single-choice
stem: {stem}
choices:
  - {{id: a, text: The first one, correct: true}}
  - id: b
    text: {choice}
    correct: false
  - {{id: c, text: The third one, correct: false}}
explanation: {explanation}
difficulty: easy
minutes: 1
authors: [ann]
license: CC-BY-4.0
language: en
pool: practice
"""
SKILL = """\
id: cli
code: USE1
title: Command line
description: {description}
outcomes:
  - id: run
    text: {outcome}
status: draft
"""


def found(
    stem: str = "What is printed?", choice: str = "The second one", explanation: str = "The manual says so."
) -> list[str]:
    data = QUESTION.format(stem=stem, choice=choice, explanation=explanation).encode()
    value, faults = reading.read("questions", data)
    assert faults == []
    findings = in_order(reading.located(data, run(QUESTION_RULES, Question.of(value, "q.yaml"))))
    return [f"{each.code} {each.line}:{each.column}" for each in findings]


def found_in_skill(description: str = "About it.", outcome: str = "Use it.") -> list[str]:
    data = SKILL.format(description=description, outcome=outcome).encode()
    value, faults = reading.read("skills", data)
    assert faults == []
    findings = in_order(reading.located(data, run(SKILL_RULES, Skill.of(value, "cli.yaml"))))
    return [f"{each.code} {each.line}:{each.column}" for each in findings]


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("What is <b>printed</b>?", "Q010 5:15"),
        ("'What is <b>printed</b>?'", "Q010 5:16"),
        ("|\n  This:\n\n  What is <b>printed</b>?", "Q010 8:11"),
        ("|\n  <b>What</b> is printed?", "Q010 6:3"),
        (">\n  This:\n  What is <b>printed</b>?", "Q010 5:7"),
        ("What is\n  <b>printed</b>?", "Q010 5:7"),
        ("'What''s <b> that is printed?'", "Q010 5:7"),
        ("What does `<i>` mean, <b>here</b>?", "Q010 5:29"),
        ("|\n  ```html\n  <b>\n  ```\n  What is [this](x)?", "Q010 9:11"),
        ("What is printed \N{PARTY POPPER}?", "Q011 5:23"),
        ("|\n  What is printed?\n\n  ```\n  ls\n  ```", "Q012 8:3"),
        ("|\n  Look at `x`.\n  Which shell does not end?", "Q016 7:3"),
        ("|\n  In `the the` of of it, what is printed?", "Q026 6:16"),
    ],
)
def test_a_finding_in_a_stem_is_where_it_stands_or_at_the_stem_if_that_is_unclear(stem: str, expected: str) -> None:
    assert found(stem=stem) == [expected]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("One of them, or all of the above", "Q015 9:27"),
        ("Both A and B", "Q015 9:11"),
        ("'`not` is not unlikely'", "Q017 9:21"),
        ("'`always` it is always so'", "Q018 9:27"),
        ("It is *usually* so", "Q019 9:18"),
        ("It ends if it waits, unless it runs, when idle", "Q024 9:19"),
    ],
)
def test_a_finding_in_a_choice_is_at_the_word(choice: str, expected: str) -> None:
    assert found(choice=choice) == [expected]


def test_of_each_kind_that_papers_cannot_show_the_first_is_told() -> None:
    explanation = "The <b>bold</b> <i>word</i> in [one](x) and [two](y)."

    assert found(explanation=explanation) == ["Q010 12:18", "Q010 12:45"]


def test_each_character_that_is_lacking_is_told_where_it_is_first() -> None:
    assert found(explanation="The \U0001f600 and \U0001f389 and \U0001f600 again.") == ["Q011 12:18", "Q011 12:24"]


def test_each_word_that_is_doubled_is_told() -> None:
    assert found(explanation="|\n  It is is so\n  so.") == ["Q026 13:6", "Q026 13:12"]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("Understand it.", "K010 7:11"),
        ("Fully understand it.", "K010 7:17"),
        ("|\n      Be aware of it.", "K010 8:7"),
        ("'Simply pipes.'", "K011 7:19"),
    ],
)
def test_a_verb_of_an_outcome_is_told_where_it_stands(outcome: str, expected: str) -> None:
    assert found_in_skill(outcome=outcome) == [expected]


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("See `http://localhost`, and http://example.org.", ["K017 4:42"]),
        ("|\n  http://example.net\n  and http://example.org", ["K017 5:3", "K017 6:7"]),
        ("|\n  About\n  the the shell.", ["K018 6:3"]),
    ],
)
def test_a_finding_in_a_description_is_where_it_stands(description: str, expected: list[str]) -> None:
    assert found_in_skill(description=description) == expected


def test_a_finding_is_remembered_as_it_was_placed() -> None:
    data = QUESTION.format(stem="What is <b>?", choice="This", explanation="The manual says so.").encode()
    (finding,) = run(QUESTION_RULES, Question.of(reading.read("questions", data)[0], "q.yaml"))

    (placed,) = reading.located(data, [finding])

    assert finding.spot.is_inside
    assert not placed.spot.is_inside
    assert placed.spot.keys == ("stem",)
