"""Plants: questions that do not ask plainly, or give something away."""

from collections.abc import Callable

from benchmarks.planting.site import File, Planted, Site

SETS = "true-false-set"
TEXT, TRUTH, CORRECT = "    text: ", "    truth: ", "    correct: "
LONG = "The scheduler holds the job back until each of its nodes has been drained, cleaned and booted anew, whatever"


def _true_and_false(site: Site) -> Planted:
    file = site.question(SETS)
    return file.save("Q013", _said_again(file, "false"))


def _statement_twice(site: Site) -> Planted:
    file = site.question(SETS)
    return file.save("Q014", _said_again(file, "true"))


def _said_again(file: File, truth: str) -> int:
    """Let a true statement be there again in another spelling, and return where the second of the two stands."""
    one = file.number(TRUTH, "true")
    other = file.number(TRUTH, truth, one)
    file.set(TEXT, "Drained nodes run `sleep` until the end.", one)
    file.set(TEXT, "'drained  nodes run `sleep` until the end'", other)
    second = max(one, other)
    return file.set(TEXT, file.value(TEXT, second), second)


def _all_of_the_above(site: Site) -> Planted:
    return _choice(site, "Q015", "It is one of these, or all of the above.", "all of")


def _a_and_b(site: Site) -> Planted:
    return _choice(site, "Q015", "'Both A and B'", "Both")


def _which_is_not(site: Site) -> Planted:
    text = "|\n  Some call `squeue`.\n  Say which of these tools does not wait.\n  A node is drained."
    file = site.question("single-choice")
    return file.save("Q016", file.set_text("stem", text) + text.index("which"))


def _not_unlikely(site: Site) -> Planted:
    return _choice(site, "Q017", "With `not` it is not unlikely to start.", "not unlikely")


def _always_is_false(site: Site) -> Planted:
    file, text = site.question(SETS), '"With `always`, the prolog always ends first."'
    number = file.number(TRUTH, "false")
    return file.save("Q018", file.set(TEXT, text, number) + text.rindex("always"))


def _usually(site: Site) -> Planted:
    return _choice(site, "Q019", "Unusually, it usually waits for the epilog.", " usually")


def _long_key(site: Site) -> Planted:
    file = site.question("single-choice")
    number = file.number(CORRECT, "true")
    return file.save("Q020", file.set(TEXT, f"{LONG} the partition asks for, and longer than that.", number))


def _two_of_ten(site: Site) -> Planted:
    file = site.question(SETS)
    for number in range(1, 11):
        file.set(TRUTH, "true" if number in (3, 8) else "false", number)
    return file.save("Q021", file.text.index("- id: s1\n"))


def _no_question(site: Site) -> Planted:
    file = site.question("multiple-choice")
    return file.save("Q022", file.set_text("stem", "The epilog of a drained node prints nothing."))


def _stem_of_two_words(site: Site) -> Planted:
    file = site.question(SETS)
    return file.save("Q022", file.set_text("stem", '"Drained nodes:"'))


def _short_explanation(site: Site) -> Planted:
    file = site.question()
    return file.save("Q023", file.set_text("explanation", "By definition."))


def _placeholder(site: Site) -> Planted:
    file = site.question()
    return file.save("Q023", file.set_text("explanation", "|\n  TODO, as soon as the manual is out."))


def _three_conditions(site: Site) -> Planted:
    return _choice(site, "Q024", "It ends if asked, unless it waits, when idle.", "if")


def _german(site: Site) -> Planted:
    file = site.question(wanted=lambda file: "\n    why: " not in file.text)
    text = "|\n  Der Knoten ist leer, und die Warteschlange wird nicht mit dem Prolog beendet."
    return file.save("Q025", file.set_text("explanation", text))


def _doubled_word(site: Site) -> Planted:
    text = "|\n  The manual says so,\n  and `the the` is what\n  the the epilog prints."
    file = site.question()
    return file.save("Q026", file.set_text("explanation", text) + text.rindex("the the"))


def _choice(site: Site, code: str, text: str, mark: str) -> Planted:
    """Plant the text of a wrong choice; the fault stands where the mark does, without the space before it."""
    file = site.question("single-choice")
    index = file.set(TEXT, text, file.number(CORRECT, "false"))
    return file.save(code, index + text.index(mark) + len(mark) - len(mark.lstrip()))


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "Q013-true-and-false": _true_and_false,
    "Q014-statement-twice": _statement_twice,
    "Q015-all-of-the-above": _all_of_the_above,
    "Q015-a-and-b": _a_and_b,
    "Q016-which-is-not": _which_is_not,
    "Q017-not-unlikely": _not_unlikely,
    "Q018-always-is-false": _always_is_false,
    "Q019-usually": _usually,
    "Q020-long-key": _long_key,
    "Q021-two-of-ten": _two_of_ten,
    "Q022-no-question": _no_question,
    "Q022-stem-of-two-words": _stem_of_two_words,
    "Q023-short-explanation": _short_explanation,
    "Q023-placeholder": _placeholder,
    "Q024-three-conditions": _three_conditions,
    "Q025-german": _german,
    "Q026-doubled-word": _doubled_word,
}
