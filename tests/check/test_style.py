"""Sentences of questions that a rule of style finds, and sentences that look alike and are fine."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.check.catalog import QUESTION_RULES
from hpccert.check.languages import OWN, evident
from hpccert.check.parts import _spelled
from hpccert.check.rules import run
from hpccert.model.prose import words
from hpccert.model.question import Question
from tests.builders import choices, question, statements

GERMAN = "Der Prozess wird von der Shell nicht beendet, und die Datei in /tmp ist für den Benutzer an der Shell lesbar."
FRENCH = (
    "Les processus sont dans une file pour les utilisateurs qui ont des droits sur cette machine, et le shell est prêt."
)


def codes(question: Question) -> list[str]:
    return [each.code for each in run(QUESTION_RULES, question)]


def set_with(text: str, truth: bool = True, other: str = "") -> Question:
    """Return a question with a statement, and another of the other truth if one is given."""
    parts = statements("TTTFFF")
    parts[0 if truth else 3]["text"] = text
    if other:
        parts[3 if truth else 0]["text"] = other
    return question(statements=parts)


def choice_of(*texts: str, **more: Any) -> Question:
    """Return a single-choice question of these choices; the first is right."""
    parts = choices("+" + "-" * (len(texts) - 1))
    return question(
        key="+--", choices=[{**part, "text": text} for part, text in zip(parts, texts, strict=True)], **more
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The process ends.", "the process ends"),
        ("The process  ends.", "The process\nends!"),
        ("Use `ls -r`.", "use `ls -r`"),
        ('The "shell" ends', "The shell ends."),
    ],
)
def test_words_that_differ_in_spelling_only_are_the_same(one: str, other: str) -> None:
    assert codes(set_with(one, other=other)) == ["Q013"]
    assert codes(choice_of("Right.", one, other)) == ["Q014"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("`ls -r` sorts.", "`ls -R` sorts."),
        ("`a b` is a name.", "`a  b` is a name."),
        ("`.` is listed.", "`..` is listed."),
        ("cd .", "cd .."),
        ("True", "true"),
        ("It takes 1 kB.", "It takes 1 KB."),
        ("-1", "1"),
        ("a + b", "a - b"),
        ("It prints `x`.", "It prints x."),
        ("```bash\nls\n```", "```bash\nLS\n```"),
        ("x\\*y", "x*y"),
    ],
)
def test_a_character_that_may_matter_makes_a_difference(one: str, other: str) -> None:
    assert codes(set_with(one, other=other)) == []


@given(st.lists(st.text(alphabet="aAbB`.,;'\"()- \n", max_size=8), min_size=2, max_size=4))
def test_the_first_look_at_the_texts_misses_no_repetition(texts: list[str]) -> None:
    if len({_spelled(each) for each in texts}) < len(texts):
        assert choice_of(*texts).may_repeat


@pytest.mark.parametrize(
    "text",
    [
        "All of the above",
        "None of the above.",
        "None of the following choices",
        "Both A and B",
        "A, B and C",
        "None of them",
        "Neither",
        "The previous statement holds as well.",
        "It is the reverse of statement 3.",
        "Statement 3 is true.",
        "It holds if statement s2 does.",
        "The choice above is faster.",
    ],
)
def test_a_choice_that_refers_to_others_is_found(text: str) -> None:
    assert codes(choice_of("The first process", text, "Something else")) == ["Q015"]


@pytest.mark.parametrize(
    "text",
    [
        "All of the files are listed.",
        "None of the processes ends.",
        "Both `a` and `b` are set.",
        "Both a and b are set.",
        "The loop above runs twice.",
        "One of the lines is printed: 1 or 2.",
        "The statement ends the loop.",
        "It is all of it.",
        "A and a dot",
        "It prints the answer 42.",
        "The statement A = B is run.",
        "The previous command is repeated.",
    ],
)
def test_a_choice_that_speaks_of_other_things_is_not(text: str) -> None:
    assert codes(choice_of("The first process", text, "Something else")) == []


@pytest.mark.parametrize(
    "stem",
    [
        "Which command does not list files?",
        "Which of the following is NOT a shell?",
        "Which of these statements are false?",
        "Which file cannot be read?",
        "Which program isn't a compiler?",
        "Which program isn\u2019t a compiler?",
        "All of these are shells, except:",
        "Mark the command that does not end.",
    ],
)
def test_a_stem_that_asks_for_what_is_not_so_is_found(stem: str) -> None:
    assert codes(question(stem=stem)) == ["Q016"]


@pytest.mark.parametrize(
    "stem",
    [
        "Which commands list files that are not hidden?",
        "What happens if the file does not exist?",
        "The file cannot be read. Which command helps?",
        "The variable is not set. Judge these statements.",
        "The option `-x` is wrong here. What is printed?",
        "Which exit status says that nothing is wrong?",
        "Which line of the script is wrong?",
    ],
)
def test_a_stem_may_say_what_is_not_so(stem: str) -> None:
    assert codes(question(stem=stem)) == []


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("It is not impossible to read the file.", True),
        ("The option is never really unnecessary.", True),
        ("It doesn't fail to start.", True),
        ("The job cannot start unless a node is free.", True),
        ("It is not possible to read the file.", False),
        ("The name is unknown, and the shell does not look further.", False),
        ("It fails to start.", False),
        ("`not impossible` is printed.", False),
    ],
)
def test_two_negations_in_a_clause_are_found(text: str, twice: bool) -> None:
    assert codes(set_with(text)) == (["Q017"] if twice else [])


@pytest.mark.parametrize(
    ("text", "truth", "other", "clue"),
    [
        ("The shell always ends.", False, "", True),
        ("The shell never ends.", False, "The process ends.", True),
        ("The shell always ends.", True, "", False),
        ("The shell always ends.", False, "The kernel never ends.", False),
        ("`always` is printed.", False, "", False),
        ("All files are listed.", False, "", False),
    ],
)
def test_an_absolute_word_is_a_clue_if_only_what_is_wrong_has_one(
    text: str, truth: bool, other: str, clue: bool
) -> None:
    assert codes(set_with(text, truth, other)) == (["Q018"] if clue else [])


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("The queue is often full.", True),
        ("Usually, the shell waits.", True),
        ("A user may read it.", False),
        ("Some lines are printed: 1 and 2.", False),
        ("`often` is printed.", False),
    ],
)
def test_a_frequency_that_is_not_said_exactly_is_vague(text: str, vague: bool) -> None:
    assert codes(set_with(text)) == (["Q019"] if vague else [])


@pytest.mark.parametrize(
    ("texts", "stands_out"),
    [
        (("It lists all names in the order of their size", "It lists them", "It ends"), True),
        (("It lists names by size", "It lists them", "It ends"), False),  # longer, but by few characters
        (("It lists names in the order of size", "It lists names in the order of age", "It ends"), False),
        (("It ends", "It lists names in the order of size, largest first", "It waits"), False),  # the key is short
    ],
)
def test_a_key_stands_out_if_it_is_much_longer_than_every_other_choice(
    texts: tuple[str, ...], stands_out: bool
) -> None:
    assert codes(choice_of(*texts)) == (["Q020"] if stands_out else [])


@pytest.mark.parametrize(
    ("key", "found"),
    [("TTTTTTTTFF", ["Q021"]), ("TTFFFFF", ["Q021"]), ("TTTTTTTFFF", []), ("TTFFF", []), ("TFFFF", ["Q008"])],
)
def test_a_set_has_three_tenths_on_each_side(key: str, found: list[str]) -> None:
    assert codes(question(key=key)) == found


@pytest.mark.parametrize(
    ("stem", "key", "asks"),
    [
        ("Listing files", "+--", False),
        ("Shells", "TTTFFF", False),
        ("A folder holds files.", "+--", False),
        ("A folder holds files. Its owner is", "+--", True),
        ("A user types:\n\n```bash\nls\n```", "+--", True),
        ("```bash\nls\n```", "TTTFFF", True),
        ("A user has typed this line.", "TTTFFF", True),
        ("Choose the command that lists files.", "+--", True),
        ("Give the command that lists files.", "+--", True),
        ("The shell ends when?", "+--", True),
    ],
)
def test_a_stem_asks_something(stem: str, key: str, asks: bool) -> None:
    assert codes(question(stem=stem, key=key)) == ([] if asks else ["Q022"])


@pytest.mark.parametrize(
    ("text", "explains"),
    [("See above.", False), ("TODO: write it", False), ("`-l` is long.", True), ("```bash\nls\n```", True)],
)
def test_an_explanation_is_a_sentence(text: str, explains: bool) -> None:
    assert codes(question(explanation=text)) == ([] if explains else ["Q023"])


def test_the_remarks_on_statements_are_no_part_of_the_explanation() -> None:
    parts = statements("TTTFFF")
    parts[0]["why"] = "Since it is so, and nothing else."

    assert codes(question(statements=parts, explanation="So.")) == ["Q023"]


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("If it is set, unless it is empty, it is printed, provided that it is exported.", True),
        ("If it is set and not empty, it is printed when the shell ends.", False),
        ("`if`, `until` and `when` are words; if one is typed, it is printed.", False),
    ],
)
def test_a_statement_has_two_conditions_at_most(text: str, many: bool) -> None:
    assert codes(set_with(text)) == (["Q024"] if many else [])


@pytest.mark.parametrize(
    ("text", "language", "foreign"),
    [
        (GERMAN, "en", True),
        (FRENCH, "en", True),
        (FRENCH, "pt-BR", True),
        ("The shell ends when the user logs out, and it is not started again by the node.", "de", True),
        (GERMAN, "de", False),
        (FRENCH, "fr-CA", False),
        (GERMAN, "nl", False),  # not judged
        ("Run `der die und ist nicht mit für`.", "en", False),
        ("OpenMP, MPI, CUDA", "en", False),
    ],
)
def test_a_text_in_another_language_is_found_when_that_is_evident(text: str, language: str, foreign: bool) -> None:
    asked = "Judge what holds." if language == "en" else "1 + 1 = 2 ?"

    found = run(QUESTION_RULES, question(explanation=text, stem=asked, language=language))

    assert [(each.code, each.spot.keys) for each in found if each.code == "Q025"] == (
        [("Q025", ("explanation",))] if foreign else []
    )


def test_no_small_word_tells_two_languages() -> None:
    assert all(not one & other for name, one in OWN.items() for them, other in OWN.items() if name != them)
    assert all(len(each) >= 10 for each in OWN.values())


def test_a_text_of_two_languages_is_evidently_none() -> None:
    assert evident(words("the shell und der Prozess is ended by sind nicht")) is None
    assert evident([]) is None


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("It lists the the files.", True),
        ("It lists the\nThe files.", True),
        ("It knows that that is so.", False),
        ("It ends. Ends it?", False),
        ("`ls` `ls` prints twice, 0 0 0.", False),
        ("`the the`", False),
    ],
)
def test_a_doubled_word_is_a_slip(text: str, slip: bool) -> None:
    assert codes(set_with(text)) == (["Q026"] if slip else [])


@pytest.mark.parametrize("code", ["Q015", "Q016", "Q017", "Q018", "Q019", "Q022", "Q024"])
def test_rules_on_english_words_leave_other_languages_alone(code: str) -> None:
    text = "None of the above always is, usually, if not impossible, unless when until."
    parts = choices("+--")
    parts[1]["text"] = text

    asked = {"key": "+--", "stem": "Which is not so or is so then.", "choices": parts}

    assert code not in codes(question(language="nl", **asked))


def test_a_question_in_english_of_a_country_is_english() -> None:
    assert codes(question(stem="Which shell is not known?", language="en-GB")) == ["Q016"]
