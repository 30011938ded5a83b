"""Tables that others open: in a spreadsheet, or as Markdown."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.render.tables import FORMULA, csv_table, markdown_table, plain_markdown, safe


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    (_, row) = csv.reader(io.StringIO(csv_table(["name"], [[cell]]), newline=""))

    assert row == ["'" + cell]


def test_no_cell_begins_another_line_with_a_formula() -> None:
    assert csv_table(["name"], [["\r=1"], ["x\r=1"]]) == "name\n' =1\nx =1\n"


def test_numbers_stay_numbers() -> None:
    assert csv_table(["name", "count"], [["a, b", -3]]) == 'name,count\n"a, b",-3\n'


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_whatever_a_cell_holds_is_read_again(row: list[str]) -> None:
    (_, read) = csv.reader(io.StringIO(csv_table(["x"] * len(row), [row]), newline=""))

    assert read == [safe(each) for each in row]
    assert not any(each.lstrip(" ").startswith(FORMULA) for each in read)


def test_a_markdown_table_keeps_its_columns_whatever_a_cell_holds() -> None:
    assert markdown_table(["name", "count"], [["a | b\nc", "1"]], ["count"]) == (
        "| name | count |\n| --- | ---: |\n| a \\| b c | 1 |\n"
    )


def test_no_html_hides_in_markdown_but_code_stays_as_it_is() -> None:
    assert plain_markdown("\\`<b>\\`") == "\\`\\<b>\\`"
    assert plain_markdown("<b>Use `ls <dir>` and <i>") == "\\<b>Use `ls <dir>` and \\<i>"
