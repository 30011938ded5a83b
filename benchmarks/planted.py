"""Plant one fault of each kind into a generated workspace; `validate` must find each at its place, and nothing else.

python -m benchmarks.planted 10000
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks import faults, workspace
from benchmarks.planting.site import Planted


def found(root: Path, command: Sequence[str] = (sys.executable, "-m", "hpccert")) -> list[Planted]:
    """Return what `hpccert validate` finds in a workspace, with a cache of its own that is empty at first."""
    done = subprocess.run(
        [*command, "validate", "--strict", "--format", "json", "--root", str(root)], capture_output=True, check=False
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())
    listed = json.loads(done.stdout)
    return [Planted(each["file"], each["line"], each["column"], each["code"]) for each in listed]


def differences(root: Path, expected: Sequence[Planted]) -> list[str]:
    """Return what is missed and what is found too much, a line each."""
    have, want = Counter(found(root)), Counter(expected)
    return [f"missed: {each}" for each in sorted(want - have)] + [
        f"not planted: {each}" for each in sorted(have - want)
    ]


def main() -> None:
    """Plant, look, and say what differs; exit code 1 if anything does."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        workspace.write(root, count)
        clean = differences(root, [])
        expected = faults.plant(root)
        planted = differences(root, expected)
    for each in clean + planted:
        print(each)
    print(f"{count} questions: {len(expected)} faults planted, {len(clean) + len(planted)} differences")
    sys.exit(1 if clean or planted else 0)


if __name__ == "__main__":
    main()
