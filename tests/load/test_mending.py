"""What is mechanical is mended; comments, formatting and values stay, and a second time there is nothing to do."""

import json
import os
import random
import re
from collections import Counter
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hpccert.load import reading, schemas
from hpccert.load.checklists import first_checklist
from hpccert.load.fences import language_of
from hpccert.load.mending import mended
from hpccert.load.scan import MAX_BYTES
from hpccert.load.small_yaml import parse
from hpccert.model.kind import Kind
from hpccert.render.draft import draft
from hpccert.render.start import start
from tests import builders

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "tests/examples/mend").iterdir())
SHARED = ROOT.parent / "shared/data/hostile"
FILE = "questions/cli/example.yaml"
KINDS_OF_FILES = ("skills", "questions", "reviews", "certificates", "review", "people", "workspace")
HEAD = "# yaml-language-server: $schema=../../schemas/skill.schema.json\n"


def skill(text: str) -> str:
    """Return the text of a skill file after mending."""
    return mended(text.encode(), "skills", "skills/use/cli.yaml").data.decode()


def said(text: str, kind: str = "skills") -> tuple[str, ...]:
    return mended(text.encode(), kind, "skills/use/cli.yaml").said


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_an_example_is_mended_as_shown(example: Path) -> None:
    result = mended((example / "before.yaml").read_bytes(), "questions", FILE)

    if os.environ.get("UPDATE_GOLDEN"):
        (example / "after.yaml").write_bytes(result.data)
        (example / "said.txt").write_text("".join(f"{each}\n" for each in result.said), "utf-8")
    assert result.data.decode() == (example / "after.yaml").read_text("utf-8")
    assert list(result.said) == (example / "said.txt").read_text("utf-8").splitlines()


# Modelines


@pytest.mark.parametrize(
    ("kind", "file", "text", "schema"),
    [
        ("skills", "skills/use/cli.yaml", "id: cli\n", "../../schemas/skill"),
        ("certificates", "certificates/a.yaml", "id: a\n", "../schemas/certificate"),
        ("people", "people.yaml", "people: []\n", "schemas/people"),
        ("workspace", "hpccert.yaml", "name: a\n", "schemas/workspace"),
        ("questions", FILE, "type: multiple-choice\n", "../../schemas/question-multiple-choice"),
    ],
)
def test_a_file_names_its_schema_from_where_it_lies(kind: str, file: str, text: str, schema: str) -> None:
    result = mended(text.encode(), kind, file)

    assert result.data.decode() == f"# yaml-language-server: $schema={schema}.schema.json\n{text}"
    assert result.said == ("modeline added",)


def test_a_question_of_unknown_type_gets_no_modeline() -> None:
    assert mended(b"type: riddle\n", "questions", FILE).data == b"type: riddle\n"
    assert mended(b"- riddle\n", "questions", FILE).data == b"- riddle\n"


def test_no_modeline_is_written_where_there_are_no_schemas() -> None:
    assert mended(b"id: cli", "skills", "skills/use/cli.yaml", modeline=False).data == b"id: cli\n"


@pytest.mark.parametrize(
    "line",
    [
        "# yaml-language-server: $schema=skill.schema.json",
        "# yaml-language-server: $schema=../../schemas/certificate.schema.json",
        "#yaml-language-server:$schema = ../../schemas/skill.schema.json",
        "# yaml-language-server: $schema=",
        "# yaml-language-server: $schema=http://example.org/skill.schema.json",
    ],
)
def test_a_wrong_modeline_is_corrected_at_its_place(line: str) -> None:
    assert skill(f"# Ours.\n{line}\n# More.\nid: cli\n") == f"# Ours.\n{HEAD}# More.\nid: cli\n"


def test_a_modeline_may_name_the_published_schema() -> None:
    text = "# yaml-language-server: $schema=https://example.org/1.0/skill.schema.json\nid: cli\n"

    assert skill(text) == text


def test_a_modeline_below_the_content_does_not_count() -> None:
    assert skill(f"id: cli\n{HEAD}") == f"{HEAD}id: cli\n{HEAD}"


def test_a_modeline_that_says_more_is_kept_below_ours() -> None:
    line = "# yaml-language-server: $schema=x.json, says Ann\n"

    assert skill(f"{line}id: cli\n") == f"{HEAD}{line}id: cli\n"


# Line ends and white space


def test_the_line_ends_of_the_file_are_used() -> None:
    assert skill("id: cli\r\ncode: USE1") == f"{HEAD}id: cli\ncode: USE1\n".replace("\n", "\r\n")
    assert skill("# yaml-language-server: $schema=x\r\nid: cli\r\n") == f"{HEAD}id: cli\n".replace("\n", "\r\n")


def test_a_byte_order_mark_goes() -> None:
    result = mended(b"\xef\xbb\xbf" + HEAD.encode() + b"id: cli\n", "skills", "skills/use/cli.yaml")

    assert result.data.decode() == f"{HEAD}id: cli\n"
    assert result.said == ("byte order mark removed",)


@pytest.mark.parametrize("text", ["description: |+\n  x\n\n\n", "description: |\n  x", "description: >\n  x"])
def test_an_end_of_file_that_counts_is_kept(text: str) -> None:
    assert skill(HEAD + text) == HEAD + text


@pytest.mark.parametrize("style", ["|", "|-", ">", ">-"])
def test_an_end_of_file_that_does_not_count_is_one_line_end(style: str) -> None:
    assert skill(f"{HEAD}description: {style}\n  x\n\n  \n") == f"{HEAD}description: {style}\n  x\n"


@pytest.mark.parametrize("text", ["description: |\n  x  \n   \n  y\n", "description: >\n  x  \n", "- |2\n     \n"])
def test_white_space_in_a_block_text_is_kept(text: str) -> None:
    assert skill(HEAD + text) == HEAD + text


def test_an_escaped_space_at_a_line_end_is_kept() -> None:
    text = 'title: "a\\ \n  b"\n'

    assert skill(HEAD + text) == HEAD + text


def test_white_space_elsewhere_goes() -> None:
    assert skill(f"{HEAD}id: cli \t\ntitle: a 🦄 b\t\n  c  \n# x \n") == f"{HEAD}id: cli\ntitle: a 🦄 b\n  c\n# x\n"


# Misspelled keys


@pytest.mark.parametrize(
    "text",
    [
        "id: cli\nidd: cli\n",  # what it must mean is there already
        "nothing: like it\n",
        "titel: a\ntitl: b\n",  # two that mean the same
        "titel: [a]\n",  # not what a title is
        "tit\\\nle2: a\n",
        '"tit\\x65l": a\n',  # written with an escape
        f"{'titel' * 20}: a\n",
        "outcomes: [{id: a, 7: b}]\n",
        "outcomes: text\n",
    ],
)
def test_a_key_without_exactly_one_meaning_is_left(text: str) -> None:
    assert not [each for each in said(text) if each.startswith("key '")]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("titel: a\n", "title: a\n"),
        ("'titel': a\n", "'title': a\n"),
        ('? "titel"\n: a\n', '? "title"\n: a\n'),
        ("{id: 🦄, titel: a}\n", "{id: 🦄, title: a}\n"),
        ("Title: a\n", "title: a\n"),
        ("external-requires: [a]\n", "external_requires: [a]\n"),
        ("outcoms:\n  - {id: a, txt: b, toppics: [c], blom: apply}\n",
         "outcomes:\n  - {id: a, text: b, topics: [c], bloom: apply}\n"),
    ],
)  # fmt: skip
def test_a_key_with_one_meaning_is_mended(text: str, after: str) -> None:
    assert skill(HEAD + text) == HEAD + after


def test_a_question_finds_its_misspelled_type() -> None:
    assert said("tpye: single-choice\n", "questions")[0] == "key 'tpye' -> 'type'"
    assert said("tpye: riddle\n", "questions") == ()
    assert said("tpye: single-choice\ntyp: multiple-choice\n", "questions") == ()


# Code


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("$ ls\na b\n", "console"),
        ("(base) $ conda list\n", "console"),
        ("[ana@login01 ~]$ squeue\n", "console"),
        ("ana@login01:~/run$ echo $HOME\n", "console"),
        ("#!/bin/bash\nls\n", "bash"),
        ("#!/usr/bin/env bash\n", "bash"),
        ("#!/bin/bash -l\n#SBATCH -n 1\n", "bash"),
        ("#SBATCH --time=1\nsrun a\n", "bash"),
        ("#!/usr/bin/python3\n", "python"),
        ("#!/usr/bin/env python\n#SBATCH -n 1\n", "python"),
        ("# adds\n\ndef f(x, y=2):\n    return x\n", "python"),
        ("import os\nfrom re import match\n", "python"),
        ("import numpy as np\n", "python"),
        ("", None),
        ("\n \n", None),
        ("ls -l\n", None),
        ("$ x = 1 $\n", None),
        ("$\n", None),
        ("a\n$ ls\n", None),
        ("#!/bin/bash\n$ ls\n", None),
        ("#!/bin/csh\n", None),
        ("import Data.List\n", None),
        ("import java.util.List;\n", None),
        ("# only a comment\n", None),
        ("python <<END\nfrom re import match\nEND\n", None),
        ("def f(x)\n  x\nend\n", None),
    ],
)
def test_only_evident_code_has_a_language(code: str, language: str | None) -> None:
    assert language_of(code) == language


def test_only_questions_have_code_blocks_that_are_named() -> None:
    assert said("description: |\n  ```\n  $ ls\n  ```\n") == ("modeline added",)


def test_a_text_is_not_made_longer_than_allowed() -> None:
    data = builders.question_data(key="+--", stem="STEM")
    text = "a" * (20_000 - len("\n```\n$ ls\n```\n"))
    block = f"|\n  {text}\n  ```\n  $ ls\n  ```\n"
    before = yaml.safe_dump(data, sort_keys=False).replace("STEM\n", block).encode()
    assert reading.read("questions", before)[1] == []

    result = mended(before, "questions", FILE)

    assert reading.read("questions", result.data)[1] == []
    assert not [each for each in result.said if "code block" in each]


# Order


@pytest.mark.parametrize(
    "text",
    [
        "code: USE1\nid: cli\nother: a\n",  # a key that has no place
        "{code: USE1, id: cli}\n",
        "{\ncode: USE1,\nid: cli\n}\n",
        "? code\n: USE1\n? id\n: cli\n",
        "---\ncode: USE1\nid: cli\n",
        "code: USE1\nid: cli\n...\n",
        "# about the code, or the file?\ncode: USE1\nid: cli\n",
        "code: USE1\n# about neither?\n\nid: cli\n",
        "code: USE1\nid: cli\n# at the end\n",
        "description: |\n  x\n\nid: |+\n  cli\n\n\ncode: |\n  x",  # the end of the last text counts
    ],
)
def test_where_it_is_not_plain_what_belongs_to_what_nothing_moves(text: str) -> None:
    assert "keys put in the order of the schema" not in said(HEAD + text)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("code: USE1\nid: cli", "id: cli\ncode: USE1\n"),
        ("code: USE1 # a\n  # b\n\n# c\nid: cli\n", "\n# c\nid: cli\ncode: USE1 # a\n  # b\n"),
        ("id: cli\ndescription: |+\n  x\n\ncode: USE1\n", "id: cli\ncode: USE1\ndescription: |+\n  x\n\n"),
        ("# the file\n\ncode: USE1\nid: 'cli\n\n  # no comment'\n",
         "# the file\n\nid: 'cli\n\n  # no comment'\ncode: USE1\n"),
    ],
)  # fmt: skip
def test_keys_move_with_their_comments_into_the_order_of_the_schema(text: str, after: str) -> None:
    assert skill(HEAD + text) == HEAD + after


def test_keys_move_with_the_line_ends_they_have() -> None:
    text = HEAD + "code: USE1\nid: cli\ntitle: a\n"

    assert skill(text.replace("\n", "\r\n")) == (HEAD + "id: cli\ncode: USE1\ntitle: a\n").replace("\n", "\r\n")


# Files that are left alone


def test_what_the_program_writes_needs_no_mending() -> None:
    for kind in Kind:
        text = draft(builders.skill(), "q1", kind, ["run"], "ann", "CC-BY-4.0")
        assert mended(text, "questions", FILE).data == text
    files = start("A", ("ann", "Ann", "ann@example.org"), {}, first_checklist())
    for file, kind in (("hpccert.yaml", "workspace"), ("people.yaml", "people")):
        assert mended(files[file], kind, file).data == files[file]


def test_review_records_are_never_touched() -> None:
    assert mended(b"- {at: x}  ", "reviews", "reviews/cli/q1.yaml").data == b"- {at: x}  "


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"# nothing", b"id: [ \n", b"id: a\nid: b", b"id: \xff", b"a: &x b", b"a:\rb:"),
        b"\xef\xbb\xbf\xef\xbb\xbfid: a",
    ],
)
def test_a_file_that_cannot_be_read_is_left_alone(data: bytes) -> None:
    assert all(mended(data, kind, FILE).data == data for kind in KINDS_OF_FILES)


def test_a_file_is_not_made_larger_than_allowed() -> None:
    data = b"id: " + b"x" * (MAX_BYTES - 4)

    assert mended(data, "skills", "skills/use/cli.yaml").data == data


# Whatever comes


def value_of(data: bytes) -> Any:
    document, _ = parse(data)
    return None if document is None else document.value


def bare(value: Any, keys: bool) -> Any:
    """Return a value without the languages of code blocks and, if need be, without the names of keys."""
    match value:
        case dict():
            inside = {key: bare(each, keys) for key, each in value.items()}
            return inside if keys else sorted(json.dumps(each, sort_keys=True) for each in inside.values())
        case list():
            return [bare(each, keys) for each in value]
        case str():
            return re.sub(r"(```|~~~)(bash|console|python)", r"\1", value)
        case _:
            return value


def comments(data: bytes) -> Counter[str]:
    """Return the comments of a file that can be read, but for modelines."""
    text, last, outside = data.decode("utf-8-sig"), 0, ""
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.ScalarToken):
            outside, last = outside + text[last : token.start_mark.index] + "\0", token.end_mark.index
            outside += "\n" if token.style in ("|", ">") else ""
    found = re.findall(r"(?:^|(?<=[\s\0]))#.*", outside + text[last:], re.MULTILINE)
    return Counter(each.strip() for each in found if "yaml-language-server" not in each)


def holds(data: bytes, kind: str, file: str) -> None:
    """Assert what must hold for the mending of any bytes."""
    result = mended(data, kind, file)

    assert bool(result.said) == (result.data != data)
    again = mended(result.data, kind, file)
    assert (again.data, again.said) == (result.data, ())
    before, after = parse(data)[0], parse(result.data)[0]
    if before is None or after is None:
        assert result.data == data
        return
    same_keys = not any(each.startswith("key '") for each in result.said)
    one, other = (json.dumps(bare(each.value, same_keys), sort_keys=True) for each in (before, after))
    assert one == other
    assert comments(data) == comments(result.data)
    assert b"\r\n" not in data or not re.search(rb"(?<!\r)\n", result.data) or re.search(rb"(?<!\r)\n", data)


@cache
def questions() -> list[str]:
    return [each.read_text("utf-8") for each in sorted((ROOT / "questions").glob("*/*.yaml"))[::9]]


def _shuffled(lines: list[str], dice: random.Random) -> list[str]:
    starts = [number for number, each in enumerate(lines) if re.match(r"[a-z]", each)]
    blocks = [lines[one:other] for one, other in pairwise([*starts, len(lines)])]
    dice.shuffle(blocks)
    return [*lines[: starts[0] if starts else 0], *chain(*blocks)]


def _spoiled(lines: list[str], dice: random.Random, kind: str) -> list[str]:
    index = dice.randrange(len(lines))
    before, line, after = lines[:index], lines[index], lines[index + 1 :]
    cut = dice.randrange(max(1, min(len(line), 12)))
    moved = dice.randrange(len(lines))
    return {
        "comment": [*before, f"{' ' * dice.choice((0, 0, 2, 4))}# comment {dice.random()}", line, *after],
        "blank": [*before, dice.choice(("", "  ", "\t")), line, *after],
        "space": [*before, line + dice.choice((" ", "  ", "\t", " # beside")), *after],
        "letter": [*before, line[:cut] + dice.choice(("", "x", "🦄")) + line[cut + 1 :], *after],
        "styles": [re.sub(r"\|$", dice.choice(("|", "|+", "|-", ">", "|2", ">+")), each) for each in lines],
        "delete": [*before, *after],
        "move": [*(rest := [*before, *after])[:moved], line, *rest[moved:]],
        "unnamed": [re.sub(r"```\w+", "```", each) for each in lines],
        "shuffle": _shuffled(lines, dice),
        "headless": [each for each in lines if "yaml-language-server" not in each],
    }[kind] or [""]


KINDS = ("comment", "blank", "space", "letter", "styles", "delete", "move", "unnamed", "shuffle", "headless")


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 2**32),
    st.lists(st.sampled_from(KINDS), max_size=6),
    st.sampled_from(["", "\n", "\n\n  \n"]),
    st.booleans(),
    st.booleans(),
)
def test_a_question_however_spoiled_keeps_its_value_and_its_comments(
    seed: int, kinds: list[str], end: str, crlf: bool, mark: bool
) -> None:
    dice = random.Random(seed)
    lines = dice.choice(questions()).splitlines()
    for kind in kinds:
        lines = _spoiled(lines, dice, kind)
    text = "\n".join(lines) + end
    data = ("\ufeff" if mark else "").encode() + (text.replace("\n", "\r\n") if crlf else text).encode()

    holds(data, "questions", FILE)


SMALL = st.lists(
    st.sampled_from(
        ["id", "code", "titel", "title", "outcomes", ":", ": ", "? ", "- ", "|", ">", "|+", "\n", "\n  ", "#", " # c",
         "'", '"', "{", "}", "[", "]", ",", " ", "\t", "a", "\\", "```",
         "$ ls", "---", "...", "\r\n", "🦄", "\ufeff", HEAD]
    ),
    max_size=24,
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(SMALL, st.sampled_from(KINDS_OF_FILES))
def test_pieces_of_yaml_keep_their_value_and_their_comments(pieces: list[str], kind: str) -> None:
    holds("".join(pieces).encode(), kind, FILE)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode), st.sampled_from(KINDS_OF_FILES))
def test_no_bytes_whatever_raise(data: bytes, kind: str) -> None:
    holds(data, kind, FILE)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the hostile files are not part of this repository")
@pytest.mark.parametrize("name", ["yaml", "yaml-test-suite"])
def test_hostile_files_are_mended_safely_or_not_at_all(name: str) -> None:
    files = [each for each in sorted((SHARED / name).rglob("*")) if each.is_file()]
    assert files

    for each in files:
        for kind in KINDS_OF_FILES:
            holds(each.read_bytes()[: MAX_BYTES + 1], kind, FILE)


def test_the_data_of_this_repository_is_accepted_after_mending() -> None:
    for each in sorted((ROOT / "questions").glob("*/*.yaml")):
        result = mended(each.read_bytes(), "questions", str(each.relative_to(ROOT)))
        assert set(result.said) <= {"keys put in the order of the schema"}
        assert value_of(result.data) == value_of(each.read_bytes())


@pytest.mark.parametrize(
    "text",
    [
        "# yaml-language-server: $schema=" + " " * 200_000 + "x y\nid: a\n",
        f"id: a{' ' * 200_000}b\n",
        "id: a\n" + "\n" * 200_000 + "code: b\n",
        "code: b\n" + "#\n" * 100_000 + "id: a\n",
        "description: |\n" + "  ```\n  $ ls\n  ```\n" * 10_000,
    ],
)
def test_a_file_made_to_take_long_is_mended_like_any_other(text: str) -> None:
    holds(f"type: single-choice\n{text}".encode(), "questions", FILE)  # each hangs with a careless pattern or loop


# Schemas


def test_a_schema_knows_its_keys_at_a_place() -> None:
    assert schemas.known_keys("skill", ())[:3] == ("id", "code", "title")
    assert schemas.known_keys("skill", ("outcomes", 3))[:2] == ("id", "text")
    assert schemas.known_keys("skill", ("outcomes",)) == ()
    assert schemas.known_keys("skill", ("nothing", 0, "there")) == ()
    assert "by" in schemas.known_keys("reviews", (0,))
