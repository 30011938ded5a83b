"""What the benchmark of validation says of its measurements, and that it leaves the workspace as it was."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.contenders import CHECK_JSONSCHEMA, COLD, EDITED, READING, Contender, Edit
from benchmarks.validation import MEASURE, Cost, cost, said, table

COSTS = {
    COLD: [Cost(2.0, 3.0, 50.0), Cost(1.0, 1.5, 40.0), Cost(1.5, 2.5, 45.0)],
    EDITED: [Cost(0.3, 0.3, 20.0)],
    READING: [Cost(0.2, 0.2, 10.0)],
    CHECK_JSONSCHEMA: [Cost(90.0, 89.0, 60.0)],
}


def contender(program: str) -> Contender:
    return Contender("a program", [[sys.executable, "-I", "-S", "-c", program]], 1, {})


def test_a_row_gives_the_medians_of_its_runs_and_the_highest_peak() -> None:
    assert "| hpccert, cold | 1.500 | 2.500 | 1.00 | 7.5 | 50 | 3 |" in table(COSTS).splitlines()


def test_the_ratios_are_those_that_the_design_asks_for() -> None:
    larger = {**COSTS, COLD: [Cost(15.0, 25.0, 80.0)]}

    assert said({1_000: COSTS, 10_000: larger}).splitlines() == [
        "* 1,000 questions, cold: 60 times faster than check-jsonschema",
        "* 1,000 questions, one file edited: 1.50 times reading the bytes",
        "* 10,000 questions, cold: 6 times faster than check-jsonschema",
        "* 10,000 questions, one file edited: 1.50 times reading the bytes",
        "* from 1,000 to 10,000 questions, cold: 10.0 times longer",
    ]


def test_a_run_is_measured_without_the_memory_of_the_one_who_measures(tmp_path: Path) -> None:
    little = cost(contender("pass"), tmp_path)
    much = cost(contender("bytearray(50 * 1024 * 1024)"), tmp_path)

    assert little.mebibytes < 20
    assert 50 < much.mebibytes < 80


def test_a_program_that_refuses_a_file_ends_the_benchmark(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"a program: .* failed with 3"):
        cost(contender("raise SystemExit(3)"), tmp_path)


def test_the_commands_of_one_row_add_up(tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(0.1)"]
    task = {"folder": str(tmp_path), "commands": [command, command], "environment": {}}

    done = subprocess.run([sys.executable, MEASURE], input=json.dumps(task), capture_output=True, text=True, check=True)

    assert json.loads(done.stdout)["wall"] >= 0.2


def test_an_edited_file_has_new_bytes_in_each_run_and_its_old_ones_in_between(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_text("id: q\n")
    edit = Edit(file)
    seen = set()
    for _ in range(3):
        edit.make()
        seen.add(file.read_text())
        edit.undo()
        assert file.read_text() == "id: q\n"

    assert len(seen) == 3
