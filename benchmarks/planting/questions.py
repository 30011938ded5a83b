"""Plants: questions that are not fair or name what is not there."""

from collections.abc import Callable

from benchmarks.planting.site import Planted, Site

NOBODY = "nobody-of-that-name"
NOTHING = "nothing-of-that-name"


def _folder_of_another_skill(site: Site) -> Planted:
    file = site.free_question()
    file.move(f"questions/{site.other_leaf(file)}/{file.value('id: ')}.yaml")
    return file.save("Q001", file.set("skill: ", file.value("skill: ")))


def _question_id_is_not_the_name(site: Site) -> Planted:
    file = site.free_question()
    return file.save("Q001", file.set("id: ", "another-name"))


def _question_id_in_two_files(site: Site) -> Planted:
    one, other = sorted((site.free_question(), site.free_question()), key=lambda each: each.name)
    other.move(f"{other.name.rpartition('/')[0]}/{one.value('id: ')}.yaml")
    return other.save("Q001", other.set("id: ", one.value("id: ")))


def _unknown_skill(site: Site) -> Planted:
    file = site.free_question()
    file.move(f"questions/{NOTHING}/{file.value('id: ')}.yaml")
    return file.save("Q002", file.set("skill: ", NOTHING))


def _skill_is_no_leaf(site: Site) -> Planted:
    file, skill = site.free_question(), site.inner_skill()
    file.move(f"questions/{skill.value('id: ')}/{file.value('id: ')}.yaml")
    file.set("outcomes: ", f"[{skill.value('  - id: ')}]")
    return file.save("Q002", file.set("skill: ", skill.value("id: ")))


def _unknown_outcome(site: Site) -> Planted:
    file = site.question()
    first = file.value("outcomes: ").strip("[]").partition(",")[0]
    return file.save("Q003", file.set("outcomes: ", f"[{first}, {NOTHING}]") + len(f"[{first}, "))


def _unknown_enemy(site: Site) -> Planted:
    return _enemy(site, NOTHING)


def _own_enemy(site: Site) -> Planted:
    return _enemy(site, "")


def _enemy(site: Site, name: str) -> Planted:
    file = site.question(wanted=lambda file: "\nenemies: " not in file.text)
    name = name or file.value("id: ")
    return file.save("Q004", file.insert("pool: ", f"enemies: [{name}]\n", name))


def _unknown_author(site: Site) -> Planted:
    file = site.question()
    return file.save("Q005", file.set("authors: ", f"[{NOBODY}]") + 1)


def _part_id_twice(site: Site) -> Planted:
    file = site.question("multiple-choice")
    return file.save("Q006", file.set("  - id: ", file.value("  - id: ", 2), 4))


def _statement_twice(site: Site) -> Planted:
    file = site.question("true-false-set")
    file.set("    truth: ", file.value("    truth: ", 2), 6)
    file.set("    truth: ", "false", 7)
    return file.save("Q007", file.set("    text: ", file.value("    text: ", 2), 6))


def _statement_both_true_and_false(site: Site) -> Planted:
    file = site.question("true-false-set", lambda file: file.value("    truth: ", 1) != file.value("    truth: ", 5))
    return file.save("Q007", file.set("    text: ", file.value("    text: "), 5))


def _one_true_statement(site: Site) -> Planted:
    file = site.question("true-false-set")
    for number in range(1, 11):
        file.set("    truth: ", "true" if number == 4 else "false", number)
    return file.save("Q008", file.text.index("- id: s1\n"))


def _two_right_choices_of_one(site: Site) -> Planted:
    file = site.question("single-choice")
    wrong = next(each for each in (1, 2) if file.value("    correct: ", each) == "false")
    second = max(wrong, file.number("    correct: ", "true"))
    file.set("    correct: ", "true", wrong)
    return file.save("Q009", file.set("    correct: ", "true", second))


def _every_choice_is_right(site: Site) -> Planted:
    file = site.question("multiple-choice")
    file.text = file.text.replace("    correct: false\n", "    correct: true\n")
    return file.save("Q009", file.text.index("- id: a\n"))


def _raw_html(site: Site) -> Planted:
    file = site.question("true-false-set")
    index = file.set("    text: ", '"The <b>second</b> node is reserved for the `debug` queue."', 4)
    return file.save("Q010", index + len('"The '))


def _link(site: Site) -> Planted:
    file = site.question()
    text = "|\n  `[ -e queue ]` is no link.\n  See [the manual](https://example.org/manual) of the queue."
    return file.save("Q010", file.set("explanation: ", text) + text.index("[the"))


def _link_in_a_folded_text(site: Site) -> Planted:
    file = site.question()
    return file.save("Q010", file.set_text("explanation", ">\n  See [the manual](https://example.org/man) of it."))


def _emoji(site: Site) -> Planted:
    file = site.question("single-choice")
    text = "'The queue is drained 😀 at the end of the loop.'"
    return file.save("Q011", file.set("    text: ", text, 2) + text.index("😀"))


def _code_without_a_language(site: Site) -> Planted:
    file = site.question(wanted=lambda file: file.text.count("\n  ```bash\n") == 1)
    file.text = file.text.replace("\n  ```bash\n", "\n  ```\n")
    return file.save("Q012", file.text.index("\n  ```\n") + len("\n  "))


def _asked_twice(site: Site) -> Planted:
    file = site.question(wanted=lambda file: "\nenemies: " not in file.text)
    copy = site.file(file.name)
    copy.name = file.name.replace(".yaml", "-once-more.yaml")
    copy.set("id: ", f"{copy.value('id: ')}-once-more")
    copy.set("    text: ", "One of these is not as it was in the first.", 2)
    return copy.save("Q029", copy.text.index("\nstem: ") + len("\nstem: "))


def _exam_question_in_the_open(site: Site) -> Planted:
    _list_the_bank(site)
    file = site.question()
    return file.save("Q030", file.set("pool: ", "exam"))


def _practice_question_in_a_bank(site: Site) -> Planted:
    _list_the_bank(site)
    file = site.free_question()
    file.move(f"vault/{file.name}")
    return file.save("Q030", file.text.index("\npool: ") + len("\npool: "))


def _list_the_bank(site: Site) -> None:
    file = site.file("hpccert.yaml")
    if "\nbanks: " not in file.text:
        (site.root / "vault").mkdir()
        file.append("banks: [vault]\n")
        file.save("Q030")


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "Q001-folder-of-another-skill": _folder_of_another_skill,
    "Q001-id-is-not-the-name-of-the-file": _question_id_is_not_the_name,
    "Q001-id-in-two-files": _question_id_in_two_files,
    "Q002-unknown-skill": _unknown_skill,
    "Q002-skill-is-no-leaf": _skill_is_no_leaf,
    "Q003-unknown-outcome": _unknown_outcome,
    "Q004-unknown-enemy": _unknown_enemy,
    "Q004-own-enemy": _own_enemy,
    "Q005-unknown-author": _unknown_author,
    "Q006-part-id-twice": _part_id_twice,
    "Q007-statement-twice": _statement_twice,
    "Q007-statement-both-true-and-false": _statement_both_true_and_false,
    "Q008-one-true-statement": _one_true_statement,
    "Q009-two-right-choices-of-one": _two_right_choices_of_one,
    "Q009-every-choice-is-right": _every_choice_is_right,
    "Q010-raw-html": _raw_html,
    "Q010-link": _link,
    "Q010-link-in-a-folded-text": _link_in_a_folded_text,
    "Q011-emoji": _emoji,
    "Q012-code-without-a-language": _code_without_a_language,
    "Q029-asked-twice": _asked_twice,
    "Q030-exam-question-in-the-open": _exam_question_in_the_open,
    "Q030-practice-question-in-a-bank": _practice_question_in_a_bank,
}
