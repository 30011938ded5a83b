"""exam check, build and grade: from the pool to papers, and from responses to scores."""

import csv
import io
import json
import re
import stat
import subprocess
import sys
import time
import zlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hpccert import outside
from tests import builders, folders
from tests.cli.conftest import Run

SEED = "000102030405060708090a0b0c0d0e0f"
BUILD = ("exam", "build", "license", "--pool", "practice", "--seed", SEED)


@pytest.fixture
def sitting(run: Run, root: Path) -> Path:
    """A sitting of two forms, without PDF for speed."""
    ran = run(*BUILD, "--forms", "2", "--paper", "html", "--out", "out")
    assert ran.code == 0, ran.err
    return root / "out"


def key(sitting: Path, form: int) -> list[dict[str, Any]]:
    """Return what is right on a form, question by question, from its secret record."""
    record = folders.as_json(sitting / "secret/forms.json")
    items = next(each["items"] for each in record["forms"] if each["form"] == form)
    out = []
    for each in items:
        data = record["questions"][each["question"]]
        right = {
            part["id"]: part.get("truth", part.get("correct")) for part in data.get("statements", data.get("choices"))
        }
        out.append({"type": data["type"], "right": [right[part] for part in each["parts"]]})
    return out


def perfect(question: dict[str, Any]) -> Any:
    """Return the right response to a question, as the exam page saves it."""
    labels = "abcdefghij"[: len(question["right"])]
    if question["type"] == "true-false-set":
        return dict(zip(labels, question["right"], strict=True))
    marked = [label for label, right in zip(labels, question["right"], strict=True) if right]
    return marked[0] if question["type"] == "single-choice" else marked


def identity_of(sitting: Path, form: int) -> str:
    """Return what the exam page calls its paper."""
    found = re.search(r'data-identity="([0-9a-f]{16})"', (sitting / f"papers/form-{form:03}.html").read_text())
    assert found is not None
    return found[1]


def saved(sitting: Path, candidate: str, form: int, responses: dict[str, Any]) -> Path:
    """Write a response file as the exam page does."""
    name = folders.as_json(sitting / "sitting.json")["sitting"]
    data = {"format": "hpccert-responses-1", "paper": identity_of(sitting, form), "sitting": name, "form": form}
    data |= {"candidate": candidate, "begun": "", "saved": "", "responses": responses}
    path = sitting.parent / f"{candidate.lower()}.json"
    path.write_text(json.dumps(data, indent=1))
    return path


def scores(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_check_says_that_the_pool_suffices(run: Run, root: Path) -> None:
    ran = run("exam", "check", "license", "--pool", "practice")

    assert ran.code == 0
    assert ran.out.endswith("minutes: 8 to 8 by the lines alone\na form can be drawn\n")


def test_the_check_names_what_is_missing(run: Run, root: Path) -> None:
    ran = run("exam", "check", "license")

    assert ran.code == 1
    assert "no form can be drawn:\n  cli needs 4 questions, has 0: add 4\n" in ran.out
    data = json.loads(run("exam", "check", "license", "--format", "json").out)
    assert (data["feasible"], data["lines"][0]["missing"]) == (False, 4)


def test_exams_draw_accepted_questions_only(run: Run, root: Path) -> None:
    for number in range(4):
        id = f"e{number}"
        folders.write(root, f"questions/cli/{id}.yaml", builders.question_data(id, pool="exam", outcomes=["run"]))
        for verdict, by in (("approve", "bob"), ("approve", "cyd"), ("accept", "dan"))[: 2 if number == 3 else 3]:
            run("review", verdict, id, "--as", by)
    folders.write(root, "certificates/license.yaml", builders.certificate_data({"cli": 3}))

    assert "1 approved" in run("exam", "check", "license").out
    assert run("exam", "build", "license", "--paper", "html", "--out", "real").code == 0
    assert "PRACTICE" not in (root / "real/papers/form-001.html").read_text()
    assert sorted(folders.as_json(root / "real/secret/forms.json")["questions"]) == ["e0", "e1", "e2"]


def test_an_exam_that_cannot_be_drawn_leaves_nothing(run: Run, root: Path) -> None:
    before = folders.tree(root.parent)

    ran = run("exam", "build", "license", "--out", "out")

    assert (ran.code, ran.err) == (2, "hpccert: no form can be drawn:\n  cli needs 4 questions, has 0: add 4\n")
    assert folders.tree(root.parent) == before


def test_no_exam_is_built_from_a_faulty_workspace(run: Run, root: Path) -> None:
    folders.write(root, "reviews/cli/q1.yaml", "- {at: now}")

    assert run(*BUILD, "--out", "out").err.startswith(
        "hpccert: the workspace has 4 errors, the first: reviews/cli/q1.yaml:1:4"
    )
    assert not (root / "out").exists()


def test_a_sitting_keeps_papers_and_secrets_apart(run: Run, root: Path) -> None:
    ran = run(*BUILD, "--forms", "2", "--out", "out")

    assert sorted(folders.tree(root / "out")) == [
        "papers/form-001.html", "papers/form-001.pdf", "papers/form-002.html", "papers/form-002.pdf",
        "secret/.gitignore",
        "secret/form-001-key.pdf", "secret/form-002-key.pdf", "secret/forms.json", "secret/seed.txt", "sitting.json",
    ]  # fmt: skip
    assert stat.S_IMODE((root / "out/secret").stat().st_mode) == 0o700
    record = folders.as_json(root / "out/sitting.json")
    assert record["seed_commitment"] in ran.out
    assert SEED not in (root / "out/sitting.json").read_text()
    assert (root / "out/secret/seed.txt").read_text() == SEED + "\n"


def test_two_builds_with_one_seed_give_equal_bytes(run: Run, root: Path) -> None:
    run(*BUILD, "--forms", "2", "--out", "one")
    run(*BUILD, "--forms", "2", "--out", "two")

    assert folders.tree(root / "one") == folders.tree(root / "two")


def test_a_form_is_the_same_however_many_are_asked_for(run: Run, root: Path) -> None:
    run(*BUILD, "--forms", "3", "--paper", "html", "--out", "three")
    run(*BUILD, "--forms", "2-2", "--paper", "html", "--out", "one")

    name = "papers/form-002.html"
    assert (root / "one" / name).read_bytes() == (root / "three" / name).read_bytes()
    assert [each.name for each in (root / "one/papers").iterdir()] == ["form-002.html"]


def test_without_a_seed_every_sitting_is_another(run: Run, root: Path) -> None:
    for name in ("one", "two"):
        run("exam", "build", "license", "--pool", "practice", "--paper", "html", "--out", name)

    assert (root / "one/secret/seed.txt").read_text() != (root / "two/secret/seed.txt").read_text()


def turned(data: dict[str, Any]) -> dict[str, Any]:
    """Return a question with other statements and choices right, and nothing else changed."""
    out = dict(data)
    if "statements" in data:
        out["statements"] = [{**each, "truth": not each["truth"]} for each in data["statements"]]
    else:
        rights = [each["correct"] for each in data["choices"]]
        rights = rights[1:] + rights[:1]
        out["choices"] = [{**each, "correct": right} for each, right in zip(data["choices"], rights, strict=True)]
    return {**out, "explanation": "Otherwise.", "tags": ["turned"], "source": "Elsewhere."}


def test_papers_of_two_banks_that_differ_only_in_their_keys_are_equal(run: Run, root: Path) -> None:
    drafts = [builders.question_data(f"q{n}", key=("TTTTFFFF", "+---", "++---")[n % 3]) for n in range(4)]
    folders.write(root, "certificates/license.yaml", builders.certificate_data({"cli": 4}))
    for name, change in (("one", lambda data: data), ("two", turned)):
        for number in range(8):
            (root / f"questions/cli/q{number}.yaml").unlink(missing_ok=True)
        for each in drafts:
            folders.write(root, f"questions/cli/{each['id']}.yaml", change(each))
        assert run(*BUILD, "--forms", "2", "--out", name).code == 0

    one, two = folders.tree(root / "one"), folders.tree(root / "two")
    assert {name for name in one if one[name] != two[name]} == {
        "sitting.json", "secret/forms.json", "secret/form-001-key.pdf", "secret/form-002-key.pdf",
    }  # fmt: skip


def texts(content: bytes) -> list[bytes]:
    """Return a file's bytes, and those of every compressed stream in it."""
    out = [content]
    for chunk in content.split(b"stream\n")[1:]:
        try:
            out.append(zlib.decompressobj().decompress(chunk))
        except zlib.error:
            continue
    return out


def test_no_paper_holds_anything_that_tells_a_key(run: Run, root: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    canary = "KANARIENVOGEL"
    for number in range(8):
        data = folders.data_of(root / f"questions/cli/q{number}.yaml")
        for each in data.get("statements", data.get("choices")):
            each["why"] = f"{canary} why"
            each["id"] = f"kanarienvogel-{each['id']}"
        data |= {"explanation": canary, "source": canary, "tags": ["kanarienvogel"], "id": f"kanarienvogel-{number}",
                 "provenance": {"note": canary}}  # fmt: skip
        (root / f"questions/cli/q{number}.yaml").unlink()
        folders.write(root, f"questions/cli/kanarienvogel-{number}.yaml", data)

    assert run(*BUILD, "--forms", "2", "--out", "out").code == 0

    for name, content in folders.tree(root / "out").items():
        held = b"".join(texts(content)).lower()
        if name.endswith(".pdf"):
            pages = pypdf.PdfReader(io.BytesIO(content)).pages
            held += "".join(page.extract_text() for page in pages).replace("\n", "").encode().lower()
        assert (canary.lower().encode() in held) == (name.startswith("secret/form")), name


def test_nothing_is_overwritten(run: Run, sitting: Path) -> None:
    before = folders.tree(sitting)

    ran = run(*BUILD, "--out", "out")

    assert ran.err == "hpccert: 'out' exists already; name a new folder with --out, nothing is overwritten\n"
    assert folders.tree(sitting) == before


def test_an_interrupted_build_leaves_nothing(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(outside.Typesetter, "pdfs", interrupted)
    before = folders.tree(root.parent)

    assert run(*BUILD, "--forms", "2", "--out", "deep/out").code == 130
    assert folders.tree(root.parent) == before
    assert not list(root.rglob(".hpccert-*"))


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--seed", "123456", "a seed is an even number of hexadecimal digits, at least 32"),
        ("--seed", "x" * 32, "a seed is an even number of hexadecimal digits, at least 32"),
        ("--forms", "0", "is neither a number such as 30 nor a range such as 31-60"),
        ("--forms", "5-3", "is neither a number such as 30 nor a range such as 31-60"),
        ("--forms", "9999999", "build at most 10000 at once"),
        ("--sitting", "../../x", "is not a slug"),
    ],
)
def test_an_option_that_makes_no_sense_is_explained(
    run: Run, root: Path, option: str, value: str, message: str
) -> None:
    ran = run("exam", "build", "license", "--pool", "practice", option, value)

    assert ran.code == 2
    assert message in ran.err


def test_an_unknown_certificate_is_answered_with_those_there_are(run: Run, root: Path) -> None:
    assert run("exam", "build", "licence").err == "hpccert: no certificate 'licence'; certificates here: license\n"


def test_a_perfect_response_file_gets_the_full_score(run: Run, sitting: Path) -> None:
    responses = {str(number): perfect(each) for number, each in enumerate(key(sitting, 1), 1)}

    ran = run("exam", "grade", "out", saved(sitting, "Ada", 1, responses))

    assert ran.code == 0
    assert ran.err == "1 candidate marked, 1 passed\nwritten to out/secret/scores.csv\n"
    assert scores((sitting / "secret/scores.csv").read_text()) == [
        {"candidate": "Ada", "form": "1", "result": "pass", "score": "100.00", "marks": "4.0000", "full": "4",
         "answered": "4", "cli": "100.00"}
    ]  # fmt: skip
    assert stat.S_IMODE((sitting / "secret/scores.csv").stat().st_mode) == 0o600


def by_hand(form: list[dict[str, Any]], cells: list[str]) -> Fraction:
    """Mark a table's cells as a person would, by the sentence on the paper."""
    total = Fraction(0)
    for question, cell in zip(form, cells, strict=True):
        right = question["right"]
        if question["type"] == "true-false-set":
            for said, truth in zip(cell, right, strict=True):
                total += 0 if said == "-" else Fraction(1, 4) if (said == "T") == truth else Fraction(-1, 4)
        elif question["type"] == "single-choice":
            total += 0 if cell == "" else 1 if right["abcd".index(cell)] else Fraction(-1, 3)
        else:
            for label in cell:
                total += Fraction(1, 2) if right["abcde".index(label)] else Fraction(-1, 3)
    return total


def test_a_table_marked_by_hand_agrees(run: Run, sitting: Path, root: Path) -> None:
    lines = ["form,candidate,question,response"]
    expected = {}
    samples = {
        "true-false-set": ("TF-T", "FFTT", "----"),
        "single-choice": ("a", "c", ""),
        "multiple-choice": ("ab", "e", ""),
    }
    for turn, candidate in enumerate(("Ada", "Bo", "Cy")):
        form = key(sitting, turn % 2 + 1)
        cells = [samples[each["type"]][(turn + number) % 3] for number, each in enumerate(form)]
        lines += [f"{turn % 2 + 1},{candidate},{number},{cell}" for number, cell in enumerate(cells, 1)]
        expected[candidate] = max(by_hand(form, cells), Fraction(0))
    folders.write(root, "all.csv", "\n".join(lines) + "\n")

    run("exam", "grade", "out", "all.csv", "--out", "scores.json")

    found = folders.as_json(root / "scores.json")["candidates"]
    assert {each["candidate"]: Fraction(each["marks"]) for each in found} == expected
    assert {each["candidate"]: each["result"] == "pass" for each in found} == {
        each: marks / 4 >= Fraction(60, 100) for each, marks in expected.items()
    }


def test_a_doubtful_candidate_is_withheld_and_the_others_are_marked(run: Run, sitting: Path, root: Path) -> None:
    good = saved(sitting, "Ada", 1, {})
    bad = saved(sitting, "Bo", 2, {"9": "a"})
    broken = folders.write(root, "cy.json", "{")

    ran = run("exam", "grade", "out", good, bad, broken)

    assert ran.code == 1
    assert f"{bad}:10:" in ran.err
    assert "R003 form 2 has no question 9; it has 1 to 4" in ran.err
    assert f"{broken}:1:1: R001 not a response file" in ran.err
    assert "1 candidate marked, 0 passed; 1 withheld until their responses are mended" in ran.err
    results = {each["candidate"]: each["result"] for each in scores((sitting / "secret/scores.csv").read_text())}
    assert results == {"Ada": "fail", "Bo": "withheld"}


def test_grading_does_not_look_at_the_bank_any_more(run: Run, sitting: Path, root: Path) -> None:
    responses = {str(number): perfect(each) for number, each in enumerate(key(sitting, 2), 1)}
    file = saved(sitting, "Ada", 2, responses)
    for each in root.glob("questions/cli/*"):
        each.unlink()

    run("exam", "grade", "out", file)

    assert scores((sitting / "secret/scores.csv").read_text())[0]["score"] == "100.00"


def test_a_name_cannot_become_a_formula(run: Run, sitting: Path) -> None:
    run("exam", "grade", "out", saved(sitting, "=cmd|' C", 1, {}))

    assert scores((sitting / "secret/scores.csv").read_text())[0]["candidate"] == "'=cmd|' C"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda path: path.unlink(), "'out' is no sitting, as 'hpccert exam build' writes it"),
        (lambda path: path.write_text("{"), "is damaged; build the sitting again with its seed"),
        (lambda path: path.write_text('{"format": "hpccert-forms-9"}'), "has the format 'hpccert-forms-9'"),
        (lambda path: path.write_text('{"format": "hpccert-forms-1"}'), "is damaged"),
    ],
)
def test_a_damaged_sitting_is_said_to_be_damaged(run: Run, sitting: Path, change: Any, message: str) -> None:
    file = saved(sitting, "Ada", 1, {})
    change(sitting / "secret/forms.json")

    ran = run("exam", "grade", "out", file)

    assert (ran.code, message in ran.err) == (2, True)
    assert not (sitting / "secret/scores.csv").exists()


def test_results_are_written_as_their_ending_tells(run: Run, sitting: Path) -> None:
    file = saved(sitting, "Ada", 1, {})

    assert "ends neither in .csv nor in .json" in run("exam", "grade", "out", file, "--out", "x.txt").err
    assert json.loads(run("exam", "grade", "out", file, "--format", "json").out)["candidates"][0]["marks"] == "0"


def test_a_response_file_that_is_no_text_is_a_finding(run: Run, sitting: Path, root: Path) -> None:
    (root / "x.json").write_bytes(b"{\n\xff")

    ran = run("exam", "grade", "out", "x.json")

    assert ran.code == 1
    assert "x.json:2:1: R001 not UTF-8 text; save it as UTF-8" in ran.err
    assert "'gone.json' cannot be read: no such file" in run("exam", "grade", "out", "gone.json").err
    assert not (sitting / "secret/scores.csv").exists()


def test_scores_are_not_overwritten_unless_asked(run: Run, sitting: Path) -> None:
    file = saved(sitting, "Ada", 1, {})
    run("exam", "grade", "out", file)
    before = folders.tree(sitting)

    assert "exists already; add --replace, or name another file" in run("exam", "grade", "out", file).err
    for out in ("out/secret/forms.json", file):
        ran = run("exam", "grade", "out", file, "--replace", "--out", out)
        assert (ran.code, "holds responses or keys; name another file" in ran.err) == (2, True)
    assert folders.tree(sitting) == before
    assert run("exam", "grade", "out", file, "--replace").code == 0


def test_a_response_to_another_sitting_of_the_same_name_is_refused(run: Run, root: Path) -> None:
    for name, seed in (("one", SEED), ("two", SEED[::-1])):
        run(*BUILD[:-1], seed, "--sitting", "spring", "--paper", "html", "--out", name)

    ran = run("exam", "grade", "two", saved(root / "one", "Ada", 1, {}))

    assert (ran.code, "R002 form 1 of this sitting asks other questions" in ran.err) == (1, True)


def test_keys_do_not_reach_a_repository_by_accident(run: Run, sitting: Path) -> None:
    assert (sitting / "secret/.gitignore").read_text() == "*\n"


def test_a_given_seed_is_mentioned(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HPCCERT_SEED", SEED)

    words = ("exam", "build", "license", "--pool", "practice", "--paper", "html", "--out")
    assert "(the seed was given, by --seed or HPCCERT_SEED)" in run(*words, "one").out
    monkeypatch.delenv("HPCCERT_SEED")
    assert "the seed was given" not in run(*words, "two").out


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record["certificate"]["marking"].update(rule="foo"),
        lambda record: record["forms"][0].update(items=[]),
        lambda record: record["forms"][0].update(form="1"),
        lambda record: record["forms"][0]["items"][0].update(parts=[]),
        lambda record: record["questions"]["q1"].pop("stem", None),
        lambda record: record.update(forms=[]),
        lambda record: record["forms"][0]["items"].pop(),
        lambda record: record["forms"][0]["items"][0].update(parts=["s1"] * 4),
        lambda record: record["forms"][0]["items"].append(record["forms"][0]["items"][0]),
        lambda record: record["forms"].append(record["forms"][0]),
        lambda record: record["skills"].update(use="Use"),
        lambda record: record["skills"].update(cli=7),
    ],
)
def test_a_record_that_was_changed_is_not_marked_by(run: Run, sitting: Path, change: Any) -> None:
    file = saved(sitting, "Ada", 1, {})
    record = folders.as_json(sitting / "secret/forms.json")
    record["questions"].setdefault("q1", builders.question_data("q1"))
    change(record)
    (sitting / "secret/forms.json").write_text(json.dumps(record))

    assert "is damaged" in run("exam", "grade", "out", file).err


def test_a_build_that_is_told_to_end_leaves_nothing(root: Path) -> None:
    words = ["exam", "build", "license", "--pool", "practice", "--forms", "400", "--out", "out"]
    child = subprocess.Popen([sys.executable, "-m", "hpccert", *words], cwd=root, stderr=subprocess.PIPE)
    while not list(root.glob(".hpccert-*")) and child.poll() is None:
        time.sleep(0.01)

    child.terminate()
    _, said = child.communicate()

    assert (child.returncode, said) == (143, b"")
    assert not list(root.glob(".hpccert-*"))
    assert not (root / "out").exists()
