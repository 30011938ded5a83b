"""The command `hpccert`: answers `--version` and `--help` at once, and runs the rest."""

import errno
import os
import sys

from hpccert.cli.table import VERSION, help_text

COULD_NOT_RUN = 2


def main() -> None:
    """Run the command line; exit 0 if all is well, 1 with findings, 2 if it could not run."""
    try:
        try:
            _answer(sys.argv[1:])
        finally:
            sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left cannot be shown either
        if error.errno != errno.EPIPE:
            sys.stderr.write(f"hpccert: the output cannot be written: {(error.strerror or str(error)).lower()}\n")
        sys.exit(COULD_NOT_RUN)


def _answer(words: list[str]) -> None:
    match words:
        case ["--version" | "-V"]:
            print(VERSION)
        case [] | ["--help" | "-h" | "help"]:
            print(help_text())
        case _:
            from hpccert.cli.app import run  # the CLI library only when a command needs it

            run()


if __name__ == "__main__":
    main()
