"""How long `hpccert review audit` takes over a generated repository, per commit: `python -m benchmarks.history 1000`.

Each commit adds five records, to five questions; the number given is that of commits and of questions.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import yaml

from hpccert.cli.auditing import audit
from hpccert.cli.options import Format
from hpccert.model.question import Card
from tests import builders, folders
from tests.repositories import record_line

BEGIN = 1_700_000_000
SECONDS = 600  # from one commit to the next
EACH = 5
SAYING = (("ann", "submit"), ("bob", "approve"), ("cyd", "approve"), ("dan", "accept"), ("eve", "request-changes"))
MODELINE = "# yaml-language-server: $schema=../../schemas/reviews.schema.json\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _commit(by: str, at: int, files: Iterable[tuple[str, str]]) -> bytes:
    """Return a commit as `git fast-import` reads it."""
    who = f"{by} <{by}@example.org> {at} +0000"
    head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n".encode() + _data(b"work")
    return head + b"".join(f"M 100644 inline {name}\n".encode() + _data(text.encode()) for name, text in files)


def write_repository(root: Path, commits: int) -> None:
    """Write a repository with so many commits that review as many questions."""
    folders.workspace(root)
    long = {"stem": "Which of these holds? " * 10, "explanation": "Because it does. " * 30}
    drafts = [builders.question_data(f"q{number}", **long) for number in range(commits)]
    digests = {each["id"]: Card.of(each, "").digest for each in drafts}
    files = [(each.relative_to(root).as_posix(), each.read_text()) for each in root.rglob("*.yaml")]
    files += [(f"questions/cli/{each['id']}.yaml", yaml.safe_dump(each)) for each in drafts]
    stream = [_commit("ann", BEGIN, files)]
    reviews = dict.fromkeys(digests, MODELINE)
    for number in range(commits):
        (by, verdict), at = SAYING[number % len(SAYING)], BEGIN + (number + 1) * SECONDS
        told = [f"q{(number // len(SAYING) * EACH + each) % commits}" for each in range(EACH)]
        for id in told:
            reviews[id] += record_line(by, verdict, digests[id], at - 60)
        stream.append(_commit(by, at, [(f"reviews/cli/{id}.yaml", reviews[id]) for id in told]))
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=root, check=True)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=b"".join(stream), check=True)
    subprocess.run(["git", "reset", "--quiet", "--hard"], cwd=root, check=True)


def main() -> None:
    """Write a repository for each number of commits that is given, and audit it."""
    for commits in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            write_repository(root, commits)
            begin = time.perf_counter()
            audit(root, None, None, Format.TEXT, 0, strict=True)
            took = time.perf_counter() - begin
            print(f"{commits} commits, {commits * EACH} records: {took:.2f} s, {took / commits * 1000:.2f} ms a commit")


if __name__ == "__main__":
    main()
