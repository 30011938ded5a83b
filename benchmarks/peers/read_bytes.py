"""The least that any validator must do: read and hash every byte of a workspace. Called with its folder."""

import os
import sys
from hashlib import blake2b

FOLDERS = ("skills", "questions", "reviews", "certificates")


def read(path: str) -> bytes:
    """Return a file's bytes."""
    handle = os.open(path, os.O_RDONLY)
    try:
        return os.read(handle, os.fstat(handle).st_size)
    finally:
        os.close(handle)


def main() -> None:
    """Print how many files there are."""
    root = sys.argv[1]
    digests = [blake2b(read(f"{root}/{each}"), digest_size=16).digest() for each in ("hpccert.yaml", "people.yaml")]
    waiting = [f"{root}/{each}" for each in FOLDERS]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for each in entries:
                if each.is_dir(follow_symlinks=False):
                    waiting.append(each.path)
                else:
                    digests.append(blake2b(read(each.path), digest_size=16).digest())
    print(len(digests))


if __name__ == "__main__":
    main()
