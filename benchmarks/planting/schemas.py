"""Plants: values that a schema refuses."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.planting.site import Planted, Site


def _misspelled_key(site: Site) -> Planted:
    file = site.question()
    index = file.insert("\ndifficulty: ", f"\ndificulty: {file.value('difficulty: ')}", "dificulty")
    file.drop("difficulty: ")
    return file.save("S001", index)


def _unknown_key_of_a_part(site: Site) -> Planted:
    file = site.question("single-choice")
    index = file.set("    correct: ", f"{file.value('    correct: ', 2)}\n    points: 3", 2)
    return file.save("S001", file.text.index("points", index))


def _key_missing(site: Site) -> Planted:
    file = site.question(wanted=lambda file: file.text.startswith("#"))
    file.drop("minutes: ")
    return file.save("S002", file.text.index("\ndifficulty: ") + 1)  # the key that it goes after


def _key_of_a_part_missing(site: Site) -> Planted:
    file = site.question("true-false-set")
    file.drop("    truth: ", 3)
    return file.save("S002", file.text.index("text: ", file.text.index("id: s3\n")))


def _word_where_a_list_is_asked(site: Site) -> Planted:
    file = site.question()
    return file.save("S003", file.set("outcomes: ", "first"))


def _word_where_a_number_is_asked(site: Site) -> Planted:
    file = site.question()
    return file.save("S003", file.set("minutes: ", "two"))


def _word_where_a_truth_is_asked(site: Site) -> Planted:
    file = site.question("true-false-set")
    return file.save("S003", file.set("    truth: ", "maybe", 7))


def _version_without_quotes(site: Site) -> Planted:
    file = site.new_certificate("version-without-quotes")
    return file.save("S003", file.set("standard: ", "1.0"))


def _unknown_difficulty(site: Site) -> Planted:
    file = site.question()
    return file.save("S004", file.set("difficulty: ", "esay"))


def _unknown_difficulty_of_an_enemy(site: Site) -> Planted:
    file = site.question(wanted=lambda file: Path(file.name).stem in site.named)
    return file.save("S004", file.set("difficulty: ", "esay"))


def _unknown_difficulty_between_carriage_returns(site: Site) -> Planted:
    file = site.question()
    file.set("difficulty: ", "esay")
    file.text = file.text.replace("\n", "\r\n")
    return file.save("S004", file.text.index("\ndifficulty: ") + len("\ndifficulty: "))


def _unknown_type(site: Site) -> Planted:
    file = site.question("single-choice")
    return file.save("S004", file.set("type: ", "single-choise"))


def _unknown_verdict(site: Site) -> Planted:
    file = site.reviews()
    index = file.append(
        file.text.splitlines()[0].replace("verdict: submit,", "verdict: submitted,") + "\n", "submitted"
    )
    return file.save("S004", index)


def _capital_in_an_id(site: Site) -> Planted:
    file = site.question("true-false-set")
    return file.save("S005", file.set("  - id: ", "S5", 5))


def _language_in_words(site: Site) -> Planted:
    file = site.question()
    return file.save("S005", file.set("language: ", "english"))


def _too_many_minutes(site: Site) -> Planted:
    file = site.question()
    return file.save("S006", file.set("minutes: ", "90"))


def _empty_part(site: Site) -> Planted:
    file = site.question("multiple-choice")
    return file.save("S006", file.set("    text: ", "''", 2))


def _author_named_twice(site: Site) -> Planted:
    file = site.question(wanted=lambda file: "," not in file.value("authors: "))
    name = file.value("authors: ").strip("[]")
    return file.save("S007", file.set("authors: ", f"[{name}, {name}]"))


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "S001-misspelled-key": _misspelled_key,
    "S001-unknown-key-of-a-part": _unknown_key_of_a_part,
    "S002-key-missing": _key_missing,
    "S002-key-of-a-part-missing": _key_of_a_part_missing,
    "S003-word-where-a-list-is-asked": _word_where_a_list_is_asked,
    "S003-word-where-a-number-is-asked": _word_where_a_number_is_asked,
    "S003-word-where-a-truth-is-asked": _word_where_a_truth_is_asked,
    "S003-version-without-quotes": _version_without_quotes,
    "S004-unknown-difficulty": _unknown_difficulty,
    "S004-unknown-difficulty-of-an-enemy": _unknown_difficulty_of_an_enemy,
    "S004-unknown-difficulty-between-carriage-returns": _unknown_difficulty_between_carriage_returns,
    "S004-unknown-type": _unknown_type,
    "S004-unknown-verdict": _unknown_verdict,
    "S005-capital-in-an-id": _capital_in_an_id,
    "S005-language-in-words": _language_in_words,
    "S006-too-many-minutes": _too_many_minutes,
    "S006-empty-part": _empty_part,
    "S007-author-named-twice": _author_named_twice,
}
