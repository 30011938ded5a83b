"""pool: how full it is, what to write next, and who wrote it."""

import csv
import io
import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hpccert.cli.options import ListFormat
from hpccert.curate.state import State
from hpccert.model.question import Card
from tests import builders, folders
from tests.cli.conftest import Run

CANARY = "kanarienvogel"
FORMATS = [each.value for each in ListFormat]
NAMES = ((), ("license",), ("cli",), ("USE",))
REPORTS = [
    *(("pool", "status", *name, *depth) for name in NAMES for depth in ((), ("--depth", "9"))),
    *(("pool", "status", *name, "--pool", "practice") for name in NAMES),
    *(("pool", "todo", "--most", "0", "--pool", pool) for pool in ("exam", "practice")),
    ("pool", "todo", "--certificate", "license"),
    ("pool", "contributors"),
]


def say(root: Path, id: str, *said: tuple[str, str], note: str = "") -> None:
    """Write review records of a question as it stands now."""
    card = Card.of(folders.data_of(root / f"questions/cli/{id}.yaml"), f"questions/cli/{id}.yaml")
    records = [builders.record(card, by, verdict, second).data for second, (by, verdict) in enumerate(said)]
    folders.write(root, f"reviews/cli/{id}.yaml", [{**each, "note": note} if note else each for each in records])


def change(root: Path, name: str, **more: Any) -> None:
    """Give a data file other values."""
    folders.write(root, name, folders.data_of(root / name) | more)


APPROVED = (("bob", "approve"), ("cyd", "approve"))
ACCEPTED = (*APPROVED, ("dan", "accept"))


@pytest.fixture
def reviewed(root: Path) -> Path:
    """The workspace with questions in many states: run has 1 accepted, stop 1 approved, quote 1 submitted."""
    say(root, "q0", *ACCEPTED)
    say(root, "q1", *APPROVED)
    say(root, "q2", ("ann", "submit"))
    say(root, "q3", ("dan", "retire"))
    return root


# Status


def test_the_status_shows_certificates_the_tree_and_the_total(run: Run, reviewed: Path) -> None:
    shown = run("pool", "status", "--pool", "practice").out

    assert shown == (
        "Test 0.1, practice pool; wanted for each outcome: 5 questions\n"
        "\n"
        "            wanted draft submitted approved accepted retired full gate exam\n"
        "License         15     4         1        1        1       1  6 %  0/1  1/1  █▓▓▒░░░░░░·············\n"
        "\n"
        "USE Use         15     4         1        1        1       1  6 %  0/1       █▓▓▒░░░░░░·············\n"
        "  USE1 Cli      15     4         1        1        1       1  6 %   no       █▓▓▒░░░░░░·············\n"
        "    run          5     1         .        .        1       1 20 %            ████░░░░░··············\n"
        "    stop         5     2         .        1        .       .  0 %            ▓▓▓▓░░░░░░░░░··········\n"
        "    quote        5     1         1        .        .       .  0 %            ▒▒▒▒░░░░░··············\n"
        "\n"
        "Total           15     4         1        1        1       1  6 %  0/1       █▓▓▒░░░░░░·············\n"
        "\n"
        "full  share of the wanted questions that is accepted; what an outcome has beyond them does not count\n"
        "gate  leaves with at least half of the wanted questions accepted\n"
        "exam  lines of the blueprint that have enough questions to draw; on a line of it, questions\n"
        "bar   █ accepted  ▓ approved  ▒ submitted or in review  ░ drafts or to be mended  · missing\n"
        "\n"
        "          none\n"
        "wanted    100 %\n"
        "there     100 %\n"
        "accepted  100 %\n"
        "\n"
        "          true-false-set  single-choice  multiple-choice\n"
        "there               29 %           43 %             29 %\n"
        "accepted           100 %            0 %              0 %\n"
        "\n"
        "0 of 2 true-false sets have the 10 statements that are wanted\n"
    )  # fmt: skip


def test_a_pool_without_questions_points_to_the_other(run: Run, root: Path) -> None:
    shown = run("pool", "status").out

    assert "There are no questions here in the exam pool; the other one: --pool practice\n" in shown
    assert "there" not in shown.replace("There", "")


def test_a_certificate_shows_its_lines_and_what_they_lack(run: Run, reviewed: Path) -> None:
    change(reviewed, "questions/cli/q0.yaml", pool="exam")
    say(reviewed, "q0", *ACCEPTED)
    rows = run("pool", "status", "license", "--depth", "2").out.split("\n\n")[1].splitlines()

    assert [each.split("·")[0].split() for each in rows[1:]] == [
        ["License", "15", "1", "6", "%", "0/1", "0/1", "█"],
        ["USE1", "Cli", "15", "1", "6", "%", "no", "1/4", "█"],
    ]


def test_depth_says_how_much_is_shown_and_how_much_is_not(run: Run, root: Path) -> None:
    shown = run("pool", "status", "use", "--depth", "1").out

    assert "USE Use" in shown
    assert "Cli" not in shown
    assert shown.endswith("4 more rows below these: --depth 2\n")
    assert run("pool", "status", "--depth", "0").code == 2


def test_a_large_tree_is_shown_as_deep_as_it_fits_on_a_screen(run: Run, root: Path) -> None:
    for number in range(1, 50):
        folders.write(root, f"skills/use/s{number}.yaml", builders.skill_data(f"s{number}", f"USE1.{number}", ("fly",)))

    rows = json.loads(run("pool", "status", "--format", "json").out)["rows"]
    shown = run("pool", "status").out

    assert "USE1 Cli" in shown
    assert "USE1.1 S1" not in shown
    assert len(rows) == 1 + 2 + 2 * 49 + 1
    assert f"{2 * 49} more rows below these: --depth 3" in shown


def test_json_has_all_numbers_of_all_rows(run: Run, reviewed: Path) -> None:
    data = json.loads(run("pool", "status", "--pool", "practice", "--format", "json").out)
    rows = {(each["part"], each["id"]): each for each in data["rows"]}

    assert (data["pool"], data["wanted"]) == ("practice", {"questions": 5, "statements": 10})
    assert rows["leaf", "cli"]["gate"] == {"leaves": 1, "passed": 0}
    assert rows["certificate", "license"]["blueprint"] == {"asked": 1, "met": 1}
    run_ = rows["outcome", "run"]
    assert run_["questions"] == {each.value: 0 for each in State} | {"draft": 1, "accepted": 1, "retired": 1}
    assert (run_["wanted"], run_["counted"], run_["gate"]) == (5, 1, {"leaves": None, "passed": None})
    assert run_["types"]["true-false-set"] == {"questions": 2, "accepted": 1}
    assert run_["bloom"]["none"] == {"wanted": 5, "questions": 2, "accepted": 1}
    assert list(rows)[-1] == ("pool", "total")


def test_csv_has_the_same_numbers_as_json(run: Run, reviewed: Path) -> None:
    words = ("pool", "status", "--pool", "practice", "--format")
    rows = list(csv.DictReader(io.StringIO(run(*words, "csv").out)))
    told = json.loads(run(*words, "json").out)["rows"]

    assert [each["questions_accepted"] for each in rows] == [str(each["questions"]["accepted"]) for each in told]
    assert [each["title"] for each in rows] == [each["title"] for each in told]
    assert {len(each) for each in rows} == {len(rows[0])}


def test_no_title_is_a_formula_in_a_spreadsheet(run: Run, root: Path) -> None:
    change(root, "skills/use/cli.yaml", title='=HYPERLINK("https://example.org")')
    change(root, "certificates/license.yaml", title="@SUM(A1)")

    for words in (("status",), ("todo",)):
        table = list(csv.reader(io.StringIO(run("pool", *words, "--format", "csv").out)))

        assert [cell for row in table for cell in row if cell.startswith(tuple("=+-@\t\r"))] == []


def test_states_have_their_names_in_markdown_and_on_a_screen(run: Run, root: Path) -> None:
    say(root, "q0", ("bob", "request-changes"))
    say(root, "q1", ("bob", "approve"))
    words = ("pool", "status", "cli", "--pool", "practice")

    head = run(*words, "--format", "markdown").out.splitlines()[0]
    assert head == "|  | wanted | draft | in-review | changes-requested | accepted | full | gate | exam |  |"
    upper, lower = run(*words).out.splitlines()[2:4]
    assert upper.split() == ["in-", "changes-"]
    assert lower.split() == ["wanted", "draft", "review", "requested", "accepted", "full", "gate", "exam"]


def test_markdown_is_one_table_whatever_the_titles_say(run: Run, root: Path) -> None:
    change(root, "skills/use/cli.yaml", title="Pipes | <script>")
    lines = run("pool", "status", "--format", "markdown").out.splitlines()

    assert "| - USE1 Pipes \\| \\<script> | 15 | . | 0 % | no |  | `··········` |" in lines
    assert all(each.startswith("| ") and each.endswith(" |") for each in lines)


def test_the_policy_says_how_much_is_wanted(run: Run, root: Path) -> None:
    change(root, "hpccert.yaml", policy={"wanted": {"questions": 1, "statements": 8}})
    shown = run("pool", "status", "cli", "--pool", "practice").out

    assert "wanted for each outcome: 1 question\n" in shown
    assert re.search(r"^USE1 Cli +3 +8 ", shown, re.MULTILINE)
    assert "3 of 3 true-false sets have the 8 statements that are wanted" in shown


def test_a_bar_is_plain_where_blocks_cannot_be_shown(reviewed: Path) -> None:
    words = [sys.executable, "-m", "hpccert", "pool", "status", "cli", "--pool", "practice"]
    plain = os.environ | {"PYTHONIOENCODING": "ascii"}

    shown = subprocess.run(words, cwd=reviewed, env=plain, capture_output=True, text=True, check=True).stdout

    assert re.search(r"#==-\.+_+$", shown, re.MULTILINE)
    assert "bar   # accepted  = approved  - submitted or in review  . drafts or to be mended  _ missing" in shown
    assert shown.isascii()


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_rows_fit_into_the_terminal_with_their_bars(
    run: Run, reviewed: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    change(reviewed, "skills/use/cli.yaml", title="A title that is so long that it fits into no terminal at all " * 2)
    monkeypatch.setattr("hpccert.cli.show.columns", lambda: width)
    shown = run("pool", "status", "--pool", "practice").out.split("\n          none\n")[0].splitlines()[1:]

    assert max(map(len, shown)) <= width
    assert any("..." in line and "·" in line for line in shown)


def test_a_narrow_terminal_shows_bars_rather_than_all_states(
    run: Run, reviewed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hpccert.cli.show.columns", lambda: 80)
    shown = run("pool", "status", "--pool", "practice").out.splitlines()

    assert shown[2].split() == ["wanted", "accepted", "full", "gate", "exam"]
    assert shown[3].startswith("License         15        1  6 %  0/1  1/1  █▓▓▒░░")
    assert "In a wider terminal, all states of questions have a column." in shown


def test_what_is_neither_a_certificate_nor_a_skill_is_refused(run: Run, root: Path) -> None:
    ran = run("pool", "status", "licence")

    assert (ran.out, ran.code) == ("", 2)
    assert ran.err == (
        "hpccert: no certificate or skill 'licence'; did you mean 'license'?; 'hpccert skill tree' lists the skills\n"
    )


def test_questions_that_count_nowhere_are_told(run: Run, root: Path) -> None:
    change(root, "questions/cli/q0.yaml", outcomes=["fly"])
    change(root, "questions/cli/q1.yaml", skill="nowhere")

    shown = run("pool", "status", "--pool", "practice").out
    assert "not counted: 2 questions on no outcome that is examined; see 'hpccert validate'\n" in shown


def test_a_workspace_without_skills_has_a_pool_of_nothing(run: Run, tmp_path: Path) -> None:
    folders.write(tmp_path, "hpccert.yaml", {"name": "New", "version": "0.1", "license": "CC-BY-4.0"})

    for words, format in itertools.product(("status", "todo", "contributors"), FORMATS):
        assert run("pool", words, "--format", format, "--root", tmp_path).code == 0
    assert run("pool", "todo", "--root", tmp_path).out == "nothing is missing in the exam pool\n"


# To do


def test_what_exams_need_comes_first_with_the_reason_in_words(run: Run, reviewed: Path) -> None:
    change(reviewed, "hpccert.yaml", policy={"wanted": {"questions": 2}})
    folders.write(reviewed, "certificates/license.yaml", builders.certificate_data({"cli": 3}, per_outcome=2))
    folders.write(reviewed, "skills/use/ssh.yaml", builders.skill_data("ssh", "USE2", ("log-in",)))
    for number in range(8):
        change(reviewed, f"questions/cli/q{number}.yaml", pool="exam")
    for id, said in (("q0", ACCEPTED), ("q1", APPROVED), ("q2", (("ann", "submit"),)), ("q3", (("dan", "retire"),))):
        say(reviewed, id, *said)

    assert run("pool", "todo").out == (
        "So that exams can be drawn:\n"
        "   1  USE1 stop    2 more accepted questions, 1 of them for an exam of License; 1 waits for a curator;"
        " 2 drafts to be submitted\n"
        "   2  USE1 quote   2 more accepted questions, 1 of them for an exam of License; 1 waits for review;"
        " 1 draft to be submitted\n"
        "\n"
        "For the certificates:\n"
        "   3  USE1 run     1 more accepted question; 1 draft to be submitted\n"
        "\n"
        "So that leaves pass the gate of a release:\n"
        "   4  USE2 log-in  2 more accepted questions\n"
    )
    assert "USE2" not in run("pool", "todo", "--certificate", "license").out


def test_a_list_may_be_cut_short(run: Run, root: Path) -> None:
    assert run("pool", "todo", "--most", "1").out.endswith("\n2 more of 3: --most 0 shows all\n")
    assert len(json.loads(run("pool", "todo", "--most", "1", "--format", "json").out)) == 1
    assert len(list(csv.reader(io.StringIO(run("pool", "todo", "--most", "0", "--format", "csv").out)))) == 4


def test_a_list_for_a_workshop_has_outcomes_and_topics_to_tick_off(run: Run, root: Path) -> None:
    outcome = {"id": "run", "text": "Run programs\nwith <options>.", "topics": ["`ls`", "options"]}
    change(root, "skills/use/cli.yaml", outcomes=[outcome])

    assert run("pool", "todo", "--format", "markdown").out == (
        "# What to write next: Test 0.1, exam pool\n\n"
        "Wanted for each outcome: 5 accepted questions; in each true-false set: 10 statements.\n"
        "\n## So that exams can be drawn\n\n"
        "- [ ] **USE1 run** (Cli): 5 more accepted questions, 2 of them for an exam of License\n"
        "  - Run programs with \\<options>.\n"
        "  - Topics: `ls`, options\n"
    )


def test_certificates_in_two_languages_need_questions_in_both(run: Run, root: Path) -> None:
    folders.write(
        root, "certificates/schein.yaml", builders.certificate_data({"cli": 1}, id="schein", language="de-CH")
    )
    tasks = json.loads(run("pool", "todo", "--pool", "practice", "--most", "0", "--format", "json").out)

    assert [(each["language"], each["outcome"], each["urgency"]) for each in tasks] == [
        ("de", "run", "exam"),
        *(("de", each, "certificate") for each in ("stop", "quote")),
        *(("en", each, "certificate") for each in ("run", "stop", "quote")),
    ]
    assert "USE1 run (de)" in run("pool", "todo", "--pool", "practice").out
    assert {
        each["language"] for each in json.loads(run("pool", "todo", "--certificate", "license", "--format", "json").out)
    } == {None}


def test_without_certificates_leaves_are_to_pass_the_gate(run: Run, root: Path) -> None:
    (root / "certificates/license.yaml").unlink()

    assert run("pool", "todo").out.startswith("So that leaves pass the gate of a release:\n")


def test_a_certificate_that_is_not_there_is_refused(run: Run, root: Path) -> None:
    assert run("pool", "todo", "--certificate", "x").err == "hpccert: no certificate 'x'; certificates here: license\n"


# Contributors


def named(root: Path, *ids: str) -> None:
    people = [{**each, "public": True} if each["id"] in ids else each for each in builders.people_data()]
    folders.write(root, "people.yaml", {"people": people})


def test_who_wants_to_be_named_is_named_and_the_others_are_a_number(run: Run, reviewed: Path) -> None:
    named(reviewed, "bob", "eve")

    shown = run("pool", "contributors").out
    assert [each.split() for each in shown.splitlines() if "─" not in each] == [
        ["name", "affiliation", "wrote", "reviewed"],
        ["Bob", "Bern", "0", "1"],
        ["and", "2", "more"],
    ]
    assert json.loads(run("pool", "contributors", "--format", "json").out) == {
        "named": [{"name": "Bob", "affiliation": "Bern", "wrote": 0, "reviewed": 1}],
        "others": 2,
    }
    assert run("pool", "contributors", "--format", "csv").out == (
        "name,affiliation,wrote,reviewed\nBob,Bern,0,1\nand more,,,2\n"
    )
    assert run("pool", "contributors", "--format", "markdown").out == (
        "| name | affiliation | wrote | reviewed |\n| --- | --- | ---: | ---: |\n| Bob | Bern | 0 | 1 |\n\nand 2 more\n"
    )


def test_contributors_of_whom_nobody_or_everybody_is_named(run: Run, reviewed: Path) -> None:
    assert run("pool", "contributors").out == (
        "3 contributors; nobody asked to be named (public: true in people.yaml)\n"
    )
    named(reviewed, "ann", "bob", "cyd")
    assert run("pool", "contributors").out.endswith("\nthat is everybody\n")
    assert "more" not in run("pool", "contributors", "--format", "csv").out


# Secrets and hostile texts


@pytest.fixture
def secret(root: Path) -> Path:
    """A workspace with a canary in all that its questions say: ids, texts, keys, tags, and notes of reviewers."""
    for number in range(8):
        (root / f"questions/cli/q{number}.yaml").unlink()
        id = f"{CANARY}-{number}"
        data = builders.question_data(
            id, key="TTTTFFFF" if number % 2 else "+---", outcomes=[("run", "stop", "fly")[number % 3]],
            stem=f"{CANARY}?", explanation=CANARY, source=CANARY, tags=[CANARY], enemies=[f"{CANARY}-1"],
            pool=("exam", "practice")[number // 4], provenance={"note": CANARY},
        )  # fmt: skip
        for each in data.get("statements", data.get("choices")):
            each |= {"id": f"{CANARY}-{each['id']}", "why": CANARY}
        folders.write(root, f"questions/cli/{id}.yaml", data)
        say(
            root,
            id,
            *(ACCEPTED, APPROVED, (("ann", "submit"),), (("bob", "request-changes"),))[number % 4],
            note=CANARY,
        )
    folders.write(root, f"questions/cli/{CANARY}-broken.yaml", f"{CANARY}: [")
    folders.write(root, f"reviews/cli/{CANARY}-gone.yaml", f"- {CANARY}")
    return root


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_a_question_is_in_any_report(run: Run, secret: Path, format: str) -> None:
    named(secret, "ann", "bob")
    assert CANARY in run("question", "show", f"{CANARY}-1", "--key").out

    for words in REPORTS:
        ran = run(*words, "--format", format)

        assert ran.code == 0, ran.err
        assert CANARY not in (ran.out + ran.err).lower(), words
        assert len(ran.out) > 10


def test_no_text_of_the_standard_reaches_the_terminal_with_escape_codes(run: Run, root: Path) -> None:
    bad = "A\u202e title\u200b\u0085 of [red]mine[/red]"
    change(root, "skills/use/cli.yaml", title=bad)
    change(root, "certificates/license.yaml", title=bad)

    for words, format in itertools.product(REPORTS, FORMATS):
        shown = run(*words, "--format", format).out

        assert not set("\u202e\u200b\u0085\x1b") & set(shown)
        assert os.linesep.join(shown.splitlines()) == shown.rstrip("\n")
