"""Secret banks: what they hold counts, and nothing that others can read tells what it is."""

import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from hpccert.cli.app import app
from hpccert.cli.completing import completed
from hpccert.cli.shared import opened
from hpccert.cli.table import COMMANDS
from hpccert.load.banks import located
from hpccert.model.layout import bank_of, is_in_a_bank, records_of
from hpccert.model.question import Card
from hpccert.problems import HpccertError
from tests import builders, folders
from tests.cli.conftest import Run

ID = "kanarie-id"
TEXT = "kanarientext"
SECRET = f"{ID}-1"
NOTHING: frozenset[str] = frozenset()
IDS = frozenset({"id"})
TEXTS = frozenset({"id", "text"})  # asked for by whoever holds the bank
BY_DAN = ("--as", "dan")
BY_BOB = ("--as", "bob")
SAYING = ("--note", f"{TEXT} of a reviewer")

# What may stand in the output of a command, in every format that it has. No other file than the bank's own may hold
# any of it, but for those in the folder given with --out.
ALLOWED: dict[tuple[str, ...], frozenset[str]] = {
    ("init", "new-workspace"): NOTHING,
    ("validate",): TEXTS,  # a finding shows the line it is about
    ("validate", "--strict", "../vault/questions"): TEXTS,
    ("validate", "questions", "skills"): NOTHING,
    ("validate", "--fix"): TEXTS,
    ("status",): NOTHING,
    ("skill", "tree"): NOTHING,
    ("skill", "show", "cli"): NOTHING,
    ("rule",): NOTHING,
    ("rule", "Q030"): NOTHING,
    ("completion", "bash"): NOTHING,
    ("question", "show", SECRET, "--key"): TEXTS,
    ("question", "show", "kanarie-jd-1"): NOTHING,  # a slip; no message tells what there is
    ("question", "show", "q1"): NOTHING,
    ("question", "similar", SECRET): TEXTS,
    ("question", "similar", "q1"): TEXTS,
    ("review", "submit", SECRET, *BY_BOB, *SAYING): IDS,
    ("review", "approve", SECRET, "--angoff", "10", *BY_BOB, *SAYING): IDS,
    ("review", "request-changes", SECRET, *BY_BOB, *SAYING): IDS,
    ("review", "comment", SECRET, *BY_BOB, *SAYING): IDS,
    ("review", "flag", SECRET, *BY_BOB, *SAYING): IDS,
    ("review", "queue"): IDS,
    ("review", "queue", "--mine", *BY_DAN): IDS,
    ("review", "withdraw", SECRET, *BY_BOB, *SAYING): IDS,
    ("review", "accept", SECRET, *BY_DAN, *SAYING): IDS,
    ("review", "reject", SECRET, *BY_DAN, *SAYING): IDS,
    ("review", "retire", SECRET, *BY_DAN, *SAYING): IDS,
    ("review", "reinstate", SECRET, *BY_DAN, *SAYING): IDS,
    ("review", "log", SECRET): TEXTS,
    ("review", "diff", SECRET): TEXTS,
    ("review", "next"): NOTHING,
    ("review", "checklist"): NOTHING,
    ("review", "audit"): NOTHING,
    ("people",): NOTHING,
    ("review", "angoff", "license"): IDS,
    ("pool", "status"): NOTHING,
    ("pool", "status", "cli", "--depth", "9"): NOTHING,
    ("pool", "todo", "--most", "0"): NOTHING,
    ("pool", "contributors"): NOTHING,
    ("exam", "check", "license"): NOTHING,
    ("exam", "build", "license", "--out", "../sitting", "--forms", "1"): NOTHING,
    ("exam", "grade", "../sitting", "../responses.csv", "--replace"): IDS,
    ("question", "new", "cli", f"{ID}-new", "--bank", "../vault"): IDS,  # from here on there are errors in the bank
    ("exam", "check", "license", "--pool", "exam"): NOTHING,
    ("review", "submit", f"{ID}-new", *BY_BOB): IDS,
    ("question", "new", "cli", "open", "--as", "ann"): NOTHING,
}

REFUSED = {
    ("question", "show", "kanarie-jd-1"),
    ("review", "accept", SECRET, *BY_DAN, *SAYING),  # changes are requested
    ("review", "next"),  # there is no terminal
    ("review", "checklist"),  # there is none
    ("review", "audit"),  # nor a repository
    ("exam", "check", "license", "--pool", "exam"),
    ("review", "submit", f"{ID}-new", *BY_BOB),
}


def bank_file(id: str, **more: Any) -> dict[str, Any]:
    """Return a secret question with a canary in every place that takes a text."""
    data = builders.question_data(id, "TTTTFFFF", pool="exam", **more)
    for number, each in enumerate(data["statements"]):
        each |= {"text": f"The {TEXT} number {number} of {id} sings.", "why": f"A {TEXT} sings."}
    return data | {
        "stem": f"What of {TEXT} {id}?",
        "explanation": f"The the {TEXT} does so, as everybody knows.",
        "source": f"https://example.org/{TEXT}",
        "tags": [f"{TEXT}-tag"],
        "provenance": {"from": f"{TEXT} at home", "note": f"about {TEXT}"},
    }


def fill(bank: Path) -> None:
    """Write a bank with accepted questions, one draft with a fault, and what is no question."""
    for number in range(1, 7):
        outcome = ("run", "stop", "quote")[number % 3]
        data = bank_file(f"{ID}-{number}", outcomes=[outcome], enemies=["q1"] if number == 2 else [])
        folders.write(bank, f"questions/cli/{data['id']}.yaml", data)
        card = Card.of(data, "")
        said = [("bob", "approve"), ("cyd", "approve"), ("dan", "accept"), ("cyd", "flag")]
        records = [builders.record(card, by, verdict, second).data for second, (by, verdict) in enumerate(said)]
        folders.write(bank, f"reviews/cli/{data['id']}.yaml", [each | {"note": f"a {TEXT}"} for each in records])
    folders.write(bank, f"questions/cli/{ID}-stray.txt", TEXT)
    folders.write(bank, f"skills/{ID}.yaml", TEXT)
    folders.write(bank, "README.md", TEXT)


@pytest.fixture
def vault(root: Path) -> Path:
    """A secret bank beside the workspace, which does not name it."""
    fill(root.parent / "vault")
    return root.parent / "vault"


@pytest.fixture
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have the cache, the temporary folder and the home folder where one can look into all of them."""
    apart = tmp_path / "apart"
    for name in ("XDG_CACHE_HOME", "TMPDIR", "HOME"):
        (apart / name).mkdir(parents=True)
        monkeypatch.setenv(name, str(apart / name))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield apart
    tempfile.tempdir = None


def listing(root: Path, *banks: str) -> None:
    """Let a workspace list banks."""
    folders.write(root, "hpccert.yaml", folders.data_of(root / "hpccert.yaml") | {"banks": list(banks)})


def canaries(data: bytes | str) -> frozenset[str]:
    """Return which canaries one can read in an output or a file."""
    said = data.decode("latin-1") if isinstance(data, bytes) else data
    return frozenset(kind for kind, word in (("id", ID), ("text", TEXT)) if word in said.lower())


def told_by(place: Path) -> dict[str, frozenset[str]]:
    """Return the files below a folder in whose name or content a canary is."""
    files = {
        str(each): canaries(str(each)) | canaries(each.read_bytes()) for each in place.rglob("*") if each.is_file()
    }
    return {name: found for name, found in files.items() if found}


def commands() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return every command with its formats."""
    group: Any = typer.main.get_command(app)
    found = {}
    for name in COMMANDS:
        command = group.get_command(None, name)
        for below, each in getattr(command, "commands", {"": command}).items():
            formats = [one.type.choices for one in each.params if one.name == "format"]
            found[(name, below) if below else (name,)] = tuple(formats[0]) if formats else ()
    return found


def in_every_format(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    known = commands()
    formats = known[words[:2]] if words[:2] in known else known[words[:1]]
    return [(*words, "--format", each) for each in formats] or [words]


def opens_a_workspace(words: tuple[str, ...]) -> bool:
    return words[0] not in ("init", "rule", "completion") and words[:2] != ("exam", "grade")


def test_no_command_is_forgotten() -> None:
    known = commands()
    listed = {words[: len(each)] for words in ALLOWED for each in known if words[: len(each)] == each}

    assert set(known) - listed == set()


@pytest.mark.parametrize("way", ["listed", "named"])
def test_no_canary_is_read_where_it_must_not_be(run: Run, root: Path, vault: Path, apart: Path, way: str) -> None:
    (root.parent / "responses.csv").write_text(f"form,candidate,question,response\n1,x,{SECRET},T\n")
    if way == "listed":
        listing(root, "../vault")
    seen: set[str] = set()
    refused = set()
    for asked, allowed in ALLOWED.items():
        named = way == "named" and opens_a_workspace(asked) and "--bank" not in asked
        for words in in_every_format(asked):
            ran = run(*words, *(("--bank", vault) if named else ()))

            found = canaries(ran.out + ran.err)
            assert found <= allowed, f"{words} printed {sorted(found)}:\n{ran.out}{ran.err}"
            assert "Traceback" not in ran.err
            assert told_by(apart) == told_by(root) == {}, words
            seen |= found
            refused |= {asked} if ran.code == 2 else set()
    assert seen == {"id", "text"}
    assert refused == REFUSED
    assert canaries((root.parent / "sitting/sitting.json").read_bytes()) == NOTHING
    assert canaries((root.parent / "sitting/secret/forms.json").read_bytes()) == TEXTS
    assert (apart / "XDG_CACHE_HOME/hpccert").is_dir()


def test_completion_offers_no_secret_id(run: Run, root: Path, vault: Path) -> None:
    listing(root, "../vault")

    assert "q1" in completed(["question", "show", ""])
    assert canaries(completed(["question", "show", "--bank", "../vault", ""])) == NOTHING
    assert "file" in completed(["question", "show", "--bank", ""])


# What is in a bank counts


@pytest.mark.parametrize("way", ["listed", "named", "both"])
def test_the_questions_of_a_bank_are_counted_once_however_it_is_named(
    run: Run, root: Path, vault: Path, way: str
) -> None:
    if way != "named":
        listing(root, "../vault")

    ran = run("status", "--format", "json", *(("--bank", "../vault") if way != "listed" else ()))

    counted = json.loads(ran.out)["questions"]
    assert (counted["all"], counted["accepted"]) == (14, 6)
    assert ran.err == ""


def test_without_the_option_a_bank_that_is_not_listed_is_not_read(run: Run, root: Path, vault: Path) -> None:
    run("status", "--bank", vault)

    assert json.loads(run("status", "--format", "json").out)["questions"]["all"] == 8


def test_several_banks_are_read(run: Run, root: Path, vault: Path) -> None:
    folders.write(root.parent / "other", f"questions/cli/{ID}-7.yaml", bank_file(f"{ID}-7"))

    ran = run("status", "--format", "json", "--bank", "../vault", "--bank", "../other")

    assert json.loads(ran.out)["questions"]["all"] == 15


def test_a_listed_bank_that_is_not_here_is_said_once_and_left_out(run: Run, root: Path) -> None:
    listing(root, "../gone")

    validated = run("validate")
    recorded = run("review", "submit", "q1", "--as", "ann")

    said = "the bank '../gone' is not here; its questions are left out\n"
    assert (validated.err, validated.code) == (said, 0)
    assert (recorded.err, recorded.code) == (said, 0)


def test_a_named_bank_must_be_there(run: Run, root: Path) -> None:
    ran = run("validate", "--bank", "../gone")

    assert (ran.code, ran.out) == (2, "")
    assert "no bank '../gone'; --bank names a folder with questions/ and reviews/" in ran.err


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (".", "is the workspace itself"),
        ("questions", "is the workspace itself"),
        ("questions/cli", "is the workspace itself"),
        ("people.yaml", "is not a folder"),
    ],
)
@pytest.mark.parametrize("way", ["listed", "named"])
def test_what_is_no_folder_for_secrets_is_refused(run: Run, root: Path, place: str, said: str, way: str) -> None:
    if way == "listed":
        listing(root, place)

    ran = run("validate", *(("--bank", place) if way == "named" else ()))

    assert ran.code == 2
    assert f"the bank '{place}' {said}" in ran.err or f"the bank '{root / place}' {said}" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_bank_whose_name_is_no_text_is_refused(run: Run, root: Path) -> None:
    place = root.parent / os.fsdecode(b"b\xff")
    place.mkdir()

    ran = run("validate", "--bank", place)

    assert (ran.code, ran.err) == (2, "hpccert: the path of a bank is not UTF-8; rename its folder\n")


def test_a_bank_may_be_reached_through_a_link_but_none_is_followed_inside(run: Run, root: Path, vault: Path) -> None:
    (root.parent / "way").symlink_to(vault)
    assert json.loads(run("status", "--format", "json", "--bank", "../way").out)["questions"]["all"] == 14

    shutil.move(vault / "questions", root.parent / "elsewhere")
    (vault / "questions").symlink_to(root.parent / "elsewhere")
    ran = run("validate", "--bank", "../way")

    assert "../vault/questions:1:1: Y006 links are not read" in ran.out
    assert json.loads(run("status", "--format", "json", "--bank", "../way").out)["questions"]["all"] == 8


def test_a_link_that_leads_to_itself_is_no_bank(run: Run, root: Path) -> None:
    (root.parent / "loop").symlink_to(root.parent / "loop")

    assert run("validate", "--bank", "../loop").code == 2


def test_findings_in_a_bank_are_at_their_files(run: Run, root: Path, vault: Path) -> None:
    ran = run("validate", "--bank", vault)

    assert f"../vault/questions/cli/{ID}-1.yaml:" in ran.out
    assert f"../vault/questions/cli/{ID}-stray.txt:1:1: Y006 this file is not read" in ran.out
    assert "../vault/skills:1:1: Y006 not read; a bank has only questions/ and reviews/" in ran.out


def test_one_looks_at_a_bank_alone_and_at_the_workspace_alone(run: Run, root: Path, vault: Path) -> None:
    alone = run("validate", "../vault", "--bank", "../vault")
    beside = run("validate", "questions", "--bank", "../vault")

    assert "../vault/" in alone.out
    assert "vault" not in beside.out
    assert run("validate", "../vault").code == 2
    assert run("validate", "../vault/README.md", "--bank", "../vault").code == 2


def test_from_above_the_way_to_a_bank_is_short(run: Run, root: Path, vault: Path) -> None:
    ran = run("validate", "--root", "bank", "--bank", "vault", cwd=root.parent)

    assert ran.out.startswith(f"vault/questions/cli/{ID}-1.yaml:")


def test_an_id_is_given_once_over_the_workspace_and_its_banks(run: Run, root: Path, vault: Path) -> None:
    folders.write(vault, "questions/cli/q1.yaml", bank_file("q1"))

    ran = run("validate", "--bank", "../vault")

    assert "../vault/questions/cli/q1.yaml:1:5: Q001 id 'q1' is also in questions/cli/q1.yaml" in ran.out


def test_of_two_questions_that_are_alike_the_secret_one_is_to_be_changed(run: Run, root: Path, vault: Path) -> None:
    for id, other in (("a-copy", "q1"), ("z-copy", "q2")):
        same = folders.data_of(root / f"questions/cli/{other}.yaml")
        folders.write(vault, f"questions/cli/{id}.yaml", same | {"id": id, "pool": "exam"})

    ran = run("validate", "--bank", "../vault")

    findings = [line for line in ran.out.splitlines() if "Q029 says" in line and "-copy" in line]
    assert [each.split(":")[0] for each in findings if "'q1'" in each or "'q2'" in each] == [
        "../vault/questions/cli/a-copy.yaml",
        "../vault/questions/cli/z-copy.yaml",
    ]
    assert not any(each.startswith("questions/") for each in findings)


def test_a_public_question_does_not_tell_of_a_secret_one(run: Run, root: Path, vault: Path) -> None:
    place = root / "questions/cli/q1.yaml"
    folders.write(root, "questions/cli/q1.yaml", folders.data_of(place) | {"enemies": [SECRET, "kanarie-jd-1"]})

    ran = run("validate", "--bank", "../vault", "questions")

    assert f"'{SECRET}' is secret; let it name 'q1' as its enemy" in ran.out
    assert "no question 'kanarie-jd-1' in questions/\n" in ran.out  # and not: did you mean
    assert f"no question '{SECRET}' in questions/" in run("validate", "questions").out


def test_a_question_lies_where_its_pool_belongs(run: Run, root: Path, vault: Path) -> None:
    folders.write(vault, f"questions/cli/{SECRET}.yaml", bank_file(SECRET) | {"pool": "practice"})
    place = root / "questions/cli/q1.yaml"
    folders.write(root, "questions/cli/q1.yaml", folders.data_of(place) | {"pool": "exam"})

    def found() -> list[str]:
        return [
            line.split(":")[0] for line in run("validate", "--bank", "../vault").out.splitlines() if ": Q030 " in line
        ]

    assert found() == [f"../vault/questions/cli/{SECRET}.yaml", "questions/cli/q1.yaml"]
    assert "Q030" not in run("validate").out  # there the workspace has no banks
    listing(root, "../vault")
    assert "Q030" in run("validate", "questions").out


BROKEN = {
    "empty": b"",
    "NUL": b"id: a\0b\n",
    "UTF-16": "id: q1\n".encode("utf-16"),
    "100,000 brackets": b"[" * 100_000,
    "a Python object": b'!!python/object/apply:os.system ["touch pwned"]\n',
    "an alias bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a path as id": b"id: ../../etc/passwd\ntype: single-choice\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("kind", ["questions", "reviews"])
def test_a_broken_file_in_a_bank_is_found_and_harms_nothing_else(
    run: Run, root: Path, kind: str, content: bytes
) -> None:
    place = root.parent / f"vault/{kind}/cli/q7.yaml"
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    before = folders.tree(root.parent)

    findings = json.loads(run("validate", "--bank", "../vault", "--format", "json").out)

    assert {each["file"] for each in findings} == {f"../vault/{kind}/cli/q7.yaml"}
    assert folders.tree(root.parent) == before


def test_what_an_editor_holds_is_checked_as_a_file_of_the_bank(
    run: Run, root: Path, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id in (SECRET, f"{ID}-8"):  # one that is there and a new one
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(bank_file(id)).encode())))

        ran = run("validate", "-", "--bank", "../vault", "--format", "json")

        assert {each["code"] for each in json.loads(ran.out)} <= {"Q018", "Q026", "Q029"}


# Writing into a bank


def test_a_sitting_with_secret_questions_goes_where_it_is_told_to(run: Run, root: Path, vault: Path) -> None:
    before = folders.tree(root)

    ran = run("exam", "build", "license", "--bank", "../vault", "--paper", "html")

    assert (ran.code, ran.out) == (2, "")
    assert "say where it goes with --out FOLDER" in ran.err
    assert folders.tree(root) == before


def test_what_is_said_of_a_secret_question_is_written_into_its_bank(run: Run, root: Path, vault: Path) -> None:
    folders.write(vault, f"questions/cli/{ID}-7.yaml", bank_file(f"{ID}-7"))
    before = folders.tree(root)

    ran = run("review", "submit", f"{ID}-7", "--as", "ann", "--bank", "../vault")

    assert ran.out == f"submit: recorded in ../vault/reviews/cli/{ID}-7.yaml; {ID}-7 is now submitted\n"
    assert (vault / f"reviews/cli/{ID}-7.yaml").read_text().startswith("- {at: ")
    assert folders.tree(root) == before


def test_records_of_a_secret_question_in_the_open_are_found(run: Run, root: Path, vault: Path) -> None:
    (root / "reviews/cli").mkdir(parents=True)
    shutil.move(vault / f"reviews/cli/{SECRET}.yaml", root / f"reviews/cli/{SECRET}.yaml")

    ran = run("validate", "reviews", "--bank", "../vault")

    assert f"V001 the records of '{SECRET}' belong to ../vault/reviews/cli/{SECRET}.yaml" in ran.out


def test_a_new_question_goes_into_the_bank_that_is_named(run: Run, root: Path) -> None:
    bank = root.parent / "vault"
    bank.mkdir()
    before = folders.tree(root)

    ran = run("question", "new", "cli", "hush", "--bank", "../vault", "--as", "ann")

    written = (bank / "questions/cli/hush.yaml").read_text()
    assert written.startswith("# A new question for USE1 Cli.")
    assert "pool: exam\n" in written
    assert str(bank / "questions/cli/hush.yaml") in ran.out
    assert folders.tree(root) == before


def test_a_new_question_goes_into_one_bank(run: Run, root: Path, vault: Path) -> None:
    (root.parent / "other").mkdir()

    ran = run("question", "new", "cli", "hush", "--bank", "../vault", "--bank", "../other")

    assert ran.code == 2
    assert "into one bank" in ran.err


def test_a_listed_bank_gets_no_new_question_unless_it_is_named(run: Run, root: Path, vault: Path) -> None:
    listing(root, "../vault")

    assert run("question", "new", "cli", "open", "--as", "ann").out.startswith("written: questions/cli/open.yaml")


def test_files_of_a_bank_are_mended_in_it_and_lead_to_no_schema(run: Run, root: Path, vault: Path) -> None:
    (root / "schemas").mkdir()
    place = vault / f"questions/cli/{SECRET}.yaml"
    place.write_text(place.read_text() + "\n\n")

    ran = run("validate", "--fix", "--yes", "--bank", "../vault", "../vault")

    assert f"../vault/questions/cli/{SECRET}.yaml: " in ran.out
    assert not place.read_text().endswith("\n\n")
    assert "yaml-language-server" not in place.read_text()


# Names


SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
PLACES = st.lists(st.sampled_from(["..", "vault", "questions", "reviews", "a b", "C:"]), max_size=4).map("/".join)


@given(PLACES, SLUGS, SLUGS)
def test_the_records_of_a_question_lie_beside_it_wherever_it_is(bank: str, skill: str, id: str) -> None:
    way = f"{bank}/" if bank else ""
    file = f"{way}questions/{skill}/{id}.yaml"

    assert records_of(file) == f"{way}reviews/{skill}/{id}.yaml"
    assert bank_of(file) == bank


@given(SLUGS)
def test_a_file_of_the_workspace_is_in_no_bank(name: str) -> None:
    assert not is_in_a_bank(f"questions/{name}/{name}.yaml")
    assert not is_in_a_bank("hpccert.yaml")
    assert is_in_a_bank(f"../{name}/questions/{name}/{name}.yaml")
    assert is_in_a_bank(f"/{name}/questions/{name}/{name}.yaml")


def test_a_bank_inside_the_workspace_is_seen_from_it(root: Path) -> None:
    fill(root / "vault")
    listing(root, "vault")

    bank, _ = opened(root)

    assert bank.workspace.banks == ("vault",)
    assert len(bank.questions) - len(bank.public) == 6


def test_where_no_command_runs_a_missing_bank_is_left_out_too(root: Path) -> None:
    listing(root, "../gone")

    assert opened(root)[1] == []


def test_a_bank_on_another_drive_has_its_whole_path(root: Path, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_drive(*_: object) -> str:
        raise ValueError

    monkeypatch.setattr(os.path, "relpath", other_drive)

    assert located(root, Path("../vault")) == str(vault)


def test_a_workspace_that_cannot_be_read_lists_no_bank(root: Path) -> None:
    (root / "hpccert.yaml").write_text("banks: [../vault\n")
    with pytest.raises(HpccertError, match="Y"):
        opened(root)
    (root / "hpccert.yaml").unlink()
    with pytest.raises(HpccertError):
        opened(root)
