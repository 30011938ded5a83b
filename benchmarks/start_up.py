"""Print how long commands take, as ratios to an empty Python, run in turn so that a noisy machine hits both alike."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
HPCCERT = str(Path(sys.executable).parent / "hpccert")
EMPTY = [sys.executable, "-c", "pass"]
RUNS = 15

COMMANDS = {
    "--version": ["--version"],
    "--help": ["--help"],
    "exam --help": ["exam", "--help"],
    "rule Q008": ["rule", "Q008"],
    "validate (this repository)": ["validate"],
    "exam build, 3 forms, PDF and HTML": [
        *("exam", "build", "hpc-driving-license", "--pool", "practice", "--forms", "3", "--out", "{new}")
    ],
}


def seconds(command: list[str]) -> float:
    """Return the seconds that a command takes as a whole process."""
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    """Print one line for each command."""
    print(f"{'command':36} {'median s':>9} {'x python -c pass':>17}")
    with tempfile.TemporaryDirectory() as folder:
        for name, words in COMMANDS.items():
            pairs = []
            for run in range(RUNS + 1):
                filled = [each.replace("{new}", f"{folder}/{run}") for each in words]
                pairs.append((seconds([HPCCERT, *filled]), seconds(EMPTY)))
            own = statistics.median(each for each, _ in pairs[1:])
            ratio = statistics.median(each / empty for each, empty in pairs[1:])
            print(f"{name:36} {own:9.3f} {ratio:17.1f}")


if __name__ == "__main__":
    main()
