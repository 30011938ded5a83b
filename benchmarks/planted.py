"""Plant one fault of each kind into a generated workspace; `validate` must find each at its place, and nothing else.

python -m benchmarks.planted 10000
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks import faults, workspace
from benchmarks.planting.site import Planted

HPCCERT = (sys.executable, "-m", "hpccert")


def found(root: Path, cache: Path) -> list[Planted]:
    """Return what `hpccert validate` finds in a workspace, with what it keeps in a folder for caches."""
    command = [*HPCCERT, "validate", "--strict", "--format", "json", "--root", str(root)]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())
    return [Planted(each["file"], each["line"], each["column"], each["code"]) for each in json.loads(done.stdout)]


def differences(have: Sequence[Planted], want: Sequence[Planted]) -> list[str]:
    """Return what is missed and what is found too much, a line each."""
    missed, extra = Counter(want) - Counter(have), Counter(have) - Counter(want)
    return [f"missed: {each}" for each in sorted(missed)] + [f"not planted: {each}" for each in sorted(extra)]


def trial(folder: Path, questions: int) -> dict[str, list[str]]:
    """Return what differs in each of four runs: before planting, after it with the cache of before, warm, and cold."""
    root = folder / "workspace"
    workspace.write(root, questions)
    out = {"before planting": differences(found(root, folder / "cache"), [])}
    planted = faults.plant(root)
    for name, cache in (("after planting", "cache"), ("warm", "cache"), ("cold", "new cache")):
        out[name] = differences(found(root, folder / cache), planted)
    return out


def main() -> None:
    """Plant, look, and say what differs; exit code 1 if anything does."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        runs = trial(Path(folder), count)
    for name, lines in runs.items():
        print(f"{count} questions, {len(faults.PLANTS)} kinds of faults, {name}: {len(lines)} differences")
        print("".join(f"  {each}\n" for each in lines), end="")
    sys.exit(int(any(runs.values())))


if __name__ == "__main__":
    main()
