"""Rules for the words of a question: they ask plainly, and give nothing away. English texts only, where so said.

Sources: Haladyna, Downing & Rodriguez (2002), A Review of Multiple-Choice Item-Writing Guidelines for Classroom
Assessment, Applied Measurement in Education 15(3); National Board of Medical Examiners, Item-Writing Guide.
"""

import re
from collections.abc import Iterator
from itertools import compress, islice
from operator import eq

from hpccert.check.rules import rule
from hpccert.model.prose import END, MARK, vocabulary, words
from hpccert.model.question import Question, TrueFalseSet, parts_of
from hpccert.model.text import Texts, offset, prose
from hpccert.model.written import index_of
from hpccert.problems import Keys, Problems, Severity, Spot

NEGATIVE = vocabulary("not except cannot false wrong incorrect untrue isn't aren't doesn't don't can't won't")
AUXILIARY = "is|are|was|were|does|do|did|can|could|will|would|has|have|should|must|may"
NEGATIVE_STEM = re.compile(
    rf"""\b(?i:which|what|who|where)\b
        (?:\s+(?!(?i:if|when|that|who|because|while|unless|for|whose)\b)[\w`'*]+){{0,5}}?
        \s+(?: (?i:{AUXILIARY})\s+\**(?i:not|never)\b | (?i:cannot|\w+n't)\b )
    | \b(?i:which|what)\b (?:\s+\w+){{0,3}}? \s+(?i:statements?|claims?|answers?|choices?|following|these)
        (?:\s+\w+){{0,2}}? \s+(?i:is|are)\s+\**(?i:false|wrong|incorrect|untrue)\b
    | \b(?:EXCEPT|NOT)\b
    | \b(?i:all|any|each|every)\b[^.?:]{{0,150}}\s\**(?i:except)\**[\s.?:]*$
    | \b(?i:judge|mark|choose|select|pick|tick|name|identify|find)\b[^.?:]{{0,150}}
        \b(?i:is|are|does|do|can)\s+\**(?i:not)\b""",
    re.VERBOSE | re.MULTILINE,
)

NEGATED_TWICE = vocabulary(
    """unable uncommon unusual unlikely unnecessary unsafe untrue unsuccessful unexpected unknown unimportant
    unavailable unrelated impossible improper improbable incorrect invalid insufficient inaccurate inappropriate
    incomplete inefficient ineffective insignificant false wrong unless fail"""
)
DOUBLE_NEGATION = re.compile(
    rf"""\b(?:not|never|cannot|nothing|nobody|\w+n't)\s+
        (?: (?:\w+\s+)? (?:{"|".join(sorted(NEGATED_TWICE - vocabulary("unless fail")))})
          | (?:\w+\s+)? fail\s+to
          | (?:\w+\s+){{0,2}} unless )\b""",
    re.VERBOSE | re.IGNORECASE,
)

ABSOLUTE = vocabulary("always never absolutely invariably impossible completely entirely totally")
VAGUE = vocabulary(
    """often usually frequently sometimes generally typically commonly rarely seldom normally occasionally
    mostly probably"""
)
CONDITIONS = vocabulary("if unless when whenever provided except until although")
MOST_CONDITIONS = 2

DOUBLED = re.compile(r"\b([^\W\d_]{2,}|[Aa])(\s+)\1\b", re.IGNORECASE)
RIGHTLY_DOUBLED = vocabulary("that had die das der sie nous vous no blah")

TASK_WORDS = vocabulary(
    """which what who whom whose where when why how judge choose select mark pick tick decide complete
    determine find predict identify tell compare match order evaluate name state say assess following
    give indicate calculate compute estimate classify recognize answer explain describe spot detect"""
)
LEAST_STEM_WORDS = 3
LEAST_EXPLANATION_WORDS = 3
PLACEHOLDERS = vocabulary("todo tbd tba fixme xxx tbc placeholder")


@rule("Q016", Severity.WARNING)
def stem_asks_positively(question: Question) -> Problems:
    """The stem asks for what is so, not for what is not so or for an exception (English).

    Why: under time pressure a "not" is overlooked, and who knows the matter errs. Source: Haladyna, Downing & Rodriguez
    (2002), guideline "word the stem positively"; NBME Item-Writing Guide.
    """
    stem, _, _ = question.texts
    if _is_english(question) and not NEGATIVE.isdisjoint(stem.words):
        found = NEGATIVE_STEM.search(stem.prose)
        if found:
            said = " ".join(found.group().split())[-60:]
            place = question.at("stem").inside(stem.offset(("stem",), stem.prose, found.start()))
            yield place, f"the stem asks for what is not so ('{said}'); ask for what is"


@rule("Q017", Severity.HINT)
def negation_is_not_doubled(question: Question) -> Problems:
    """A statement or choice does not negate twice in one clause, as in "not impossible" (English).

    Why: whoever judges it as false would have to think in three negations. Source: Haladyna, Downing &
    Rodriguez (2002).
    """
    parts = question.texts[1]
    for keys, text in parts.saying(NEGATED_TWICE) if _is_english(question) else ():
        found = DOUBLE_NEGATION.search(text)
        if found:
            place = question.at(*keys).inside(parts.offset(keys, text, found.start()))
            yield place, f"'{' '.join(found.group().split())}' negates twice; say what is so"


@rule("Q018", Severity.HINT)
def absolute_word_is_no_clue(question: Question) -> Problems:
    """Words such as "always" and "never" are not only in statements or choices that are wrong (English).

    Why: examinees learn that such words mark what is false, and need not know the matter. Source: Haladyna, Downing &
    Rodriguez (2002), guideline "avoid specific determiners"; NBME Item-Writing Guide, "absolute terms".
    """
    parts = parts_of(question.task)
    found = list(_saying(question, ABSOLUTE))
    if all(not parts[int(keys[1])].right for keys, _, _ in found):
        for keys, text, said in found:
            message = (
                f"'{said[0]}' is only in what is wrong here, and gives it away; leave it out, or put it in a right one"
            )
            yield _at_word(question, keys, text, said[0]), message


@rule("Q019", Severity.HINT)
def frequency_is_not_vague(question: Question) -> Problems:
    """A statement or choice does not say how often with words such as "usually" or "rarely" (English).

    Why: two experts who agree on the matter may judge such a statement differently. Source: NBME Item-Writing Guide,
    "vague frequency terms"; Haladyna, Downing & Rodriguez (2002).
    """
    for keys, text, said in _saying(question, VAGUE):
        message = f"'{said[0]}' can be read in many ways; name the case in which it is so"
        yield _at_word(question, keys, text, said[0]), message


@rule("Q022", Severity.WARNING)
def stem_sets_a_task(question: Question) -> Problems:
    """The stem says what is asked: it has a question, a request, or a sentence that the choices complete.

    Why: whoever must read the choices to find out what is asked solves a puzzle. Source: Haladyna, Downing & Rodriguez
    (2002), guideline "include the central idea in the stem"; NBME Item-Writing Guide, "cover the options" rule.
    """
    stem = question.texts[0]
    if len(stem.words) < LEAST_STEM_WORDS and not stem.fenced:
        yield question.at("stem"), "the stem is too short to ask anything; write what is to be judged or chosen"
    elif not isinstance(question.task, TrueFalseSet) and _is_english(question) and _states_only(stem):
        yield question.at("stem"), "the stem asks nothing; end it with a question, or with a sentence to be completed"


@rule("Q023", Severity.WARNING)
def explanation_explains(question: Question) -> Problems:
    """The explanation says in a sentence why the key is right.

    Why: it is all that an examinee learns from a wrong response, and how a reviewer sees what the author meant.
    """
    _, _, notes = question.texts
    said = notes.words if len(notes.places) == 1 else notes.words[: notes.words.index("\0")]
    if len(said) < LEAST_EXPLANATION_WORDS and "```" not in question.explanation:
        yield question.at("explanation"), "the explanation is too short; say why the key is right"
    elif not PLACEHOLDERS.isdisjoint(said[:LEAST_EXPLANATION_WORDS]):
        yield question.at("explanation"), "the explanation is a placeholder; say why the key is right"


@rule("Q024", Severity.HINT)
def statement_has_few_conditions(question: Question) -> Problems:
    """A statement or choice has at most two conditions, such as "if" and "unless" (English).

    Why: it tests how well one reads, not what one knows; the stem can say once what holds for all. Source: NBME
    Item-Writing Guide, "unnecessarily complex options".
    """
    for keys, text, said in _saying(question, CONDITIONS, MOST_CONDITIONS):
        message = f"{len(said)} conditions ('{', '.join(said)}'); say in the stem what holds for all"
        yield _at_word(question, keys, text, said[0]), message


@rule("Q026", Severity.WARNING)
def question_has_no_doubled_word(question: Question) -> Problems:
    """No word of a question's text is there twice in a row.

    Why: such "the the" is a slip that makes examinees doubt the rest.
    """
    for texts in question.texts:
        for keys, place, word in doubled(texts):
            yield question.at(*keys).inside(place), f"the word '{word}' is there twice in a row"


def doubled(texts: Texts) -> Iterator[tuple[Keys, int, str]]:
    """Yield the words that follow themselves, outside of code: the text's place, the word's in it, the word."""
    words = texts.words
    if set(compress(words, map(eq, words, islice(words, 1, None)))) - {MARK, END}:
        for keys, text in texts.places:
            said = prose(text)
            for found in DOUBLED.finditer(said):
                if found[1].lower() not in RIGHTLY_DOUBLED and found[2].count("\n") < 2:
                    yield keys, offset(text, said, found.start()), found[1]


def _states_only(stem: Texts) -> bool:
    return "?" not in stem.joined and stem.prose.rstrip().endswith(".") and TASK_WORDS.isdisjoint(stem.words)


def _is_english(question: Question) -> bool:
    return question.card.language.startswith("en")


def _saying(question: Question, signals: frozenset[str], most: int = 0) -> Iterator[tuple[Keys, str, list[str]]]:
    """Yield an English question's statements or choices with more than `most` of these words: place, prose, words."""
    for keys, text in question.texts[1].saying(signals) if _is_english(question) else ():
        found = [each for each in words(text) if each in signals]
        if len(found) > most:
            yield keys, text, found


def _at_word(question: Question, keys: Keys, said: str, word: str) -> Spot:
    return question.at(*keys).inside(question.texts[1].offset(keys, said, index_of(word, said)))
