"""How far certificates, branches, leaves and outcomes are."""

from collections.abc import Iterable

from hpccert.curate.census import Stock, census, states_of, stock
from hpccert.curate.progress import Part, Row, below_certificate, of_certificate, of_tree, whole
from hpccert.curate.state import State
from hpccert.model.bank import Bank
from hpccert.model.question import Card
from tests.builders import bank, card, certificate, record, skill

TREE = (
    skill("use", "USE"),
    skill("sys", "USE1"),
    skill("cli", "USE1.1", ("run", "stop")),
    skill("ssh", "USE1.2", ("log-in",)),
    skill("job", "USE2", ("submit",)),
)


def accepted(cards: Iterable[Card]) -> Bank:
    """Return a bank in which these questions are accepted."""
    cards = list(cards)
    said = (("bob", "approve"), ("cyd", "approve"), ("dan", "accept"))
    records = [record(each, by, verdict, second) for each in cards for second, (by, verdict) in enumerate(said)]
    return bank(cards, TREE, records)


def cards(skill: str, outcome: str, count: int) -> list[Card]:
    return [card(f"{outcome}-{number}", skill=skill, outcomes=[outcome]) for number in range(count)]


def tree(made: Bank, top: str | None = None) -> list[Row]:
    branch = None if top is None else made.skill_named(top)
    return list(of_tree(made, census(made, states_of(made, "practice")), branch))


def gates(made: Bank) -> dict[str, str]:
    return {each.id: f"{each.ready}/{each.leaves}" for each in tree(made) if each.part is not Part.OUTCOME}


def drawn(made: Bank) -> Stock:
    states = states_of(made, "practice")
    return stock(made, [each for each in states if states[each] is State.ACCEPTED], "en")


def exam(made: Bank, skills: dict[str, int], **more: int) -> tuple[str, list[str]]:
    """Return what of a blueprint is met: its lines, and the questions of each."""
    asked, found = certificate(skills, **more), census(made, states_of(made, "practice"))
    row = of_certificate(made, found, asked, drawn(made))
    below = [each for each in below_certificate(made, found, asked, drawn(made)) if each.asked is not None]
    return f"{row.met}/{row.asked}", [f"{each.id} {each.met}/{each.asked}" for each in below]


def test_the_rows_follow_the_tree_down_to_the_outcomes() -> None:
    rows = [(each.level, each.part.value, each.code, each.id) for each in tree(bank([], TREE))]

    assert rows == [
        (1, "branch", "USE", "use"),
        (2, "branch", "USE1", "sys"),
        (3, "leaf", "USE1.1", "cli"),
        (4, "outcome", "USE1.1", "run"),
        (4, "outcome", "USE1.1", "stop"),
        (3, "leaf", "USE1.2", "ssh"),
        (4, "outcome", "USE1.2", "log-in"),
        (2, "leaf", "USE2", "job"),
        (3, "outcome", "USE2", "submit"),
    ]


def test_a_branch_is_shown_from_its_top() -> None:
    assert [(each.level, each.id) for each in tree(bank([], TREE), "USE2")] == [(1, "job"), (2, "submit")]


def test_a_branch_has_what_its_leaves_have() -> None:
    made = accepted([*cards("cli", "run", 2), *cards("job", "submit", 1)])
    rows = {each.id: each.tally for each in tree(made)}

    assert [rows[each].asked for each in ("use", "sys", "cli", "job")] == [20, 15, 10, 5]
    assert [rows[each].states[State.ACCEPTED] for each in ("use", "sys", "cli", "job")] == [3, 2, 2, 1]
    assert whole(census(made, states_of(made, "practice"))).tally == rows["use"]


def test_a_leaf_passes_the_gate_with_half_of_its_wanted_questions_accepted() -> None:
    assert gates(accepted(cards("cli", "run", 4)))["cli"] == "0/1"
    assert gates(accepted(cards("cli", "run", 5)))["cli"] == "1/1"


def test_questions_that_are_not_accepted_open_no_gate() -> None:
    assert gates(bank(cards("cli", "run", 9), TREE))["cli"] == "0/1"


def test_of_a_branch_the_leaves_count_that_pass() -> None:
    assert gates(accepted([*cards("cli", "run", 5), *cards("ssh", "log-in", 2)])) == {
        "use": "1/3",
        "sys": "1/2",
        "cli": "1/1",
        "ssh": "0/1",
        "job": "0/1",
    }


def test_a_leaf_without_outcomes_has_no_gate() -> None:
    made = bank([], (skill("use", "USE", ()),))

    assert gates(made) == {"use": "0/0"}


def test_a_skill_whose_parent_is_not_there_stands_at_the_top() -> None:
    made = bank([], (skill("use", "USE"), skill("deep", "PE1.2")))

    assert [(each.level, each.id) for each in tree(made) if each.part is Part.LEAF] == [(1, "deep"), (1, "use")]


def test_a_certificate_shows_which_lines_have_enough_questions() -> None:
    made = accepted([*cards("cli", "run", 3), *cards("job", "submit", 1)])

    assert exam(made, {"cli": 2, "job": 2, "use": 4}) == ("2/3", ["cli 2/2", "job 1/2", "use 4/4"])
    assert exam(made, {"cli": 2, "job": 1, "use": 4}, per_outcome=1) == ("1/3", ["cli 1/2", "job 1/1", "use 2/4"])


def test_a_leaf_in_two_lines_of_a_certificate_counts_once() -> None:
    made = bank([], TREE)
    found = census(made, states_of(made, "practice"))

    assert of_certificate(made, found, certificate({"sys": 2, "cli": 1}), drawn(made)).tally.asked == 15


def test_a_line_of_a_skill_that_is_not_there_is_not_met() -> None:
    assert exam(bank([], TREE), {"nowhere": 1, "cli": 1}) == ("0/2", ["cli 0/1"])
