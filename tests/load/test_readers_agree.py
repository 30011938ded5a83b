"""The quick reader and the explaining one see the same in every file that the quick one accepts."""

import codecs
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hpccert.load.quick_yaml import accepted
from hpccert.load.small_yaml import all_whole, parse
from tests.load.test_small_yaml import HARMLESS, HOSTILE, SUITE, YAMLISH, suite

ROOT = Path(__file__).parents[2]
FILES = [each.read_bytes() for kind in ("questions", "skills") for each in sorted((ROOT / kind).rglob("*.yaml"))[::9]]
BOTH_ACCEPT = 60  # of the YAML test suite and the hostile files, at least


def typed(value: Any) -> Any:
    """Return a value in which 1, 1.0 and true are three, and the order of keys counts."""
    match value:
        case dict():
            return [(key, typed(each)) for key, each in value.items()]
        case list():
            return [typed(each) for each in value]
        case _:
            return type(value), value


def agree(data: bytes) -> bool:
    """Whether the quick reader accepts; fails where it says anything else than the explaining one."""
    quick = accepted(data)
    document, faults = parse(data)
    if quick is None:
        return False
    assert document is not None, faults
    assert typed(quick) == typed(all_whole(document.value))
    return True


TOKENS = [
    *"abé😀:-?[]{}|>*&!%@`\"'#,\\ \t\n0.~<=_", "\r\n", "\r", "- ", ": ", "\n  ", "\n\n", "---\n", "...\n", "\\u0041",
    "\\x41", "\\r", "\\0", "\\\n", "\ufeff", "\u2028", "\x85", "\0", "\x1b", "true", "null", "017", "1_0", "1e9", ".5",
    "-0", "- 0.10", "<<: ", "? ", "&a ", "*a ", "!!str ", "!x ", "id: x\n", "''", '""', "|-\n", ">+\n", "|2\n",
    "%YAML 1.1\n---\n",
]  # fmt: skip


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """A real file in which some spans are cut out, doubled, or replaced by what means something in YAML."""
    text = draw(st.sampled_from(FILES)).decode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(start + draw(st.integers(0, 12)), len(text))
        new = draw(st.sampled_from(TOKENS) | st.just("") | st.just(text[start:end] * 2) | st.text(max_size=3))
        text = text[:start] + new + text[end:]
    return text.encode("utf-8", "surrogatepass")


@given(mutants())
@settings(max_examples=400, deadline=None)
def test_of_a_real_file_with_slips_the_readers_say_the_same(data: bytes) -> None:
    agree(data)


@given(YAMLISH.map(str.encode) | st.binary(max_size=60))
@settings(max_examples=400, deadline=None)
@example(b"\xef\xbb\xbfa: b")
@example(b'a: "b\\r"')
@example(b'{"\\0": a}')
@example(b"a: b\r\nc: 'd\r\n  e'\r\n")
@example(b"- []\n- {}\n- ~\n-\n")
@example(b"? a\n: b\n? c\n")
@example(b"a: 1.0\nb: 1\nc: true\n")
def test_of_no_bytes_whatever_the_readers_say_different_things(data: bytes) -> None:
    agree(data)


@pytest.mark.parametrize("depth", [1, 19, 20, 21, 22])
@pytest.mark.parametrize(("left", "right"), [("[", "]"), ("{a: ", "}"), ("- ", "a"), ("[{a: ", "}]")])
def test_of_nested_values_the_readers_say_the_same(depth: int, left: str, right: str) -> None:
    closing = right * depth if right != "a" else right

    assert agree(f"{left * depth}{closing}".encode()) == (parse(f"{left * depth}{closing}".encode())[0] is not None)


def test_every_file_of_this_repository_is_accepted_quickly() -> None:
    files = [each for kind in ("questions", "skills", "certificates") for each in (ROOT / kind).rglob("*.yaml")]

    assert [each for each in files if not agree(each.read_bytes())] == []


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"no folder {SUITE}")
def test_of_the_yaml_test_suite_the_readers_say_the_same() -> None:
    read = [(agree(data), parse(data)[0]) for data in ((each / "in.yaml").read_bytes() for each in suite())]

    assert len(read) > 300
    assert sum(quick for quick, _ in read) >= BOTH_ACCEPT
    assert all(quick or document is None or type(document.value) not in (dict, list) for quick, document in read)


@pytest.mark.skipif(not HOSTILE.is_dir(), reason=f"no folder {HOSTILE}")
def test_of_the_hostile_files_the_readers_say_the_same() -> None:
    quick = {each.stem for each in HOSTILE.glob("*.yaml") if agree(each.read_bytes())}

    assert quick <= set(HARMLESS.split())
    assert len(quick) > 20


@pytest.mark.skipif(not HOSTILE.is_dir(), reason=f"no folder {HOSTILE}")
def test_of_the_hostile_files_just_those_are_read_that_their_manifest_allows() -> None:
    rows = [line.split("\t") for line in (HOSTILE / "manifest.tsv").read_text("utf-8").splitlines() if "\t" in line]
    wanted = {name: verdict for name, verdict, *_ in rows if (HOSTILE / name).is_file()}

    read = {name for name in wanted if parse((HOSTILE / name).read_bytes())[0] is not None}

    assert {name for name in read if wanted[name] == "reject"} == LEFT_TO_THE_SCHEMA
    assert {name for name, verdict in wanted.items() if verdict == "accept"} <= read


LEFT_TO_THE_SCHEMA = {  # words that stay words, and documents that are no mapping: a schema refuses them
    f"{each}.yaml"
    for each in (
        *("huge-float", "huge-int", "inf", "nan", "key-bool", "key-int", "key-null", "merge-plain"),
        *("only-marker", "top-scalar", "top-seq"),
    )
}


# Text that is no UTF-8, of every kind

SOUND = "id: q1 é 漢 😀\n".encode()
BROKEN = {
    "a lone continuation": b"\x80", "two of them": b"\xbf\xbf", "a cut of two": b"\xc3", "a cut of three": b"\xe6\xbc",
    "a cut of four": b"\xf0\x9f\x98", "overlong slash of two": b"\xc0\xaf", "overlong of three": b"\xe0\x80\xaf",
    "overlong of four": b"\xf0\x80\x80\xaf", "overlong NUL": b"\xc0\x80", "a high surrogate": b"\xed\xa0\x80",
    "a low surrogate": b"\xed\xbf\xbf", "a pair of surrogates": b"\xed\xa0\xbd\xed\xb8\x80",
    "behind the last character": b"\xf4\x90\x80\x80", "five bytes": b"\xf8\x88\x80\x80\x80",
    "six bytes": b"\xfc\x84\x80\x80\x80\x80", "FE": b"\xfe", "FF": b"\xff", "Latin-1": "é".encode("latin-1"),
    "Windows": "“x”".encode("cp1252"), "Shift JIS": "漢字".encode("shift_jis"),
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("at", ["beginning", "middle", "end"])
def test_bytes_that_are_no_utf_8_are_told_where_they_stand(broken: bytes, at: str) -> None:
    before, after = {"beginning": (b"", SOUND), "middle": (SOUND, SOUND), "end": (SOUND * 2, b"")}[at]
    data = before + broken + after

    assert not agree(data)
    (fault,) = parse(data)[1]
    assert (fault.code, fault.line, fault.column) == ("Y001", before.count(b"\n") + 1, 1)
    assert f"0x{broken[0]:02x}" in fault.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7"])
def test_a_file_in_another_encoding_is_refused_and_harms_nothing(encoding: str) -> None:
    data = "id: q1\ntitle: é 😀\n".encode(encoding)

    assert not agree(data) or encoding == "utf-7"
    assert all(each.code == "Y001" for each in parse(data)[1])


@given(st.binary(min_size=1, max_size=4), st.integers(0, len(SOUND)))
@settings(deadline=None)
def test_bytes_put_into_a_text_are_read_as_utf_8_or_refused(new: bytes, at: int) -> None:
    data = SOUND[:at] + new + SOUND[at:]

    agree(data)
    try:
        codecs.decode(data, "utf-8")
    except UnicodeDecodeError:
        assert [each.code for each in parse(data)[1]] == ["Y001"]
