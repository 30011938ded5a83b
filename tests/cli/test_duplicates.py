"""Two questions that say nearly the same are told, wherever they lie, unless they are enemies."""

from pathlib import Path
from typing import Any

import pytest

from hpccert.cli import duplicates
from hpccert.cli.checking import verdict
from tests import builders, folders
from tests.cli.conftest import Run

STEM = "The directory `run` holds the files `a.nc` and `b.nc`, and the job `4711` writes to it. Judge these commands."
TEXTS = [
    f"The command `{each}` leaves all other files of the directory as they are."
    for each in ("ls", "rm b.nc", "mv a.nc c", "cp a.nc b.nc", "touch d")
]


def asked(id: str, stem: str = STEM, **more: Any) -> dict[str, Any]:
    parts = [{"id": f"s{number}", "text": text, "truth": number > 2} for number, text in enumerate(TEXTS)]
    return builders.question_data(id, stem=stem, statements=parts, **more)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def told(root: Path) -> list[str]:
    return [str(each) for each in verdict(root).findings if each.code == "Q029"]


def test_a_question_that_was_copied_and_edited_is_told_at_the_copy(tmp_path: Path) -> None:
    root = folders.workspace(tmp_path / "w", [asked("old"), asked("young", STEM.replace("job `4711`", "program"))])

    assert told(root) == [
        "questions/cli/young.yaml:5:7: Q029 says nearly the same as 'old' (85% in common);"
        " change one, or name it in 'enemies'"
    ]


def test_enemies_may_be_alike_whoever_declared_it(tmp_path: Path) -> None:
    assert told(folders.workspace(tmp_path / "a", [asked("old"), asked("young", enemies=["old"])])) == []
    assert told(folders.workspace(tmp_path / "b", [asked("old", enemies=["young"]), asked("young")])) == []


def test_of_many_copies_each_is_told_once(tmp_path: Path) -> None:
    root = folders.workspace(tmp_path / "w", [asked(f"copy-{each:02}") for each in range(30)])

    assert len(told(root)) == 29


def test_a_pair_is_told_again_without_being_compared_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folders.workspace(tmp_path / "w", [asked("old"), asked("young")])
    first = told(root)
    monkeypatch.setattr(duplicates, "likeness", None)
    folders.write(root, "questions/cli/other.yaml", builders.question_data("other"))

    assert told(root) == first != []


def test_an_edit_that_makes_the_difference_ends_it(tmp_path: Path) -> None:
    root = folders.workspace(tmp_path / "w", [asked("old"), asked("young")])
    assert told(root)

    folders.write(root, "questions/cli/young.yaml", builders.question_data("young"))

    assert told(root) == []


def test_many_pairs_are_compared_by_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folders.workspace(tmp_path / "w", [asked(f"copy-{each:02}") for each in range(30)])
    monkeypatch.setattr(duplicates, "WORTH_SPREADING", 2)

    assert len(told(root)) == 29


def test_a_question_that_changes_before_it_is_compared_is_not_judged_by_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folders.workspace(tmp_path / "w", [asked("old"), asked("young")])
    before = (root / "questions/cli/young.yaml").read_bytes()
    candidates = duplicates.candidates

    def late(sketches: Any) -> Any:
        folders.write(root, "questions/cli/young.yaml", builders.question_data("young"))
        return candidates(sketches)

    monkeypatch.setattr(duplicates, "candidates", late)
    assert told(root) == []
    monkeypatch.setattr(duplicates, "candidates", candidates)
    (root / "questions/cli/young.yaml").write_bytes(before)

    assert len(told(root)) == 1


@pytest.fixture
def bank(root: Path) -> Path:
    """The workspace of the command tests, with two questions that are alike."""
    folders.write(root, "questions/cli/old.yaml", asked("old"))
    folders.write(root, "questions/cli/young.yaml", asked("young", STEM.replace("job `4711`", "program")))
    return root


def test_the_questions_like_one_are_shown_with_what_they_have_in_common(run: Run, bank: Path) -> None:
    ran = run("question", "similar", "old")

    assert ran.code == 0
    assert ran.out.splitlines()[0] == " 85% young [cli] nearly the same"
    assert ran.out.splitlines()[1].startswith("     in common: ")


def test_a_question_outside_of_the_workspace_can_be_compared(run: Run, bank: Path, tmp_path: Path) -> None:
    folders.write(tmp_path, "mine.yaml", asked("mine"))

    ran = run("question", "similar", tmp_path / "mine.yaml", "--most", 1)

    assert ran.out.splitlines()[0] == "100% old [cli] nearly the same"
    assert len(ran.out.splitlines()) == 2


def test_likeness_can_be_had_as_json(run: Run, bank: Path) -> None:
    ran = run("question", "similar", "young", "--format", "json", "--most", 1)

    assert '"question": "old"' in ran.out
    assert '"near": true' in ran.out


def test_what_is_like_nothing_is_told_so(run: Run, root: Path, tmp_path: Path) -> None:
    folders.write(tmp_path, "mine.yaml", asked("mine"))

    assert run("question", "similar", tmp_path / "mine.yaml").out == "no other question is like it\n"


@pytest.mark.parametrize(("name", "said"), [("nobody", "no question 'nobody'"), ("broken.yaml", "is no question yet")])
def test_what_cannot_be_compared_is_told(run: Run, bank: Path, name: str, said: str) -> None:
    (bank / "broken.yaml").write_text("id: [")

    ran = run("question", "similar", name)

    assert said in ran.err
    assert ran.code == 2
