"""Bytes of a YAML file become the data a contributor sees, or faults at the place where they are."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hpccert.load.small_yaml import FORBIDDEN, MAX_BYTES, Document, parse, typed

SHARED = Path(__file__).parents[2].parent / "shared/data/hostile"
HOSTILE = SHARED / "yaml"
SUITE = SHARED / "yaml-test-suite"


def read(text: str) -> Document:
    """Return the document of a text that has no faults."""
    document, faults = parse(text.encode())
    assert document is not None, faults
    return document


def value(text: str) -> Any:
    return read(text).value


def faults(text: str | bytes) -> list[str]:
    """Return the faults of a text, each as line:column: code message."""
    found = parse(text if isinstance(text, bytes) else text.encode())[1]
    return [f"{each.line}:{each.column}: {each.code} {each.message}" for each in found]


# Words and numbers


@pytest.mark.parametrize(
    "word",
    [
        *("no", "yes", "on", "off", "y", "n", "No", "TRUE", "True", "Null", "NULL", "=", "<<"),
        *("1:30", "12:30:45", "2026-11-20", "2024-02-30", "2026-11-20T10:02:11Z", "1.2.3", "1,5"),
        *("017", "08", "00", "-01", "0x1f", "0o17", "0b11", "1_000", "+5", "--5", ".5", "5.", "1.1.0"),
        *("1e9", "1234e567", "1E3", ".inf", "-.inf", ".nan"),
    ],
)
def test_a_word_stays_the_word_that_the_contributor_wrote(word: str) -> None:
    assert value(f"key: {word}") == {"key": word}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *(("true", True), ("false", False), ("null", None), ("~", None), ("", None)),
        *(("0", 0), ("7", 7), ("-12", -12), ("60", 60), ("999999999999999", 999999999999999)),
        *(("1.10", 1.1), ("-0.5", -0.5), ("1.0", 1.0)),
    ],
)
def test_true_false_null_and_plain_decimals_are_typed(word: str, meant: object) -> None:
    found = value(f"key: {word}")["key"]

    assert (type(found), found) == (type(meant), meant)


@pytest.mark.parametrize("word", ["1000000000000000", "9" * 5000, "0." + "1" * 16])
def test_a_number_too_long_to_be_kept_to_the_digit_stays_text(word: str) -> None:
    assert value(f"key: {word}") == {"key": word}


@pytest.mark.parametrize("word", ["true", "null", "7", "1.5", "~", ""])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_word_in_quotes_is_text(word: str, quote: str) -> None:
    assert value(f"key: {quote}{word}{quote}") == {"key": word}


def test_a_block_of_text_is_text_even_if_it_says_seven() -> None:
    assert value("key: |\n  7\n") == {"key": "7\n"}


def test_every_key_is_text() -> None:
    assert value("1: a\ntrue: b\n~: c\n") == {"1": "a", "true": "b", "~": "c"}


def test_a_merge_key_merges_nothing() -> None:
    assert value("<<: {a: 1}\nb: 2") == {"<<": {"a": 1}, "b": 2}


def test_line_ends_of_windows_are_line_ends() -> None:
    assert value("stem: |\r\n  a\r\n  b\r\nminutes: 2\r\n") == {"stem": "a\nb\n", "minutes": 2}


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert value("\ufeffid: q1") == {"id": "q1"}


# Places


@pytest.mark.parametrize(
    ("text", "keys", "place"),
    [
        ("id: q1", (), (1, 1)),
        ("id: q1\nskill: cli", ("skill",), (2, 8)),
        ("{a: 😀, b: x}", ("b",), (1, 11)),
        ("a: '😀😀' # 𠀀\nb: 'é'", ("b",), (2, 4)),
        ("{'😀é': x}", ("😀é",), (1, 8)),
        ("a: 1\r\nb:\r\n  - c\r\n", ("b", 0), (3, 5)),
        ("a:\t\tb", ("a",), (1, 5)),
        ("\ufeffa: b", ("a",), (1, 4)),
        ("stem: |\n  one\n\n  two\nb: c", ("stem",), (1, 7)),
        ("stem: |\n  one\n\n  two\nb: c", ("b",), (5, 4)),
        ("stem: one\n  two\n\n  three\nb: c", ("b",), (5, 4)),
        ("a: {b: [1, {c: d}]}", ("a", "b", 1, "c"), (1, 16)),
        ("a: [\n  1,\n  2,\n]", ("a", 1), (3, 3)),
        ("- a\n-   - b", (1, 0), (2, 7)),
        ("# comment\n\n- a", (0,), (3, 3)),
        ("? a\n: b", ("a",), (2, 3)),
    ],
)
def test_a_value_has_the_line_and_column_where_an_editor_shows_it(
    text: str, keys: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert read(text).places[keys] == place


@pytest.mark.parametrize(
    ("text", "keys", "place"),
    [
        ("id: q1\nskill: cli", ("skill",), (2, 1)),
        ("{😀: a, b: c}", ("b",), (1, 8)),
        ("a:\n  - text: t\n    truth: true", ("a", 0, "truth"), (3, 5)),
        ("? a\n: b", ("a",), (1, 3)),
        ("\ufeffa: b", ("a",), (1, 1)),
    ],
)
def test_a_key_has_a_place_of_its_own(text: str, keys: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert read(text).key_places[keys] == place


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


def paths(data: Any, keys: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return {keys}.union(*(paths(each, (*keys, key)) for key, each in below))


@given(json_values.filter(lambda data: not FORBIDDEN.search(json.dumps(data, ensure_ascii=False))))
@settings(deadline=None)
def test_every_value_has_a_place_and_every_key_too(data: Any) -> None:
    document, found = parse(json.dumps(data, ensure_ascii=False).encode())

    if document is not None:  # a text may hold an escape that is refused
        assert (set(document.places), found) == (paths(data), [])
        assert set(document.key_places) == {each for each in paths(data) if each and isinstance(each[-1], str)}


# Faults: one each, at its place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a: b\nc: \xff", "2:4: Y001 byte 0xff is not UTF-8; save the file as UTF-8"),
        ("a: é😀".encode() + b"\xff", "1:6: Y001 byte 0xff is not UTF-8; save the file as UTF-8"),
        (b"a: \xc0\xaf", "1:4: Y001 byte 0xc0 is not UTF-8; save the file as UTF-8"),
        (b"a: \xed\xa0\x80", "1:4: Y001 byte 0xed is not UTF-8; save the file as UTF-8"),
        ("a: b".encode("utf-16"), "1:1: Y001 byte 0xff is not UTF-8; save the file as UTF-8"),
        ("a: b".encode("utf-16-le"), "1:2: Y001 control character U+0000; remove it"),
        ("a: b\x00", "1:5: Y001 control character U+0000; remove it"),
        ("a: \x1b[31mred", "1:4: Y001 control character U+001B; remove it"),
        ("a: b\n# \x9b31m", "2:3: Y001 control character U+009B; remove it"),
        ("a: b\x85", "1:5: Y001 control character U+0085; remove it"),
        ("a: \u202eb", "1:4: Y001 control character U+202E; remove it"),
        ("a: \u2066b", "1:4: Y001 control character U+2066; remove it"),
        ("a: b\u2028", "1:5: Y001 control character U+2028; remove it"),
        ("a: b\rc: d", "1:5: Y001 control character U+000D; remove it"),
        ("a: b\ufeff", "1:5: Y001 control character U+FEFF; remove it"),
        ("a: \ufffe", "1:4: Y001 control character U+FFFE; remove it"),
        ("a: \uffff", "1:4: Y001 control character U+FFFF; remove it"),
        ('a: "\\e[31m"', "1:4: Y001 an escape stands for a control character; remove it"),
        ('a: "\\0"', "1:4: Y001 an escape stands for a control character; remove it"),
        ('a: "b\\r\\n"', "1:4: Y001 an escape stands for a control character; remove it"),
        ('a: "\\u202e"', "1:4: Y001 an escape stands for a control character; remove it"),
        ('a: "\\uffff"', "1:4: Y001 an escape stands for a control character; remove it"),
        ("", "1:1: Y002 there is nothing in this file"),
        ("# a comment\n", "1:1: Y002 there is nothing in this file"),
        ("a: b\n---\nc: d", "2:1: Y002 a second document begins here; one file holds one document"),
        ("? [a]\n: b", "1:3: Y002 a key must be a word"),
        ("{a: b}: c", "1:1: Y002 a key must be a word"),
        (
            "stem: Note: this",
            "1:11: Y002 a ': ' inside this text makes it a key; put the text in quotes, or check the indentation",
        ),
        (
            "a: 1\n b: 2",
            "2:3: Y002 a ': ' inside this text makes it a key; put the text in quotes, or check the indentation",
        ),
        (
            "text: `ls`",
            "1:7: Y002 this character cannot begin a value; put the text in quotes, or replace a tab",
        ),
        ("a:\n\tb: c", "2:1: Y002 this character cannot begin a value; put the text in quotes, or replace a tab"),
        ("a:\n  b: 1\n\tc: 2", "3:1: Y002 a tab cannot indent a line; use spaces"),
        ('a: b\nc: "d\ne: f\n', "2:4: Y002 a quotation mark that opens here is never closed"),
        ("c: 'd", "1:4: Y002 a quotation mark that opens here is never closed"),
        ("c: 'd\n---\n'", "2:1: Y002 a quotation mark is not closed before this line"),
        ("id: x\ntitle Foo\ncode: A", "2:1: Y002 a key without ':'; write 'key: value'"),
        ("id: x\ntitle Foo", "2:1: Y002 a key without ':'; write 'key: value'"),
        (
            "a:\n  - b\n - c",
            "3:2: Y002 this does not fit what stands before it; check the indentation and the quotes",
        ),
        ('a: "b" c', "1:8: Y002 this does not fit what stands before it; check the indentation and the quotes"),
        ("  id: x\na: y", "2:1: Y002 this does not fit what stands before it; check the indentation and the quotes"),
        ("- a\n-b\n", "2:1: Y002 a key without ':'; write 'key: value'"),
        (
            "- a\nb: c",
            "2:1: Y002 this does not fit the list before it; check the indentation and the '- '",
        ),
        ("a: [b, c", "1:4: Y002 a ',' or the closing bracket is missing here"),
        ("a: [b, 'c' 'd']", "1:12: Y002 a ',' or the closing bracket is missing here"),
        ("a: {b: c", "1:4: Y002 a ',' or the closing bracket is missing here"),
        ("a: }", "1:4: Y002 a value is missing here"),
        ("a: [\n", "1:5: Y002 a value is missing here"),
        ("a: - b", "1:4: Y002 a list begins on the line below its key; put the text in quotes if it is none"),
        ("a: ? b", "1:4: Y002 a '? ' here makes this a key; put the text in quotes"),
        ("a: {b: c d: e}", "1:11: Y002 a ',' or the closing bracket is missing here"),
        ("a: !b!c d", "1:4: Y004 '!' starts a tag, which is not used here; put the text in quotes"),
        ("a: > b\n", "1:6: Y002 after '|' or '>' the text begins on the next line, indented"),
        (
            r'a: "\alpha \quad"',
            "1:12: Y002 a backslash in double quotes starts an escape; double it, or use single quotes",
        ),
        (
            r'a: "C:\users"',
            "1:9: Y002 a backslash in double quotes starts an escape; double it, or use single quotes",
        ),
        (r'a: "\ud800"', "1:7: Y002 this escape stands for no character"),
        (
            "a: **bold**",
            "1:4: Y004 '&' and '*' start anchors and aliases, which are not used here; put the text in quotes",
        ),
        ("%FOO bar\n---\na: b", "1:5: Y004 '%' starts a directive, which is not used here"),
        ("a: !<b", "1:4: Y004 '!' starts a tag, which is not used here; put the text in quotes"),
        ("a: 1\nb: 2\na: 3", "3:1: Y003 key 'a' appears twice"),
        ("- {a: 1, 'a': 2}", "1:10: Y003 key 'a' appears twice"),
        ("a: &b c", "1:4: Y004 '&' starts an anchor, which is not used here; put the text in quotes"),
        ("- a\n- *a", "2:3: Y004 '*' starts an alias, which is not used here; put the text in quotes"),
        ("a: !b c", "1:4: Y004 '!' starts a tag, which is not used here; put the text in quotes"),
        ("a: !!str 7", "1:4: Y004 '!' starts a tag, which is not used here; put the text in quotes"),
        ("%YAML 1.1\n---\na: b", "1:1: Y004 directives ('%') are not used here"),
        ("[" * 21, "1:21: Y005 nested more than 20 levels deep"),
    ],
)
def test_a_fault_is_told_at_its_place_in_words_of_a_contributor(text: str | bytes, expected: str) -> None:
    assert faults(text) == [expected]


def test_a_file_of_300_kb_is_too_long() -> None:
    assert faults(b"a" * 300_000) == ["1:1: Y001 the file has 300000 bytes; at most 262144 are allowed"]


def test_a_file_of_just_256_kib_is_read() -> None:
    assert value("a" * MAX_BYTES) == "a" * MAX_BYTES


def test_values_may_be_nested_20_levels_deep() -> None:
    assert value("[" * 20 + "]" * 20)


def test_all_repeated_keys_are_told_at_once() -> None:
    assert faults("a: 1\na: 2\nb: 3\nb: 4") == ["2:1: Y003 key 'a' appears twice", "4:1: Y003 key 'b' appears twice"]


# Attacks

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        ("[" * 100_000, "Y005"),
        ("[" * 100_000 + "]" * 100_000, "Y005"),
        ("- " * 100_000, "Y005"),
        ("{a: " * 20_000, "Y005"),
        ("? " * 100_000, "Y002"),
        ("- " * 20 + "? " * 100_000, "Y005"),
        (LAUGHS, "Y004"),
        ("a: &a [*a]", "Y004"),
        ("a: &a {b: 1}\nc:\n  <<: *a\n", "Y004"),
        ("- " + "&a " * 50_000, "Y004"),
        ("x" * 5_000_000, "Y001"),
        (" " * 5_000_000, "Y001"),
        ("'" + "\n" * 200_000, "Y002"),
        ("\n" * 260_000, "Y002"),
        ("#" * 260_000, "Y002"),
        ("a: {" + "b, " * 80_000 + "}", "Y003"),
    ],
    ids=lambda attack: attack[:12].replace("\n", " "),
)
def test_an_attack_is_a_fault_like_any_other(attack: str, code: str) -> None:
    assert faults(attack)[0].split()[1] == code


def test_a_wide_but_honest_file_is_read() -> None:
    assert len(value("[" + "a, " * 80_000 + "]")) == 80_000


def test_a_text_of_very_many_lines_is_read() -> None:
    assert value("a\n" * 100_000) == " ".join("a" * 100_000)


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system",
        "!!python/object/new:os.system",
        "!<tag:yaml.org,2002:python/object/apply:os.system>",
    ],
)
def test_a_tag_runs_no_command(tag: str, tmp_path: Path) -> None:
    told = faults(f"{tag} ['touch {tmp_path}/ran']")

    assert ([each.split()[1] for each in told], list(tmp_path.iterdir())) == (["Y004"], [])


# What holds for all inputs


@given(st.binary(max_size=60))
@settings(deadline=None)
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbf\xbe")
@example(b"%\n")
def test_no_bytes_whatever_raise(data: bytes) -> None:
    document, found = parse(data)

    assert (document is None) == bool(found)


YAMLISH = st.lists(
    st.sampled_from(
        [*"abé😀:-?[]{}|>*&!%@`\"'#,\\ \t\n0.~<=", "\r\n", "- ", ": ", "\n  ", "---", "...", "\\u", "\\x4", "\ufffe"]
    ),
    max_size=24,
).map("".join)


@given(YAMLISH)
@settings(max_examples=600, deadline=None)
def test_no_text_whatever_raises_and_each_fault_is_inside_of_it(text: str) -> None:
    document, found = parse(text.encode())

    lines = text.removeprefix("\ufeff").split("\n")
    assert (document is None) == bool(found)
    for each in found:
        assert 1 <= each.line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1


@given(YAMLISH)
@settings(max_examples=300, deadline=None)
def test_what_is_read_is_what_any_reader_of_yaml_builds_but_for_our_typing_of_words(text: str) -> None:
    document, _ = parse(text.encode())

    if document is not None:
        assert document.value == words_of(yaml.compose(text, Loader=yaml.CSafeLoader))


def words_of(node: Any) -> Any:
    """Return the data of a composed YAML node, with our typing of words."""
    match node:
        case yaml.MappingNode():
            return {key.value: words_of(each) for key, each in node.value}
        case yaml.SequenceNode():
            return [words_of(each) for each in node.value]
        case yaml.ScalarNode():
            return typed(node.value) if node.style in (None, "") else node.value
        case _:
            return None


class Plain(yaml.SafeDumper):
    """Writes YAML without aliases."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


decimals = st.integers(-(10**8), 10**8).map(lambda each: each / 1000)
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | decimals | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
).filter(lambda data: not any(FORBIDDEN.search(each) or "\r" in each for each in texts(data)))


def texts(data: Any) -> set[str]:
    match data:
        case str():
            return {data}
        case dict():
            return set(data).union(*map(texts, data.values()))
        case list():
            return set().union(*map(texts, data))
        case _:
            return set()


@given(plain_json, st.booleans(), st.sampled_from([None, "'", '"', "|"]))
@settings(deadline=None)
def test_what_a_yaml_library_writes_is_read_back(data: Any, flow: bool, style: str | None) -> None:
    if style is not None:  # such a style would put a tag on what is no text
        data = json.loads(json.dumps(data), parse_int=str, parse_float=str, parse_constant=str)
        data = as_texts(data)

    written = yaml.dump(data, Dumper=Plain, default_flow_style=flow, default_style=style, allow_unicode=flow)

    assert value(written) == data


def as_texts(data: Any) -> Any:
    """Return the data with each true, false and null as text."""
    match data:
        case dict():
            return {key: as_texts(each) for key, each in data.items()}
        case list():
            return [as_texts(each) for each in data]
        case _:
            return str(data)


# Collections of hostile files, where they lie beside the checkout

HARMLESS = """
big-int crlf date datetime emoji exp-git-hash hash-e huge-float huge-int inf int-underscore key-bool key-empty key-int
key-null key-proto literal-indent-ind literal-keep merge-plain mixed-eol nan no-final-newline norway null-words octal
only-marker sexagesimal tab-after-colon top-scalar top-seq trailing-space utf8-bom version-float
"""  # plain data to us; the schema judges it


@pytest.mark.skipif(not HOSTILE.is_dir(), reason=f"no folder {HOSTILE}")
def test_of_the_hostile_files_exactly_the_harmless_ones_are_read() -> None:
    read = {each.stem for each in HOSTILE.glob("*.yaml") if parse(each.read_bytes())[0] is not None}

    assert read == set(HARMLESS.split())


def suite() -> list[Path]:
    return sorted(each.parent for each in SUITE.rglob("in.yaml"))


def name(case: Path) -> str:
    return str(case.relative_to(SUITE))


# Not valid by the letter of YAML 1.2, but read by libyaml just as a person would read it.
LENIENT = {
    "9C9N": "lines of a flow list at the indentation of its key",
    "9JBA": "a comment without a space after a bracket",
    "CVW2": "a comment without a space after a comma",
    "DK95/01": "a tab at the beginning of a continued line in quotes",
    "G5U8": "a hyphen as a word in a flow list",
    "QB6E": "lines of a quoted text at the indentation of its key",
    "S98Z": "an empty block text with blank lines of different length",
    "SU5Z": "a comment without a space after a quoted text",
    "X4QW": "a comment without a space after '>'",
    "Y79Y/003": "a tab at the beginning of a line in brackets",
    "YJV2": "a hyphen as a word in a flow list",
}
# Valid by the letter, refused by libyaml with a fault at a line: nobody writes these by hand.
STRICT = {
    "an empty key": "2JQS CFD4 FRK4 NKF9 NHX8 S3PD SM9W/01",
    "a colon on another line than its key, or glued to the value": "4ABK 4MUZ/00 4MUZ/01 4MUZ/02 58MP 5MUD 5T43 K3WX",
    "a key of several lines": "9SA2 NJ66 UT92 VJP3/01",
    "a word in brackets that begins with ':' or '?'": "DBG4 HM87/00 UKK6/00",
    "a tab where spaces are expected": (
        "6BCT 6CA3 96NN/00 96NN/01 A2M4 DK95/00 DK95/03 DK95/04 Q5MG R4YG Y79Y/001 Y79Y/010"
    ),
    "a block text without indentation": "DK3J FP8R",
    "a document end without a document, or a document after it": "7Z25 HWV9 M7A3 QT73",
}
REFUSED_BY_LIBYAML = {each for cases in STRICT.values() for each in cases.split()}
# Read by libyaml otherwise than YAML 1.2 says.
READ_OTHERWISE = {
    "652Z": "{ ?foo: bar } loses its question mark",
    "HM87/01": "[?x] is taken for a key",
    "JEF9/02": "spaces at the very end are no line of a block text",
    "L24T/01": "spaces at the very end are no line of a block text",
}
DOCUMENTED = ("Y001", "Y003", "Y004", "Y005")
RESTRICTIONS = ("a second document", "a key must be a word", "there is nothing")


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"no folder {SUITE}")
def test_invalid_files_of_the_yaml_test_suite_are_refused() -> None:
    read = {name(each) for each in suite() if (each / "error").exists() and parse((each / "in.yaml").read_bytes())[0]}

    assert read == set(LENIENT)


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"no folder {SUITE}")
def test_valid_files_of_the_yaml_test_suite_are_refused_only_for_what_our_yaml_leaves_out() -> None:
    first = {
        name(each): parse((each / "in.yaml").read_bytes())[1][:1] for each in suite() if not (each / "error").exists()
    }
    refused = {
        case
        for case, found in first.items()
        for each in found
        if each.code not in DOCUMENTED and not each.message.startswith(RESTRICTIONS)
    }

    assert refused == REFUSED_BY_LIBYAML


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"no folder {SUITE}")
def test_files_of_the_yaml_test_suite_say_what_the_suite_says_but_for_our_typing_of_words() -> None:
    other = set()
    for each in suite():
        document = parse((each / "in.yaml").read_bytes())[0]
        if document and (each / "in.json").exists() and not (each / "error").exists():
            expected = json.loads((each / "in.json").read_text("utf-8"))
            if not same(document.value, expected):
                other.add(name(each))

    assert other == set(READ_OTHERWISE)


def same(ours: Any, theirs: Any) -> bool:
    """Whether two values are equal, or ours is a word that the suite takes for more than text."""
    match theirs:
        case dict():
            return (
                isinstance(ours, dict) and ours.keys() == theirs.keys() and all(same(ours[k], theirs[k]) for k in ours)
            )
        case list():
            return isinstance(ours, list) and len(ours) == len(theirs) and all(map(same, ours, theirs))
        case str():
            return bool(ours == theirs)
        case _:
            return typed(ours) is ours if isinstance(ours, str) else type(ours) is type(theirs) and ours == theirs
