"""The checklist of reviewers, as commands show it, a new workspace begins with it, and approvals name it."""

import json
from pathlib import Path
from typing import Any

import pytest

from hpccert.load.checklists import FIRST, first_checklist
from hpccert.load.reading import read
from hpccert.model.checklist import Checklist
from hpccert.render.checklist import markdown
from tests import folders
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


def data(version: int = 1, *texts: str, title: str = "Checklist") -> dict[str, Any]:
    items = [
        {"id": f"i{number}", "text": text, "why": f"Why {number}.", "source": "Ours"}
        for number, text in enumerate(texts or ("Is the key right?",), 1)
    ]
    return {"version": version, "title": title, "items": items}


def with_policy(root: Path, version: int | None) -> None:
    policy = {} if version is None else {"checklist": version}
    folders.write(
        root, "hpccert.yaml", {"name": "Test", "version": "0.1", "license": "CC-BY-4.0", "policy": dict(policy)}
    )


def test_the_checklist_that_the_policy_names_is_shown(run: Run, root: Path) -> None:
    folders.write(root, "review/checklist-1.yaml", data(1, "Old?"))
    folders.write(root, "review/checklist-2.yaml", data(2, "Is it precise?", "Is the key right?"))
    with_policy(root, 2)

    assert run("review", "checklist").out == (
        "Checklist, version 2\n"
        "\n 1. Is it precise?  (i1)\n    Why 1.\n    Source: Ours\n"
        "\n 2. Is the key right?  (i2)\n    Why 2.\n    Source: Ours\n"
    )
    assert "Old?" in run("review", "checklist", "1").out


def test_a_checklist_is_printed_for_programs_and_for_pages(run: Run, root: Path) -> None:
    folders.write(root, "review/checklist-1.yaml", data())

    assert json.loads(run("review", "checklist", "1", "--format", "json").out) == data()
    assert run("review", "checklist", "1", "--format", "markdown").out == (
        "# Checklist, version 1\n\n- [ ] **i1**: Is the key right?\n  Why 1.\n  *Ours*\n"
    )


def test_a_version_that_is_not_there_is_told_with_those_that_are(run: Run, root: Path) -> None:
    folders.write(root, "review/checklist-1.yaml", data(1))
    folders.write(root, "review/checklist-2.yaml", data(2))

    assert run("review", "checklist", "7").err == "hpccert: no checklist 7; versions here: 1, 2\n"
    assert run("review", "checklist").err == (
        "hpccert: hpccert.yaml names no checklist (policy: checklist); versions here: 1, 2\n"
    )


def test_without_any_checklist_there_is_none_to_show(run: Run, root: Path) -> None:
    assert run("review", "checklist", "1").err == "hpccert: no checklist 1; versions here: none\n"


@pytest.mark.parametrize("version", ["0", "-1", "one", "1.5", "99999999999999999999"])
def test_what_is_no_version_is_refused(run: Run, root: Path, version: str) -> None:
    assert run("review", "checklist", "--", version).code == 2


@pytest.mark.parametrize("text", ["a\x1b[2Jb?", "\u202ekey?"])
@pytest.mark.parametrize("format", ["text", "markdown"])
def test_no_text_of_a_checklist_takes_over_the_terminal(run: Run, root: Path, text: str, format: str) -> None:
    folders.write(root, "review/checklist-1.yaml", json.dumps(data(1, text)))

    out = run("review", "checklist", "1", "--format", format).out

    assert "\x1b" not in out
    assert "\u202e" not in out


def test_no_text_of_a_checklist_means_anything_to_markdown() -> None:
    hostile = "<script>x</script> *bold* `code` [link](https://example.org) # | $x$"

    (line,) = [each for each in markdown(Checklist.of(data(1, hostile), FIRST)).splitlines() if "script" in each]

    assert line == (r"- [ ] **i1**: \<script\>x\</script\> \*bold\* \`code\` \[link\](https://example.org) \# \| \$x\$")


# What is wrong with checklists


def told(run: Run) -> list[str]:
    return [f"{each['file']}: {each['code']}" for each in json.loads(run("validate", "--format", "json").out)]


def test_a_checklist_is_checked_by_its_schema(run: Run, root: Path) -> None:
    folders.write(root, "review/checklist-1.yaml", {"version": 1, "title": "", "items": []})

    assert told(run) == ["review/checklist-1.yaml: S006"] * 2


def test_a_checklist_that_does_not_load_is_not_missed_a_second_time(run: Run, root: Path) -> None:
    folders.write(root, "review/checklist-1.yaml", "version: 1\n")
    with_policy(root, 1)

    assert set(told(run)) == {"review/checklist-1.yaml: S002"}


def test_a_misnamed_checklist_is_not_missed_a_second_time(run: Run, root: Path) -> None:
    folders.write(root, "review/checklist-2.yaml", data(3))
    with_policy(root, 2)

    assert told(run) == ["review/checklist-2.yaml: L001"]


def test_a_second_file_of_a_version_gets_a_new_number(run: Run, root: Path) -> None:
    folders.write(root, "review/checklist-1.yaml", data(1))
    folders.write(root, "review/checklist-01.yaml", data(1))

    assert "L001 this is version 1: review/checklist-1.yaml is that already, give this one a new number" in (
        run("validate").out
    )


def test_no_policy_asks_for_no_checklist(run: Run, root: Path) -> None:
    with_policy(root, None)

    assert told(run) == []


def test_a_folder_in_review_is_no_checklist(run: Run, root: Path) -> None:
    folders.write(root, "review/more/checklist-1.yaml", data(1))

    assert told(run) == ["review/more/checklist-1.yaml: Y006"]


# What approvals say of it


@pytest.mark.parametrize(("policy", "said"), [(None, None), (1, 1), (2, 2)])
def test_an_approval_names_the_checklist_of_the_policy(
    run: Run, root: Path, policy: int | None, said: int | None
) -> None:
    folders.write(root, "review/checklist-1.yaml", data(1))
    folders.write(root, "review/checklist-2.yaml", data(2))
    with_policy(root, policy)

    run("review", "approve", "q1", "--as", "bob")

    (record,) = folders.data_of(root / "reviews/cli/q1.yaml")
    assert record.get("checklist") == said


def test_an_approval_by_an_older_checklist_stays_sound(run: Run, root: Path) -> None:
    folders.write(root, "review/checklist-1.yaml", data(1))
    with_policy(root, 1)
    run("review", "approve", "q1", "--as", "bob")
    folders.write(root, "review/checklist-2.yaml", data(2))
    with_policy(root, 2)

    assert told(run) == []


# Ours


def test_a_new_workspace_begins_with_our_checklist(run: Run, tmp_path: Path) -> None:
    run("init", cwd=tmp_path)

    assert (tmp_path / FIRST).read_text("utf-8") == (ROOT / FIRST).read_text("utf-8")
    assert run("review", "checklist").out.startswith("Item-writing checklist, version 1\n")


def test_a_folder_of_reviews_is_not_begun_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "review").mkdir()

    assert "'review' exists already" in run("init", cwd=tmp_path).err


def test_each_item_of_ours_is_a_question_with_a_reason_and_a_source() -> None:
    value, findings = read("review", first_checklist().encode(), FIRST)
    items = Checklist.of(value, FIRST).items

    assert findings == []
    assert [each.id for each in items if not each.text.endswith("?") or not each.why.endswith(".")] == []
    assert len({each.id for each in items}) == len(items)
