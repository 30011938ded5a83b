"""What is shown of a line: the caret stands under its column whatever the line holds, and nothing escapes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.cli.excerpt import CUT, TAB, cells, excerpt, lines_of
from hpccert.cli.show import one_line

lines = st.one_of(
    st.text(max_size=200), st.text(alphabet="ab \t\x1b\x07漢字😀é\u0301\u202e\u200b\xad", min_size=1, max_size=300)
)


def under(shown: str, before: int) -> str:
    """Return what stands from a cell of a terminal on."""
    start = 0
    while cells(shown[:start]) < before:
        start += 1
    return shown[start:]


@pytest.mark.parametrize(
    ("line", "column", "shown", "before"),
    [
        ("outcomes: [fly]", 12, "outcomes: [fly]", 11),
        ("", 1, "", 0),
        ("end", 4, "end", 3),
        ("end", 90, "end", 3),
        ("a\tb: c", 3, f"a{TAB}b: c", 5),
        ("漢字: x", 5, "漢字: x", 6),
        ("é: x", 4, "é: x", 3),
        ("e\u0301: x", 5, "e\u0301: x", 3),
        ("\U0001f600\ufe0f x", 4, "\U0001f600\ufe0f x", 3),
        ("a\x1bb\u202ec", 5, "a\\x1bb\\u202ec", 12),
        ("x" * 100, 1, "x" * 34 + "...", 0),
        ("x" * 100, 100, "..." + "x" * 34, 36),
        ("x" * 100, 50, "..." + "x" * 34 + "...", 20),
        ("x" * 40, 40, "x" * 40, 39),
        ("x" * 41, 5, "x" * 34 + "...", 4),
    ],
)
def test_a_caret_stands_under_its_column(line: str, column: int, shown: str, before: int) -> None:
    assert excerpt(line, column, 40) == (shown, before)


@given(lines, st.integers(1, 320), st.integers(40, 120))
def test_whatever_a_line_holds_its_column_is_shown_and_the_caret_is_under_it(
    line: str, column: int, width: int
) -> None:
    shown, before = excerpt(line, column, width)

    assert cells(shown) <= width
    assert one_line(shown) == shown
    wanted = one_line(line[column - 1 : column].replace("\t", TAB))
    assert wanted in under(shown, before)[: len(wanted) + 8]  # accents of the character before take no cell
    assert under(shown, before).startswith(wanted) or cells(wanted) == 0 or cells(under(shown, before)[:1]) == 0


@given(lines, st.integers(1, 320))
def test_what_is_cut_off_is_marked(line: str, column: int) -> None:
    shown, _ = excerpt(line, column, 40)
    whole = one_line(line.replace("\t", TAB))

    assert shown == whole or (shown.startswith(CUT), shown.endswith(CUT)) != (False, False)
    assert shown.removeprefix(CUT).removesuffix(CUT) in whole


def test_a_file_that_has_gone_or_is_no_text_of_ours_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\n")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "picture.png")

    assert [lines_of(tmp_path, each) for each in ("gone.yaml", "folder.yaml", "picture.png", "link.yaml")] == [[]] * 4


def test_lines_are_those_that_columns_are_counted_in(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_bytes(b"\xef\xbb\xbfid: q\r\nstem: caf\xe9\n")

    assert lines_of(tmp_path, "q.yaml") == ["id: q\r", "stem: caf\ufffd", ""]
