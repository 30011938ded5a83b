"""A folder becomes a bank, and every file that did not load is told, once."""

import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from hpccert.cli.checking import checked
from hpccert.load import schemas, small_yaml
from hpccert.load.reading import read
from hpccert.load.scan import WORKSPACE, contents, root_of
from hpccert.load.workspace import load, located, question
from hpccert.problems import Finding, HpccertError, Severity, Spot
from tests import builders, folders

ROOT = Path(__file__).parents[2]
SCHEMAS = set((ROOT / "schemas").glob("*.schema.json"))
MODELINE = re.compile(rb"\A# yaml-language-server: \$schema=(\S+\.schema\.json)\r?\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sound workspace with the question q1 of the leaf `cli`, its records, and a certificate."""
    folders.workspace(tmp_path, [builders.question_data()], builders.certificate_data())
    records = [builders.record(builders.card(), each, "approve").data for each in ("bob", "cyd")]
    folders.write(tmp_path, "reviews/cli/q1.yaml", records)
    return tmp_path


def told(root: Path) -> list[str]:
    """Return everything that is wrong with a workspace, as `hpccert validate` shows it."""
    return [str(each) for each in checked(root)[1]]


def moved(root: Path, old: str, new: str) -> None:
    (root / new).parent.mkdir(parents=True, exist_ok=True)
    (root / old).rename(root / new)


def test_a_sound_workspace_loads_without_findings(root: Path) -> None:
    bank, findings = load(root)

    assert findings == []
    assert (list(bank.skills), list(bank.questions), list(bank.certificates)) == (["cli", "use"], ["q1"], ["license"])
    assert (len(bank.people), len(bank.records["q1"])) == (5, 2)  # type: ignore[index]


# Where the workspace is


def test_a_workspace_is_found_from_a_folder_inside_of_it(root: Path) -> None:
    assert root_of(root / "questions" / "cli") == root


def test_of_nested_workspaces_the_nearest_is_meant(root: Path) -> None:
    folders.write(root, "inner/hpccert.yaml", "name: Inner")

    assert root_of(root / "inner") == root / "inner"


def test_a_folder_named_like_the_file_makes_no_workspace(root: Path) -> None:
    (root / "sub" / WORKSPACE).mkdir(parents=True)

    assert root_of(root / "sub") == root


def test_outside_of_a_workspace_one_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(HpccertError) as told:
        root_of(tmp_path)

    assert str(told.value) == (
        f"no hpccert.yaml in '{tmp_path}' or above; change to a workspace or name one with --root"
    )


def test_a_workspace_file_that_is_broken_ends_the_run_with_its_faults(root: Path) -> None:
    folders.write(root, WORKSPACE, "name: T\nversion: 1.1\nlicense: MIT\n")

    with pytest.raises(HpccertError) as told:
        load(root)

    assert str(told.value) == (
        "hpccert.yaml:2:10: S003 'version': expected text, found the number 1.1 (put it in quotes if it is text)"
    )


def test_a_workspace_file_that_is_missing_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(HpccertError, match=r"Y001 'hpccert.yaml' cannot be read: no such file or directory$"):
        load(tmp_path)


def test_a_workspace_file_that_is_a_link_ends_the_run(root: Path) -> None:
    moved(root, WORKSPACE, "elsewhere")
    (root / WORKSPACE).symlink_to("elsewhere")

    with pytest.raises(HpccertError, match=r"Y001 'hpccert.yaml' is a link; put the file itself here$"):
        load(root)


def test_a_workspace_may_be_reached_through_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("home") / "standard"
    link.symlink_to(root)

    assert told(link) == []


def test_a_workspace_of_only_its_file_is_sound(tmp_path: Path) -> None:
    folders.write(tmp_path, WORKSPACE, "name: T\nversion: '1.1'\nlicense: MIT\n")

    assert told(tmp_path) == []


# What lies in the folders


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("skills/use/notes.txt", "Y006 this file is not read; data files are named <id>.yaml"),
        ("skills/use/ssh.yml", "Y006 this file is not read; data files are named <id>.yaml"),
        ("skills/use/ssh.YAML", "Y006 this file is not read; data files are named <id>.yaml"),
        ("skills/ssh.yaml", "Y006 this file lies in the wrong place; the layout is skills/<set>/<id>.yaml"),
        ("skills/use/os/ssh.yaml", "Y006 this file lies in the wrong place; the layout is skills/<set>/<id>.yaml"),
        ("questions/q2.yaml", "Y006 this file lies in the wrong place; the layout is questions/<skill id>/<id>.yaml"),
        (
            "reviews/q1.yaml",
            "Y006 this file lies in the wrong place; the layout is reviews/<skill id>/<question id>.yaml",
        ),
        ("certificates/a/b.yaml", "Y006 this file lies in the wrong place; the layout is certificates/<id>.yaml"),
    ],
)
def test_a_file_that_is_not_read_is_told(root: Path, file: str, expected: str) -> None:
    folders.write(root, file, "id: x\n")

    assert told(root) == [f"{file}:1:1: {expected}"]


@pytest.mark.parametrize(("file", "severity"), [("ssh.yml", Severity.ERROR), ("notes.txt", Severity.WARNING)])
def test_a_file_with_a_slip_in_its_ending_is_an_error_and_a_note_beside_data_a_warning(
    root: Path, file: str, severity: Severity
) -> None:
    folders.write(root, f"skills/use/{file}", "id: x\n")

    assert [each.severity for each in load(root)[1]] == [severity]


@pytest.mark.parametrize(
    "file",
    ["skills/README.md", "questions/cli/README.md", "skills/.x.yaml", "skills/.git/x.yaml", "notes/x.yaml", "x.yaml"],
)
def test_a_readme_hidden_files_and_what_lies_elsewhere_are_nobodys_business(root: Path, file: str) -> None:
    folders.write(root, file, "id: [")

    assert told(root) == []


@pytest.mark.parametrize("link", ["skills/use/ssh.yaml", "skills/more", "certificates/a.yaml"])
@pytest.mark.parametrize("target", ["", "nowhere", "people.yaml"])
def test_a_link_is_told_and_not_followed(root: Path, link: str, target: str) -> None:
    (root / link).symlink_to(root / target)

    assert told(root) == [f"{link}:1:1: Y006 links and special files are not read; put the file itself here"]


def test_a_folder_of_the_layout_that_is_a_link_is_not_followed(root: Path) -> None:
    moved(root, "certificates", "elsewhere")
    (root / "certificates").symlink_to("elsewhere")

    assert told(root) == ["certificates:1:1: Y006 links are not read; put the folder itself here"]


def test_a_pipe_is_told_and_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "skills/use/ssh.yaml")

    assert told(root) == [
        "skills/use/ssh.yaml:1:1: Y006 links and special files are not read; put the file itself here"
    ]


def test_a_file_where_a_folder_should_be_is_told(root: Path) -> None:
    moved(root, "certificates", "elsewhere")
    folders.write(root, "certificates", "id: x")

    assert told(root) == ["certificates:1:1: Y006 the folder cannot be read; check its permissions"]


@pytest.mark.parametrize("name", [b"\xff.yaml", b"caf\xe9", b"\xff"])
def test_a_name_that_is_not_utf_8_is_told_in_a_way_that_can_be_printed(root: Path, name: bytes) -> None:
    try:
        Path(os.fsdecode(os.fsencode(root / "skills/use") + b"/" + name)).write_text("id: x")
    except OSError:
        pytest.skip("this file system has no such names")

    found = told(root)

    assert [each.split(": ", 1)[1] for each in found] == ["Y006 the name of this file is not UTF-8; rename it"]
    assert found[0].encode().isascii()


@pytest.fixture
def deep(root: Path) -> Iterator[Path]:
    """The workspace with folders nested deeper than Python may call itself."""
    bottom = root / "certificates"
    for _ in range(1200):
        bottom /= "a"
        bottom.mkdir()
    (bottom / "deep.yaml").write_text("id: x")
    yield root
    (bottom / "deep.yaml").unlink()
    for each in (bottom, *bottom.parents[:1199]):  # pytest itself could not remove them
        each.rmdir()


def test_folders_in_folders_without_end_do_no_harm(deep: Path) -> None:
    assert [each.split(": ", 1)[1] for each in told(deep)] == [
        "Y006 this file lies in the wrong place; the layout is certificates/<id>.yaml"
    ]


def test_files_are_read_in_the_order_of_their_names(root: Path) -> None:
    for folder in ("b", "a-b", "a", "c"):
        folders.write(root, f"questions/{folder}/{folder}.yaml", builders.question_data(folder))

    assert list(load(root)[0].questions) == ["a", "a-b", "b", "c", "q1"]


# One fault, one finding


@pytest.mark.parametrize(
    "file",
    [
        "skills/use/use.yaml",
        "skills/use/cli.yaml",
        "questions/cli/q1.yaml",
        "reviews/cli/q1.yaml",
        "certificates/license.yaml",
        "people.yaml",
    ],
)
@pytest.mark.parametrize("fault", ["id: [", "", "{}", "a: b\na: b", "\0"])
def test_a_broken_file_causes_findings_in_no_other_file(root: Path, file: str, fault: str) -> None:
    folders.write(root, "reviews/cli/q1.yaml", [builders.record(builders.card(), "eve", "accept").data])
    folders.write(root, "questions/cli/q2.yaml", builders.question_data("q2", enemies=["q1"], authors=["bob"]))
    folders.write(
        root,
        "skills/use/use.yaml",
        {
            **builders.skill_data("use", "USE", curators=["ann"], requires=[{"skill": "cli", "strength": "optional"}]),
            "outcomes": [{"id": "all", "text": "All.", "examinable": False}],
        },
    )

    folders.write(root, file, fault)

    assert {each.split(":")[0] for each in told(root)} == {file}


@pytest.mark.parametrize(
    "place", ["skills/cli.yaml", "skills/use/cli.yml", "skills/use/more/cli.yaml", "skills/use/cli.YAML"]
)
def test_a_misplaced_skill_is_told_once_and_not_by_all_who_name_it(root: Path, place: str) -> None:
    moved(root, "skills/use/cli.yaml", place)

    assert [each.split(":")[0] for each in told(root)] == [place]


def test_a_note_beside_the_skills_hides_no_fault_of_the_tree(root: Path) -> None:
    folders.write(root, "skills/use/notes.txt", "text")
    folders.write(root, "skills/use/x.yaml", builders.skill_data("x", "PE1"))

    assert "skills/use/x.yaml:2:7: K003 code 'PE1' has no parent: no skill has the code 'PE'" in told(root)


def test_of_two_files_of_one_id_the_first_counts_and_the_second_is_told(root: Path) -> None:
    folders.write(root, "questions/cli/q2.yaml", builders.question_data("q1", stem="What is another?"))

    assert question(root, load(root)[0].questions["q1"]).stem == "Stem of q1?"  # type: ignore[index]
    assert told(root) == [
        "questions/cli/q2.yaml:1:5: Q001 id 'q1' is also in questions/cli/q1.yaml; an id is given once"
    ]


def test_a_file_without_people_yaml_has_nobody_to_name(root: Path) -> None:
    (root / "people.yaml").unlink()

    assert told(root)[0] == "questions/cli/q1.yaml:10:3: Q005 no person 'ann' in people.yaml"


@pytest.mark.parametrize(
    ("replace", "message"),
    [
        (lambda path: path.mkdir(), "Y001 'people.yaml' is not a regular file"),
        (lambda path: path.symlink_to("x"), "Y001 'people.yaml' is a link; put the file itself here"),
        (os.mkfifo, "Y001 'people.yaml' is not a regular file"),
    ],
)
def test_people_yaml_must_be_a_file(root: Path, replace: "object", message: str) -> None:
    (root / "people.yaml").unlink()
    replace(root / "people.yaml")  # type: ignore[operator]

    assert told(root) == [f"people.yaml:1:1: {message}"]


def test_a_review_file_without_records_is_a_finding(root: Path) -> None:
    folders.write(root, "reviews/cli/q1.yaml", "[]\n")

    assert [each.split(": ", 1)[1] for each in told(root)] == ["S006 this has 0 entries; at least 1 needed"]


# Places

TEXT = "# 😀\r\nid: q1\r\nchoices:\r\n  - {id: '😀', text: two}\r\n"


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("id",), (2, 5)),
        (("choices", 0, "text"), (4, 21)),
        (("choices", 0, "text", schemas.KEY), (4, 15)),
        (("choices", 0), (4, 5)),
        (("choices", 0, "correct"), (4, 5)),
        (("choices", 7, "correct"), (4, 3)),
        (("stem",), (2, 1)),
        ((), (2, 1)),
    ],
)
def test_a_finding_gets_the_place_of_its_value_or_of_the_nearest_one_around_it(
    tmp_path: Path, keys: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    (tmp_path / "q.yaml").write_bytes(TEXT.encode())

    (found,) = located([Finding(Spot("q.yaml", keys), "Q001", "wrong")], partial(contents, tmp_path))

    assert (found.line, found.column) == place


def test_a_finding_that_has_a_place_keeps_it(tmp_path: Path) -> None:
    found = Finding(Spot("gone.yaml"), "Y001", "wrong", line=3, column=4)

    assert located([found], partial(contents, tmp_path)) == [found]


@pytest.mark.parametrize("now", [None, b"", b"[", b"\xff"])
def test_a_file_that_vanished_or_broke_since_it_was_read_is_told_at_its_beginning(
    tmp_path: Path, now: bytes | None
) -> None:
    if now is not None:
        (tmp_path / "q.yaml").write_bytes(now)

    (found,) = located([Finding(Spot("q.yaml", ("a", 1)), "Q001", "wrong")], partial(contents, tmp_path))

    assert (found.line, found.column) == (1, 1)


def test_a_file_that_vanishes_while_the_folder_is_read_is_a_finding(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def too_late(path: str | Path, flags: int, *mode: int) -> int:
        if str(path).endswith("license.yaml"):
            Path(path).unlink(missing_ok=True)
        return opened(path, flags, *mode)

    monkeypatch.setattr(os, "open", too_late)

    assert told(root) == [
        "certificates/license.yaml:1:1: Y001 'license.yaml' cannot be read: no such file or directory"
    ]


# This repository's own data


def own_files() -> list[Path]:
    folders_ = ("skills", "questions", "reviews", "certificates", "review", "courses", "profiles")
    return [
        *(ROOT / each for each in (WORKSPACE, "people.yaml")),
        *(file for each in folders_ for file in sorted((ROOT / each).rglob("*.yaml"))),
    ]


def test_every_data_file_here_begins_with_a_modeline_that_names_a_schema() -> None:
    named = {file: MODELINE.match(file.read_bytes()) for file in own_files()}
    schema = {file: (file.parent / found[1].decode()).resolve() for file, found in named.items() if found}

    lost = [file for file in named if file not in schema or schema[file] not in SCHEMAS]

    assert lost == []


def test_every_data_file_here_is_accepted_by_the_schema_its_modeline_names() -> None:
    refused = []
    for file in own_files():
        named = MODELINE.match(file.read_bytes())
        document, _ = small_yaml.parse(file.read_bytes())
        schema = Path(named[1].decode()).name.removesuffix(".schema.json") if named else ""
        if document is None or schemas.faults(schema, document.value):
            refused.append(file)

    assert refused == []


def test_this_repository_has_no_findings() -> None:
    assert told(ROOT) == []


@pytest.mark.parametrize("folder", ["skills", "certificates", "people", "reviews", "review", "workspace", "questions"])
def test_no_bytes_whatever_make_a_check_raise(folder: str) -> None:
    for text in (b"", b"[]", b"{}", b"a", b"{a: b}", b"- {}", b"{type: 1}", b"{type: {}}", b"7", b"~", b"{'': ''}"):
        value, findings = read(folder, text, "x.yaml")

        assert (value is None) == bool(findings)
