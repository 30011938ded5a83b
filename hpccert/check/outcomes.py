"""Rules for the texts of a skill by itself: its outcomes can be observed, and each is another one."""

import re
from collections.abc import Iterator
from itertools import combinations

from hpccert.check.rules import rule
from hpccert.check.verbs import HIDDEN, HIDDEN_PHRASES, OBSERVABLE
from hpccert.check.wording import doubled
from hpccert.model.prose import vocabulary, words
from hpccert.model.skill import Outcome, Skill
from hpccert.model.text import offset, prose
from hpccert.model.written import index_of
from hpccert.problems import Problems, Severity, Spot

LEAST_DIFFERENCE = 0.2  # share of the words of two outcomes that only one of them has
LINK = re.compile(r"http://[^\s)>\]`]+")
SMALL_WORDS = vocabulary("a an and as at by for from in into is its of on or that the their to with")


@rule("K009", Severity.WARNING)
def outcome_is_another_one(skill: Skill) -> Problems:
    """Inside a skill no two outcomes say the same, or nearly so.

    Why: blueprints count questions by outcome; one that is there twice is asked for twice.
    """
    said = [frozenset(words(each.text)) - SMALL_WORDS for each in skill.outcomes]
    verbs = [_verb(each) for each in skill.outcomes]
    for first, second in combinations(range(len(said)), 2):
        deeper = said[first] ^ said[second] == {verbs[first], verbs[second]}
        if not deeper and _difference(said[first], said[second]) < LEAST_DIFFERENCE:
            other = skill.outcomes[first].id
            yield skill.at("outcomes", second, "text"), f"this outcome says nearly the same as '{other}'; merge the two"


@rule("K010", Severity.WARNING)
def outcome_can_be_observed(skill: Skill) -> Problems:
    """An examinable outcome begins with what can be seen being done, not with "understand", "know" or "be aware of".

    Why: whether a person understands shows in what they do; only that can be examined. Source: Mager (1997),
    Preparing Instructional Objectives; Anderson & Krathwohl (2001), A Taxonomy for Learning, Teaching, and Assessing.
    """
    for index, outcome, verb in _examined(skill):
        text = outcome.text.lower()
        phrase = next((each for each in HIDDEN_PHRASES if text.startswith(each)), verb if verb in HIDDEN else None)
        if phrase:
            instead = "say what a person does who can, such as 'explain', 'use' or 'compare'"
            yield _at(skill, index, phrase.strip()), f"'{phrase.strip()}' cannot be observed; {instead}"


@rule("K011", Severity.HINT)
def outcome_begins_with_a_verb(skill: Skill) -> Problems:
    """An examinable outcome begins with a verb of Bloom's taxonomy, or of what people do on a computer.

    Why: the verb tells how deep a question may go. Source: Anderson & Krathwohl (2001), A Taxonomy for Learning,
    Teaching, and Assessing, table 5.1.
    """
    for index, outcome, verb in _examined(skill):
        hidden = verb in HIDDEN or outcome.text.lower().startswith(HIDDEN_PHRASES)
        if not hidden and _american(verb) not in OBSERVABLE:
            message = f"'{verb}' is no verb that outcomes usually begin with, such as 'explain', 'use' or 'compare'"
            yield _at(skill, index, verb), message


@rule("K017", Severity.WARNING)
def link_is_https(skill: Skill) -> Problems:
    """Links in the texts of a skill begin with https.

    Why: what is read over http can be changed on its way, and browsers warn of it.
    """
    if "http://" in skill.texts.prose:
        for keys, text in skill.texts.places:
            said = prose(text)
            for each in LINK.finditer(said):
                place = skill.at(*keys).inside(offset(text, said, each.start()))
                yield place, f"the link '{each.group()}' is not https"


@rule("K018", Severity.WARNING)
def skill_has_no_doubled_word(skill: Skill) -> Problems:
    """No word of a skill's text is there twice in a row.

    Why: such "the the" is a slip that readers take for carelessness.
    """
    for keys, place, word in doubled(skill.texts):
        yield skill.at(*keys).inside(place), f"the word '{word}' is there twice in a row"


def _examined(skill: Skill) -> Iterator[tuple[int, Outcome, str]]:
    """Yield the outcomes that an exam may ask for, each with its number and its verb."""
    for index, each in enumerate(skill.outcomes):
        if each.examinable:
            yield index, each, _verb(each)


def _at(skill: Skill, index: int, words: str) -> Spot:
    """Return the place of words with which an outcome begins, perhaps behind an adverb."""
    return skill.at("outcomes", index, "text").inside(index_of(words, skill.outcomes[index].text))


def _verb(outcome: Outcome) -> str:
    """Return the first word of an outcome, without an adverb before it."""
    said = words(outcome.text)
    return next((each for each in said if not each.endswith("ly") or each in ("apply", "rely")), "")


def _american(verb: str) -> str:
    return verb[:-2] + "ze" if verb.endswith(("ise", "yse")) else verb


def _difference(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one ^ other) / len(one | other) if one | other else 0.0
