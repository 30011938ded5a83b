"""Which questions say nearly the same, and that no question is compared with every other to see it."""

from itertools import combinations
from pathlib import Path
from random import Random
from zlib import crc32

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hpccert.check.similar import (
    BAR,
    HASH,
    LEAST,
    LINKS,
    NEAR,
    SEEN,
    TURN,
    candidates,
    grams,
    likeness,
    search,
    sketch,
)

ROOT = Path(__file__).parents[2]

STEM = "On a login node with Bash, a user wants to list files. Judge these lines."
QUESTION = [
    STEM,
    "`ls -r` lists the files of the directory in reverse order.",
    "`ls -a` also lists the files whose names begin with a dot.",
    "`ls -l` shows who owns a file and how large it is.",
    "No",
]
GOLDEN = "ce05c20090c04d02ed25720d5ce348104376c316d256581ae680f423c31a2229"
WORDS = [f"{first}{last}" for first in "bdfgklmnprst" for last in ("ash", "elm", "ink", "old", "urn", "ode", "ail")]

texts = st.lists(st.text(max_size=60) | st.text("aB `'\0é中\ud800-.\n", max_size=60), max_size=6)
QUITE_NEAR = NEAR + 0.05  # nearer than that, a pair that is not compared would be a surprise


def near_copies(seed: int) -> list[list[str]]:
    """Return questions of the usual length, some of them copies with some words exchanged."""
    chance = Random(seed)
    bank: list[list[str]] = []
    for _ in range(chance.randint(2, 12)):
        old = chance.choice(bank) if bank and chance.random() < 0.5 else None
        share = chance.uniform(0, 0.25) if old else 1
        lines = old or [" ".join(["word"] * chance.randint(10, 22)) for _ in range(10)]
        bank.append(
            [
                " ".join(chance.choice(WORDS) if chance.random() < share else each for each in line.split())
                for line in lines
            ]
        )
    return bank


# What counts


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("The file IS shown, once.", "the file is shown once"),
        ("a built-in command (of Bash)", "A built in command of Bash!"),
        ("the  file\n\nis shown", "the file is shown"),
        ("prints `ls  -r` once", "prints `ls -r` once"),
        ("Die Größe der Datei", "die GRÖSSE der datei"),
        ("the “file” is … shown", "the file is shown"),
    ],
)
def test_case_blanks_and_punctuation_of_prose_do_not_count(text: str, same: str) -> None:
    assert likeness([text], [same]) == 1
    assert sketch([text]) == sketch([same])


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("it prints `ls -r`", "it prints `ls -R`"),
        ("it prints `echo $user now`", "it prints `echo user now`"),
        ('it prints `echo "$user" now`', "it prints `echo '$user' now`"),
        ("In:\n\n```bash\nsort -r names\n```\n", "In:\n\n```bash\nsort -R names\n```\n"),
        ("No", "Yes"),
    ],
)
def test_case_and_signs_of_code_count(text: str, other: str) -> None:
    assert likeness([STEM, text], [STEM, other]) < 1
    assert sketch([text]) != sketch([other])


def test_the_order_of_statements_does_not_count() -> None:
    reordered = [QUESTION[each] for each in (0, 3, 1, 4, 2)]

    assert likeness(QUESTION, reordered) == 1
    assert sketch(QUESTION) == sketch(reordered)


def test_an_open_backtick_does_not_reach_the_next_statement() -> None:
    assert likeness(["an open ` here", *QUESTION], [*QUESTION, "an open ` here"]) == 1


def test_one_option_in_another_case_is_still_a_near_duplicate() -> None:
    other = [each.replace("-r", "-R") for each in QUESTION]

    assert NEAR <= likeness(QUESTION, other) < 1
    assert candidates([("q1", sketch(QUESTION)), ("q2", sketch(other))]) == [("q1", "q2")]


def test_questions_with_nothing_in_common_and_empty_ones_are_not_alike() -> None:
    assert likeness(QUESTION, ["Something else altogether, of which nobody asked."]) == 0
    assert likeness(["?", ""], ["?", ""]) == 0
    assert candidates([("q1", sketch([])), ("q2", sketch(["", "!"]))]) == []


def test_half_of_the_grams_in_common_is_worked_by_hand() -> None:
    assert grams(["one two three four"]) == {(b"one", b"two", b"three"), (b"two", b"three", b"four")}
    assert likeness(["one two three four"], ["one two three five"]) == pytest.approx(1 / 3)


def test_a_text_without_blanks_between_words_is_compared_by_its_characters() -> None:
    first = ["登录节点上的用户想要列出目录中的所有文件。", "命令 `ls -a` 也显示隐藏文件。"]
    second = ["登录节点上的用户想要列出目录里的所有文件。", "命令 `ls -a` 也显示隐藏文件。"]

    assert NEAR < likeness(first, second) < 1
    assert candidates([("q1", sketch(first)), ("q2", sketch(second))]) == [("q1", "q2")]


# The sketch


def test_the_sketch_of_a_question_is_the_same_everywhere() -> None:
    assert sketch(QUESTION).hex() == GOLDEN


@given(texts)
def test_a_sketch_holds_the_grams_whose_hashes_are_lowest(texts: list[str]) -> None:
    hashes = sorted(
        {sum_of(*(crc32(each) << TURN * at for at, each in enumerate(gram))) & HASH for gram in grams(texts)}
    )
    low = [each for each in hashes if each < BAR]

    expected = low if len(low) >= LEAST else hashes[:LEAST]
    assert sketch(texts) == b"".join(each.to_bytes(4, "little") for each in expected)


def sum_of(*hashes: int) -> int:
    """Return the sum of hashes without carry."""
    total = 0
    for each in hashes:
        total ^= each
    return total


@given(texts, texts)
def test_no_text_whatever_raises_and_likeness_is_symmetric(first: list[str], second: list[str]) -> None:
    pairs = candidates([("a", sketch(first)), ("b", sketch(second))])

    assert 0 <= likeness(first, second) == likeness(second, first) <= 1
    assert likeness(first, first) == (1 if grams(first) else 0)
    assert pairs in ([], [("a", "b")])
    assert bool(pairs) or grams(first) != grams(second) or not grams(first)
    assert [each.key for each in search(first, [("b", second)])] in ([], ["b"])


# The index


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None, derandomize=True)  # any other pair than an equal one is likely, not certain
def test_the_index_finds_what_comparing_all_pairs_finds(seed: int) -> None:
    bank = {f"q{number:02}": each for number, each in enumerate(near_copies(seed))}
    by_key = {key: sketch(each) for key, each in bank.items()}
    all_near = {pair for pair in combinations(bank, 2) if likeness(bank[pair[0]], bank[pair[1]]) >= QUITE_NEAR}

    found = set(candidates(by_key.items()))

    equal_to_first = {key: min(each for each in by_key if by_key[each] == sketch) for key, sketch in by_key.items()}
    assert {pair for pair in all_near if all(equal_to_first[each] == each for each in pair)} <= found
    assert {(first, key) for key, first in equal_to_first.items() if first != key} <= found


@given(st.integers(0, 10**6), st.data())
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_questions_does_not_count(seed: int, data: st.DataObject) -> None:
    sketches = [(f"q{number}", sketch(each)) for number, each in enumerate(near_copies(seed))]

    found = candidates(data.draw(st.permutations(sketches)))
    assert found == candidates(sketches)
    assert found == sorted(set(found))
    assert all(first < second for first, second in found)


def test_of_many_equal_questions_each_is_paired_with_the_first_only() -> None:
    copies = [(f"q{number:04}", sketch(QUESTION)) for number in range(2_000)]

    assert candidates(copies) == [("q0000", f"q{number:04}") for number in range(1, 2_000)]


def test_many_near_copies_are_all_found_and_make_few_pairs() -> None:
    copies = [(f"q{number:04}", sketch([*QUESTION, f"The answer number{number} is right."])) for number in range(500)]

    pairs = candidates(copies)

    assert {key for pair in pairs for key in pair} == {key for key, _ in copies}
    assert len(pairs) <= LINKS // SEEN * len(copies)


def test_a_phrase_that_many_questions_share_leads_to_few_candidates() -> None:
    own = [
        [" ".join(WORDS[(7 * number + 5 * line + each) % 84] + str(number) for each in range(12)) for line in range(8)]
        for number in range(300)
    ]

    pairs = candidates((f"q{number:03}", sketch([STEM, *each])) for number, each in enumerate(own))

    assert len(pairs) < 2 * len(own)


def test_the_questions_of_this_repository_are_all_different() -> None:
    bank = {}
    for file in sorted(ROOT.glob("questions/*/*.yaml")):
        data = yaml.safe_load(file.read_text("utf-8"))
        bank[data["id"]] = [data["stem"], *(each["text"] for each in data.get("statements") or data["choices"])]

    assert max(likeness(bank[first], bank[second]) for first, second in combinations(bank, 2)) < NEAR / 2


# The search


def test_a_search_names_the_most_alike_first_and_shows_the_passages_in_common() -> None:
    others = [
        ("far", ["Nothing of this is in the question."]),
        ("twin", QUESTION),
        ("akin", ["Anything else.", *QUESTION[1:3], "No"]),
    ]

    found = search(QUESTION, iter(others))

    assert [each.key for each in found] == ["twin", "akin"]
    assert [each.likeness == 1 for each in found] == [True, False]
    assert found[1].passages == (
        "ls -a also lists the files whose names begin with a dot",
        "ls -r lists the files of the directory in reverse order",
        "no",
    )


def test_passages_in_one_text_are_shown_apart() -> None:
    (found,) = search(
        ["one two three four five six seven eight"], [("q1", ["one two three four x six seven eight", "y z"])]
    )

    assert found.passages == ("one two three four", "six seven eight")
