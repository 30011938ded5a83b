"""Outcomes and other texts of skills that a rule finds, and those that look alike and are fine."""

from typing import Any

import pytest

from hpccert.check.catalog import SKILL_RULES
from hpccert.check.rules import run
from hpccert.check.verbs import BY_LEVEL, HIDDEN, OBSERVABLE
from hpccert.model.skill import Skill
from tests.builders import skill, skill_data


def skill_with(outcomes: list[dict[str, Any]]) -> Skill:
    return Skill.of({**skill_data(), "outcomes": outcomes}, "skills/use/cli.yaml")


def told(*texts: str, **more: Any) -> list[str]:
    outcomes = [{"id": f"o{index}", "text": text, **more} for index, text in enumerate(texts)]
    return [each.code for each in run(SKILL_RULES, skill_with(outcomes))]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("List the files.", "list files", True),
        (
            "Run a parallel program on several nodes of a cluster.",
            "Run parallel programs on nodes of a cluster.",
            False,
        ),
        ("Set up and start a batch job with many tasks.", "Set up and start a batch job with many small tasks.", True),
        ("Set variables in Bash.", "Set variables in tcsh.", False),
        ("Describe idioms of a language such as C.", "Apply idioms of a language such as C.", False),
    ],
)
def test_outcomes_that_say_nearly_the_same_are_found(one: str, other: str, same: bool) -> None:
    assert told(one, other) == (["K009"] if same else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Understand pipes.", ["K010"]),
        ("Fully understand pipes.", ["K010"]),
        ("Be aware of pipes.", ["K010"]),
        ("Able to use pipes.", ["K010"]),
        ("Knowledge of pipes.", ["K010"]),
        ("Have an idea of pipes.", ["K010"]),
        ("Pipes and filters.", ["K011"]),
        ("Uses pipes.", ["K011"]),
        ("...", ["K011"]),
        ("Explain how to understand pipes.", []),
        ("Briefly describe pipes.", []),
        ("Apply pipes.", []),
        ("Analyse pipes.", []),
        ("Parallelise a loop.", []),
        ("Set up pipes.", []),
    ],
)
def test_an_outcome_begins_with_what_can_be_seen(text: str, found: list[str]) -> None:
    assert told(text) == found
    assert told(text, examinable=False) == []


def test_a_verb_is_at_one_level_and_can_be_seen_or_not() -> None:
    verbs = [verb for each in BY_LEVEL.values() for verb in each.split()]

    assert sorted(verbs) == sorted(set(verbs))
    assert not OBSERVABLE & HIDDEN
    assert OBSERVABLE | {"understand"} == set(verbs)


@pytest.mark.parametrize(
    ("description", "found"),
    [
        ("See http://example.org/x.", ["K017"]),
        ("See <http://example.org> and http://example.net.", ["K017", "K017"]),
        ("See https://example.org.", []),
        ("Open `http://localhost:8888` there.", []),
    ],
)
def test_links_of_skills_are_https(description: str, found: list[str]) -> None:
    assert [each.code for each in run(SKILL_RULES, skill(description=description))] == found


def test_a_doubled_word_is_found_in_topics_too() -> None:
    outcome = {"id": "run", "text": "Run it.", "topics": ["ls", "the the shell"]}

    (finding,) = run(SKILL_RULES, skill_with([outcome]))

    assert (finding.code, finding.spot.keys) == ("K018", ("outcomes", 0, "topics", 1))
