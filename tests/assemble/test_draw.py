"""Drawing forms: pure, fair, and as the blueprint asks, or refused with a reason."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hpccert.assemble import draw
from hpccert.assemble.draw import Infeasible
from hpccert.assemble.pool import Pool, pool_of
from hpccert.assemble.reasons import minutes_range, reasons, stock
from hpccert.assemble.search import Exhausted, selection
from hpccert.assemble.verify import violations
from hpccert.model.bank import Bank
from hpccert.model.form import Form, Item
from hpccert.model.question import Question, QuestionId, parts_of
from tests.builders import SEED, bank, certificate, question, skill

TREE = [skill("use", "USE"), skill("cli", "USE1", ("run", "stop", "quote")), skill("ssh", "USE2", ("log-in", "copy"))]


def cli(number: int, outcome: str = "run", **more: Any) -> Question:
    return question(f"cli-{number:02}", outcomes=[outcome], **more)


def ssh(number: int, outcome: str = "log-in", **more: Any) -> Question:
    return question(f"ssh-{number:02}", skill="ssh", outcomes=[outcome], **more)


RICH = [
    *(cli(each, ("run", "stop", "quote")[each % 3], key="TTTTFFFF", minutes=1 + each % 3) for each in range(12)),
    *(ssh(each, ("log-in", "copy")[each % 2], key="+---", minutes=1 + each % 2) for each in range(8)),
]


@dataclass(frozen=True)
class Texted(Pool):
    """A pool that has its texts at hand."""

    texts: dict[QuestionId, Question]


def pool(questions: list[Question], skills: dict[str, int], **more: Any) -> tuple[Bank, Texted]:
    asked = certificate(skills, **more)
    whole = bank([each.card for each in questions], TREE, certificates=[asked])
    found = pool_of(whole, asked, [each.id for each in questions])
    return whole, Texted(found.blueprint, found.lines, found.questions, {each.id: each for each in questions})


def drawn(pool: Texted, seed: bytes, number: int) -> Form:
    return draw.drawn(pool, pool.texts, seed, number)


def faces(form: Form) -> list[tuple[str, tuple[str, ...]]]:
    """Return what is on a paper: questions and parts in order."""
    return [(each.question.id, tuple(part.id for part in each.parts)) for each in form.items]


def test_a_form_is_as_the_blueprint_asks() -> None:
    whole, rich = pool(RICH, {"cli": 3, "ssh": 2}, per_outcome=1, statements=4, minutes={"min": 8, "max": 9})

    forms = [drawn(rich, SEED, number) for number in range(1, 51)]

    assert [violations(whole, whole.certificates["license"], each) for each in forms] == [()] * 50  # type: ignore[index]


def test_a_form_does_not_depend_on_what_was_drawn_before() -> None:
    _, rich = pool(RICH, {"cli": 3, "ssh": 2})
    in_row = [drawn(rich, SEED, number) for number in range(1, 6)]

    assert drawn(rich, SEED, 4) == in_row[3]


def test_a_form_is_the_same_on_every_python_and_machine() -> None:
    _, rich = pool(RICH, {"cli": 2, "ssh": 1}, per_outcome=1)

    assert faces(drawn(rich, SEED, 7)) == [
        ("cli-09", ("s2", "s5", "s1", "s6")),
        ("cli-01", ("s3", "s5", "s2", "s6")),
        ("ssh-02", ("c2", "c3", "c4", "c1")),
    ]


def test_another_seed_gives_other_forms() -> None:
    _, rich = pool(RICH, {"cli": 3, "ssh": 2})

    assert faces(drawn(rich, SEED, 1)) != faces(drawn(rich, SEED[::-1], 1))


def test_no_draw_depends_on_a_key() -> None:
    turned = [question(each.id, key="FFFFTTTT" if each.card.skill == "cli" else "-+--", skill=each.card.skill,
                       outcomes=list(each.card.outcomes), minutes=each.card.minutes) for each in RICH]  # fmt: skip
    _, one = pool(RICH, {"cli": 3, "ssh": 2})
    _, other = pool(turned, {"cli": 3, "ssh": 2})

    assert faces(drawn(one, SEED, 3)) == faces(drawn(other, SEED, 3))


def test_every_subset_of_statements_is_as_likely_as_any_other() -> None:
    _, lone = pool([cli(1, key="TTTFF")], {"cli": 1}, statements=2)
    shown = Counter(frozenset(part.id for part in drawn(lone, SEED, each).items[0].parts) for each in range(2000))

    chi_square = sum((count - 200) ** 2 / 200 for count in shown.values())
    assert len(shown) == 10
    assert chi_square < 27.9  # 9 degrees of freedom, p = 0.001


def test_all_choices_of_a_choice_are_shown_in_any_order() -> None:
    _, lone = pool([cli(1, key="+--")], {"cli": 1})
    orders = {tuple(part.id for part in drawn(lone, SEED, each).items[0].parts) for each in range(100)}

    assert len(orders) == 6


def test_the_first_question_of_a_paper_is_of_any_skill() -> None:
    _, rich = pool(RICH, {"cli": 2, "ssh": 2})

    firsts = Counter(drawn(rich, SEED, each).items[0].question.card.skill for each in range(200))

    assert min(firsts.values()) > 60


def test_enemies_are_never_in_one_form_whoever_declared_it() -> None:
    foes = [cli(1, enemies=["ssh-01"]), cli(2), ssh(1), ssh(2)]
    _, torn = pool(foes, {"cli": 1, "ssh": 1})

    pairs = {frozenset(each.question.id for each in drawn(torn, SEED, number).items) for number in range(100)}

    assert frozenset({"cli-01", "ssh-01"}) not in pairs
    assert len(pairs) == 3


def test_questions_in_another_language_are_not_drawn() -> None:
    _, mixed = pool([cli(1, language="de"), cli(2), cli(3, language="en-US")], {"cli": 2})

    assert [each.id for each in mixed.lines[0]] == ["cli-02", "cli-03"]


def test_a_line_for_a_branch_draws_from_all_its_leaves() -> None:
    _, whole = pool(RICH, {"use": 5})

    assert len(whole.lines[0]) == len(RICH)


def test_a_missing_question_is_named_with_its_skill() -> None:
    _, thin = pool([cli(1), ssh(1)], {"cli": 3, "ssh": 1})

    with pytest.raises(Infeasible, match="cli needs 3 questions, has 1: add 2"):
        drawn(thin, SEED, 1)


def test_too_few_outcomes_are_named() -> None:
    _, thin = pool([cli(each) for each in range(5)], {"cli": 2}, per_outcome=1)

    assert reasons(thin) == (
        "cli needs 2 questions with at most 1 per outcome, but its 5 questions examine only 1 outcomes:"
        " add 1 for other outcomes",
    )
    assert [(each.have, each.usable, each.missing) for each in stock(thin)] == [(5, 1, 1)]


def test_minutes_that_cannot_be_met_are_named_with_what_is_possible() -> None:
    _, rich = pool(RICH, {"cli": 3, "ssh": 2}, minutes={"min": 30})

    assert reasons(rich) == (
        "no form meets all of the blueprint; every line alone has enough questions",
        "without the bounds of 30 or more minutes (the lines alone allow 5 to 13) one can be drawn:"
        " relax it, or add questions",
    )


def test_enemies_in_the_way_are_named() -> None:
    _, torn = pool([cli(1, enemies=["ssh-01"]), ssh(1)], {"cli": 1, "ssh": 1})

    assert reasons(torn)[1] == "without the enemies among the questions one can be drawn: relax it, or add questions"


def test_questions_on_several_outcomes_count_for_each() -> None:
    both = [question("cli-01", outcomes=["run", "stop"]), cli(2, "stop")]
    _, tight = pool(both, {"cli": 2}, per_outcome=1)

    assert reasons(tight) == (
        "cli needs 2 questions that go together, but its 2 are enemies of one another, or examine the same outcomes:"
        " add others",
    )


def test_the_range_of_minutes_is_that_of_the_lines() -> None:
    _, rich = pool(RICH, {"cli": 3, "ssh": 2})

    assert minutes_range(rich) == (5, 13)


def test_a_search_that_takes_too_long_says_that_nothing_is_proven() -> None:
    _, rich = pool(RICH, {"cli": 3, "ssh": 2})

    with pytest.raises(Exhausted):
        selection(rich.blueprint, rich.lines, 2)


questions = st.lists(
    st.tuples(
        st.sampled_from(["cli", "ssh"]),
        st.sets(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=2),
        st.integers(1, 3),
        st.sets(st.integers(0, 7), max_size=2),
    ),
    max_size=8,
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(questions, st.integers(1, 3), st.integers(1, 2), st.integers(1, 2), st.integers(2, 9), st.integers(0, 4))
def test_a_form_is_found_exactly_when_trying_all_hands_finds_one(
    drafts: list[tuple[str, set[str], int, set[int]]], of_cli: int, of_ssh: int, cap: int, least: int, more: int
) -> None:
    made = [
        question(f"q{n}", skill=where, outcomes=sorted(aims), minutes=minutes,
                 enemies=[f"q{each}" for each in sorted(foes) if each != n])
        for n, (where, aims, minutes, foes) in enumerate(drafts)
    ]  # fmt: skip
    whole, small = pool(
        made, {"cli": of_cli, "ssh": of_ssh}, per_outcome=cap, minutes={"min": least, "max": least + more}
    )
    asked = next(iter(whole.certificates.values()))

    possible = any(not violations(whole, asked, hand) for hand in hands(small, of_cli, of_ssh))

    if possible:
        assert violations(whole, asked, drawn(small, SEED, 1)) == ()
        assert reasons(small) == ()
    else:
        with pytest.raises(Infeasible):
            drawn(small, SEED, 1)


def hands(small: Pool, of_cli: int, of_ssh: int) -> list[Form]:
    """Return every form that the numbers of questions allow."""
    picks = [combinations(line, count) for line, count in zip(small.lines, (of_cli, of_ssh), strict=True)]
    return [
        Form(
            1,
            tuple(
                Item(small.texts[each.id], small.line_of[each.id], parts_of(small.texts[each.id].task)[:4])
                for each in (*one, *other)
            ),
        )
        for one, other in product(*picks)
    ]


def test_the_check_sees_what_drawing_never_does() -> None:
    whole, _ = pool(RICH, {"cli": 2, "ssh": 1}, per_outcome=1, minutes={"max": 3})
    asked = next(iter(whole.certificates.values()))
    form = drawn(pool(RICH, {"cli": 2, "ssh": 1})[1], SEED, 1)
    twice = replace(form, items=(form.items[0], *form.items))
    cut = replace(form, items=tuple(replace(each, parts=each.parts[:1]) for each in form.items))

    assert "a question is there twice" in violations(whole, asked, twice)
    assert any("questions in all" in each for each in violations(whole, asked, twice))
    assert any("minutes" in each for each in violations(whole, asked, twice))
    assert any("shows 1 parts, 4 wanted" in each for each in violations(whole, asked, cut))


def test_searches_that_are_all_cut_short_end_with_what_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    _, rich = pool(RICH, {"cli": 3, "ssh": 2}, minutes={"min": 8})
    for name in ("draw.QUICK_LIMIT", "draw.LONG_LIMIT", "reasons.LIMIT"):
        monkeypatch.setattr(f"hpccert.assemble.{name}", 3)

    with pytest.raises(Infeasible, match="no form was found, though it is not proven that there is none"):
        drawn(rich, SEED, 1)


def test_a_question_that_makes_a_later_line_impossible_is_not_taken() -> None:
    skills = [skill("use", "USE"), *(skill(f"s{each:02}", f"USE{each}") for each in range(1, 22))]
    last = ["last-1", "last-2"]
    good = [question(f"good-{each:02}", skill=f"s{each:02}") for each in range(1, 21)]
    bad = [question(f"bad-{each:02}", skill=f"s{each:02}", enemies=last) for each in range(1, 21)]
    asked = certificate({f"s{each:02}": 1 for each in range(1, 22)})
    texts = {each.id: each for each in (*good, *bad, *(question(each, skill="s21") for each in last))}
    whole = bank([each.card for each in texts.values()], skills, certificates=[asked])
    narrow = pool_of(whole, asked, list(texts))

    form = draw.drawn(narrow, texts, SEED, 1)

    assert {each.question.id for each in form.items} - set(last) == {each.id for each in good}


def test_a_line_whose_questions_are_all_enemies_is_named() -> None:
    foes = [cli(each, enemies=[f"cli-{other:02}" for other in range(13) if other != each]) for each in range(13)]
    _, torn = pool([*foes, *RICH[12:]], {"ssh": 2, "cli": 2})

    with pytest.raises(Infeasible, match="cli needs 2 questions that go together, but its 13 are enemies"):
        drawn(torn, SEED, 1)
