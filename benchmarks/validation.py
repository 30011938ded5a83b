"""Measure `hpccert validate` beside its peers, in turn and in one run, so that a noisy machine hits all alike.

python -m benchmarks.validation [--large] [--write docs/performance.md]
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks import installed
from benchmarks.contenders import CHECK_JSONSCHEMA, COLD, EDITED, READING, Contender, contenders

MEASURE = Path(__file__).with_name("measure.py")
SIZES, LARGE = (1_000, 10_000), 100_000

PAGE = """\
# Performance of validation

How long `hpccert validate` takes, beside other ways to check the same files. The table below is the output of

```bash
make bench                                                              # sizes 1,000 and 10,000
python -m benchmarks.validation --large --write docs/performance.md    # 100,000 too, and this page
```

`benchmarks/workspace.py` writes a realistic workspace: questions of three types with ten statements or four to eight
choices (mean 1.8 kB), 300 skills in seven sets, people, a certificate, and review records for a quarter of the
questions. Nothing is wrong in it, so every program reads and accepts every file.
`python -m benchmarks.planted 10000` (`make planted`) shows the other side: it plants one fault of each kind and
checks that each is found at its line and column, and nothing else.

## What is compared

* **hpccert, cold**: with an empty folder for caches. **Warm**: nothing changed since the last run. **One file edited**:
  a question got other bytes since the last run. **One file named**: `hpccert validate questions/<skill>/<id>.yaml`,
  which reports on one file and looks up its references in the whole workspace.
* **Reading and hashing the bytes**: every file is opened, read and hashed in Python; no validator can do less.
* **PyYAML (C) + jsonschema**, **PyYAML (C) + fastjsonschema**, **js-yaml + ajv**: the script one would write with these
  libraries (`benchmarks/peers/`): one compiled validator for each schema, no rules over the whole bank, no places.
* **check-jsonschema**: one command for each schema, with up to 5,000 files each. Which file has which type is found
  out for it beforehand and not timed.

Only `hpccert` also checks what no schema can say (references, ids, keys, who may review), and names line and column.
Each row is a whole process, from its start to its end, with the files in the page cache. Programs run in turn, round by
round; a row gives the medians of its rounds. Slow ones run in fewer rounds (column "runs"; check-jsonschema once, and
not at all at 100,000 questions). "x our cold" is a row's wall time divided by that of the first row; memory is the
highest peak of the largest process.

## Figures

"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run costs: seconds and MiB."""

    wall: float
    cpu: float
    mebibytes: float


def cost(contender: Contender, folder: Path) -> Cost:
    """Run a contender once."""
    task = {"folder": str(folder), "commands": contender.commands, "environment": contender.environment}
    contender.before()
    try:
        command = [sys.executable, "-I", "-S", str(MEASURE)]
        done = subprocess.run(command, input=json.dumps(task), capture_output=True, text=True, check=False)
    finally:
        contender.after()
    if done.returncode != 0:
        raise RuntimeError(f"{contender.name}: {done.stderr}")
    return Cost(**json.loads(done.stdout))


def measured(root: Path, scratch: Path, questions: int) -> dict[str, list[Cost]]:
    """Return what each run of each contender costs; they run in turn."""
    rows = contenders(root, scratch, questions)
    for each in rows:
        if each.fills:
            cost(each, root)
    costs: dict[str, list[Cost]] = {each.name: [] for each in rows}
    for number in range(max(each.runs for each in rows)):
        for each in rows:
            if number < each.runs:
                _progress(f"{questions:,} questions, round {number + 1}: {each.name}")
                costs[each.name].append(cost(each, root))
    return costs


def table(costs: dict[str, list[Cost]]) -> str:
    """Return the costs as a Markdown table."""
    middle = {name: median(each) for name, each in costs.items()}
    lines = [
        "| | wall s | CPU s | x our cold | x reading | peak MiB | runs |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, each in middle.items():
        ratios = f"{each.wall / middle[COLD].wall:.2f} | {each.wall / middle[READING].wall:.1f}"
        lines.append(
            f"| {name} | {each.wall:.3f} | {each.cpu:.3f} | {ratios} | {each.mebibytes:.0f} | {len(costs[name])} |"
        )
    return "\n".join(lines) + "\n"


def median(costs: list[Cost]) -> Cost:
    """Return the medians of runs."""
    return Cost(
        statistics.median(each.wall for each in costs),
        statistics.median(each.cpu for each in costs),
        max(each.mebibytes for each in costs),
    )


def said(measurements: dict[int, dict[str, list[Cost]]]) -> str:
    """Return the ratios that the numbers are for, as a list."""
    lines = []
    for size, costs in measurements.items():
        wall = {name: median(each).wall for name, each in costs.items()}
        if CHECK_JSONSCHEMA in wall:
            ratio = wall[CHECK_JSONSCHEMA] / wall[COLD]
            lines.append(f"{size:,} questions, cold: {ratio:.0f} times faster than check-jsonschema")
        lines.append(f"{size:,} questions, one file edited: {wall[EDITED] / wall[READING]:.2f} times reading the bytes")
    sizes = sorted(measurements)
    for small, large in pairwise(sizes):
        ratio = median(measurements[large][COLD]).wall / median(measurements[small][COLD]).wall
        lines.append(f"from {small:,} to {large:,} questions, cold: {ratio:.1f} times longer")
    return "".join(f"* {each}\n" for each in lines)


def machine() -> str:
    """Return on what the figures were measured, in words."""
    _, packages = installed.python_peers()
    packages = {**packages, **installed.node_peers()}
    versions = ", ".join(f"{name} {version}" for name, version in packages.items())
    node = "" if "node" in packages else " No Node was there, so ajv was left out."
    cores = os.cpu_count()
    return (
        f"Measured on a {platform.machine()} machine with {cores} cores, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}; {versions}.{node}\n"
    )


def report(sizes: list[int]) -> str:
    """Measure workspaces of these sizes, and return all tables."""
    measurements, parts = {}, [machine()]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "workspace"
            writing = [sys.executable, "-m", "benchmarks.workspace", str(root), str(size)]
            subprocess.run(writing, cwd=installed.ROOT, check=True, capture_output=True)
            files = sum(1 for _ in root.rglob("*.yaml"))
            size_in_bytes = sum(each.stat().st_size for each in root.rglob("*.yaml"))
            measurements[size] = measured(root, Path(folder), size)
        title = f"### {size:,} questions: {files:,} files, {size_in_bytes / 1e6:.1f} MB"
        parts += [title + "\n", table(measurements[size])]
    return "\n".join([*parts, said(measurements)])


def main() -> None:
    """Print the tables, and write the page if it is asked for."""
    parser = argparse.ArgumentParser(description="Measure validation beside its peers.")
    parser.add_argument("--large", action="store_true", help=f"measure {LARGE:,} questions too")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of questions")
    parser.add_argument("--write", type=Path, help="write the page with the tables to this file")
    asked = parser.parse_args()
    text = report([*asked.sizes, *([LARGE] if asked.large else [])])
    print(text)
    if asked.write:
        asked.write.write_text(PAGE + text, "utf-8")


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
