"""A question's id and its workspace -> what its file held in git's history, the newest first.

git is only asked: without shell, pager, locks, hooks and helper programs, and it answers within a time.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from hpccert.problems import HpccertError

SECONDS = 60
LARGEST = 256 * 1024  # bytes of a file; larger ones are no data of ours
GIT = (
    *("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never", "-c", "log.showSignature=false", "-c", "core.quotePath=false"),
)
FORCED = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
LOG = (
    *("log", "-z", "--raw", "--no-abbrev", "--no-renames", "--format=", "-m", "--root", "--full-history"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "HEAD", "--"),
)
NONE = b"0"


def versions(folder: Path, id: str) -> Iterator[bytes]:
    """Yield the contents that a question's file had in commits up to the present one, in whichever skill's folder.

    Args:
        folder: the one that holds questions/: a workspace or a secret bank.
        id: the question's.

    Raises:
        HpccertError: git cannot tell.
    """
    out = _ask(folder, *LOG, f":(glob)questions/*/{id}.yaml")
    changes = [each.split() for each in out.split(b"\0") if each.lstrip(b"\n").startswith(b":")]
    blobs = dict.fromkeys(each[3].decode() for each in changes if each[3].strip(NONE))
    for blob in blobs:
        if int(_ask(folder, "cat-file", "-s", blob)) <= LARGEST:
            yield _ask(folder, "cat-file", "blob", blob)


def _ask(folder: Path, *words: str) -> bytes:
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    config = {name: text for name, text in os.environ.items() if name.startswith("GIT_CONFIG_")}
    try:
        answer = subprocess.run(
            [*GIT, *words],
            cwd=folder,
            env={**inherited, **config, **FORCED},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise HpccertError("git, which keeps the history, is not there or takes too long") from None
    if answer.returncode:
        said = answer.stderr.decode("utf-8", "replace").partition("\n")[0].removeprefix("fatal: ")
        raise HpccertError(f"git cannot tell what the question was: {said or 'it failed'}")
    return answer.stdout
