"""What the rules find in a bank, where an example on disk would not show it."""

from dataclasses import replace

import pytest

from hpccert.check.catalog import BANK_RULES, QUESTION_RULES, RULES
from hpccert.check.rules import run
from hpccert.model.bank import Bank
from hpccert.model.question import Card, Question
from hpccert.problems import Severity
from tests.builders import bank, card, certificate, choices, people, question, question_data, record, skill, statements


def told(bank: Bank) -> list[str]:
    """Return what the rules find in a whole bank, as file, data path, code and message."""
    return [f"{each.spot.file} {list(each.spot.keys)} {each.code} {each.message}" for each in run(BANK_RULES, bank)]


def codes(bank: Bank) -> list[str]:
    return [each.code for each in run(BANK_RULES, bank)]


def told_of(question: Question) -> list[str]:
    """Return what the rules find in a question by itself, as data path, code and message."""
    return [f"{list(each.spot.keys)} {each.code} {each.message}" for each in run(QUESTION_RULES, question)]


def codes_of(question: Question) -> list[str]:
    return [each.code for each in run(QUESTION_RULES, question)]


def with_(bank: Bank, *broken: tuple[str, str]) -> Bank:
    """Return a bank in which these files did not load."""
    return replace(bank, broken=frozenset(broken))


TREE = (skill("use", "USE"), skill())


def test_a_sound_bank_has_no_findings() -> None:
    first, second = card("q1"), card("q2", "+--")
    records = [record(first, "ann", "submit"), record(first, "bob", "approve", 1), record(first, "eve", "accept", 2)]

    assert told(bank([first, second], records=records, certificates=[certificate()])) == []


def test_an_empty_bank_has_no_findings() -> None:
    assert told(bank(skills=(), people_=())) == []


def test_only_what_is_surely_broken_is_an_error_among_the_rules_of_style() -> None:
    advice = {each.code for each in RULES if each.severity is not Severity.ERROR}
    style = {f"K{each:03}" for each in (7, *range(9, 19))} | {f"Q{each:03}" for each in range(12, 30)}

    assert style - advice == {"K013", "Q013"}  # nobody can begin a circle; no response is right to a contradiction
    assert advice - style == {"T001", "Q030"}  # one can still agree to the terms; where a question lies


# What did not load is not missed a second time


@pytest.mark.parametrize(
    ("lacking", "broken"),
    [
        (bank([card()], skills=[skill("use", "USE")]), ("skills", "cli")),
        (bank(skills=[skill()]), ("skills", "use")),
        (bank([card(enemies=["q2"])]), ("questions", "q2")),
        (bank([card()], people_=()), ("people", "people")),
        (bank(skills=(*TREE, skill("ssh", "USE2", curators=["zoe"])), people_=()), ("people", "people")),
        (bank(records=[record(card(), "bob", "approve")]), ("questions", "q1")),
        (bank(certificates=[certificate({"ssh": 1})]), ("skills", "ssh")),
        (bank(skills=[skill("use", "USE", requires=[{"skill": "cli", "strength": "required"}])]), ("skills", "cli")),
        (bank(skills=[skill("use", "USE", replaced_by=["cli"])]), ("skills", "cli")),
    ],
)
def test_a_reference_into_a_file_that_did_not_load_is_no_second_finding(lacking: Bank, broken: tuple[str, str]) -> None:
    assert codes(lacking) != []
    assert codes(with_(lacking, broken, ("skills", "cli"))) == []


def test_a_skill_whose_children_did_not_load_may_have_nothing_to_examine() -> None:
    inner = bank(skills=[replace(TREE[0], outcomes=())], people_=())

    assert codes(inner) == ["K007"]
    assert codes(with_(inner, ("skills", "cli"))) == []


@pytest.mark.parametrize("verdict", ["accept", "reject", "retire", "reinstate"])
def test_nobody_is_told_to_be_no_curator_while_the_topic_did_not_load(verdict: str) -> None:
    decided = bank([card()], skills=[skill("use", "USE")], records=[record(card(), "eve", verdict)])

    assert "V003" in codes(decided)
    assert codes(with_(decided, ("skills", "cli"))) == []


def test_an_author_who_approves_is_told_even_while_the_topic_did_not_load() -> None:
    own = bank([card()], skills=[skill("use", "USE")], records=[record(card(), "ann", "approve")])

    assert codes(with_(own, ("skills", "cli"))) == ["V003"]


def test_a_flag_and_a_comment_say_something_and_nothing_else_needs_to() -> None:
    said = ("flag", "comment", "submit", "withdraw")
    records = [record(card(), "bob", each, second) for second, each in enumerate(said)]

    assert [each.split(" ", 1)[1] for each in told(bank([card()], records=records))] == [
        "[0, 'verdict'] V005 this flag says nothing; add 'note: ...' to its line",
        "[1, 'verdict'] V005 this comment says nothing; add 'note: ...' to its line",
    ]
    assert told(bank([card()], records=[replace(each, note="so") for each in records])) == []


def test_who_left_is_told_to_say_nothing_since() -> None:
    left = tuple(replace(each, until="2026-11-19") if each.id == "bob" else each for each in people())

    assert codes(bank([card()], records=[record(card(), "bob", "submit")], people_=left)) == ["V003"]


# All of a kind, each at its place


def test_both_slips_of_a_question_in_the_wrong_place_are_told() -> None:
    lost = Card.of(question_data("q1"), "questions/use/q7.yaml")

    assert told(bank([lost])) == [
        "questions/use/q7.yaml ['id'] Q001 id 'q1' in a file named 'q7.yaml'; they must agree",
        "questions/use/q7.yaml ['skill'] Q001 skill 'cli' in the folder 'use'; they must agree",
    ]


def test_a_text_that_is_there_twice_is_told_at_the_second_and_in_one_line() -> None:
    parts = choices("+---")
    parts[1]["text"] = parts[3]["text"] = "```bash\nls\n```\n"

    assert told_of(question(key="+---", choices=parts)) == [
        "['choices', 3, 'text'] Q007 the text '```bash' is there twice"
    ]


def test_texts_that_differ_only_in_space_around_them_are_one_text() -> None:
    parts = statements("TTTFFF")
    parts[5]["text"] = f"  {parts[0]['text']}\n"

    assert told_of(question(statements=parts)) == [
        "['statements', 5, 'text'] Q007 the text 'Statement 1.' is there once as right and once as wrong"
    ]


def test_texts_of_nothing_but_space_are_one_text() -> None:
    parts = choices("+--")
    parts[1]["text"], parts[2]["text"] = " ", "\n"

    assert codes_of(question(key="+--", choices=parts)) == ["Q007"]


@pytest.mark.parametrize(("key", "fits"), [("TTFFF", True), ("TFFFF", False), ("TTTTF", False), ("TTTTT", False)])
def test_a_set_needs_two_statements_of_each_side(key: str, fits: bool) -> None:
    assert codes_of(question(key=key)) == ([] if fits else ["Q008"])


@pytest.mark.parametrize(
    ("type_", "key", "fits"),
    [
        ("single-choice", "+--", True),
        ("single-choice", "---", False),
        ("single-choice", "++-", False),
        ("multiple-choice", "+--", True),
        ("multiple-choice", "++-", True),
        ("multiple-choice", "---", False),
        ("multiple-choice", "+++", False),
    ],
)
def test_the_number_of_right_choices_fits_the_type(type_: str, key: str, fits: bool) -> None:
    assert codes_of(question(key=key, type=type_)) == ([] if fits else ["Q009"])


@pytest.mark.parametrize("place", ["stem", "explanation"])
def test_every_text_of_a_question_is_read_for_what_papers_cannot_show(place: str) -> None:
    shown = question(**{place: "See <b>this</b> 😀.\n\n```\nls\n```\n"})

    assert codes_of(shown) == ["Q010", "Q011", "Q012"]
    assert {each.spot.keys for each in run(QUESTION_RULES, shown)} == {(place,)}


def test_the_remark_on_a_choice_is_read_for_what_papers_cannot_show() -> None:
    parts = choices("+--")
    parts[2]["why"] = "See [there](https://example.org)."

    assert [each.spot.keys for each in run(QUESTION_RULES, question(key="+--", choices=parts))] == [
        ("choices", 2, "why")
    ]


@pytest.mark.parametrize("one_of", [["cli", "nowhere"], ["nowhere", "cli"]])
def test_each_skill_of_which_one_is_required_must_exist(one_of: list[str]) -> None:
    tree = (*TREE, skill("ssh", "USE2", requires=[{"any_of": one_of, "strength": "required"}]))

    assert codes(bank(skills=tree)) == ["K004"]


@pytest.mark.parametrize("code", ["PE", "PE1", "USE3.1", "USE1.1.1"])
def test_only_the_root_of_a_set_has_no_parent(code: str) -> None:
    assert codes(bank(skills=(*TREE, skill("new", code)))) == ([] if code == "PE" else ["K003"])


def test_letters_of_a_set_that_begin_alike_are_different_sets() -> None:
    assert codes(bank(skills=(*TREE, skill("user", "USER"), skill("more", "USER1")))) == []


def test_lines_of_a_blueprint_for_neighbours_do_not_overlap() -> None:
    tree = (*TREE, skill("ssh", "USE2"), *(skill(f"s{each}", f"USE1{each}") for each in range(3)))

    assert codes(bank(skills=tree, certificates=[certificate({"cli": 1, "ssh": 1, "s0": 1})])) == []


def test_a_branch_overlaps_with_a_skill_inside_of_it_in_either_order() -> None:
    for order in ({"use": 1, "cli": 1}, {"cli": 1, "use": 1}):
        (found,) = told(bank(certificates=[certificate(order)]))

        assert found.startswith("certificates/license.yaml ['blueprint', 'skills', 1, 'skill'] E003")


def test_a_form_of_just_200_questions_is_allowed() -> None:
    assert codes(bank(certificates=[certificate({"cli": 200})])) == []


def test_two_addresses_that_differ_in_case_are_one() -> None:
    ann, bob, *others = people()
    same = bank(people_=(ann, replace(bob, emails=("ANN@EXAMPLE.ORG",)), *others))

    assert told(same) == ["people.yaml ['people', 1, 'emails', 0] A002 'ANN@EXAMPLE.ORG' is also an address of 'ann'"]


def test_an_author_may_retire_their_own_question_if_they_are_its_curator() -> None:
    own = card(authors=["dan"])

    assert codes(bank([own], records=[record(own, "dan", "retire")])) == []
    assert codes(bank([own], records=[record(own, "dan", "accept")])) == ["V003"]


def test_each_record_of_a_stranger_is_told() -> None:
    records = [record(card(), "zoe", "approve", each) for each in (0, 1)]

    assert codes(bank([card()], records=records)) == ["V002", "V002"]


def test_a_rule_has_its_functions_name_and_its_docstring_as_page() -> None:
    (rule,) = (each for each in RULES if each.code == "K008")

    assert rule.name == "curator_exists"
    assert rule.page == (
        "A skill's curators are people of people.yaml.\n\nWhy: whoever looks for the curator must find a person."
    )
