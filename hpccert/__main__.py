"""The command `hpccert`: answers `--version` and `--help` at once, and runs the rest."""

import errno
import gc
import os
import sys

from hpccert.cli.table import VERSION, help_text

COULD_NOT_RUN = 2
COMPLETE = "_HPCCERT_COMPLETE"
INTERRUPTED = 130


def main() -> None:
    """Run the command line; exit 0 if all is well, 1 with findings, 2 if it could not run."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # the caller closed it
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    try:
        try:
            _answer(sys.argv[1:])
        finally:
            sys.stdout.flush()
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _complain("interrupted; nothing is left half-written")
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left cannot be shown either
        if error.errno != errno.EPIPE:
            what = f"'{error.filename}' cannot be used" if error.filename else "the output cannot be written"
            _complain(f"{what}: {(error.strerror or str(error)).lower()}")
        sys.exit(COULD_NOT_RUN)


def _complain(text: str) -> None:
    try:
        sys.stderr.write(f"hpccert: {text}\n")
        sys.stderr.flush()
    except OSError:  # nobody can be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _answer(words: list[str]) -> None:
    if COMPLETE in os.environ:
        from hpccert.cli.completing import complete  # a shell asks, not a person

        complete(words)
        return
    match words:
        case ["--version" | "-V"]:
            print(VERSION)
        case [] | ["--help" | "-h" | "help"]:
            print(help_text())
        case ["help", *rest]:
            sys.argv[1:] = [*rest, "--help"]
            _answer(sys.argv[1:])
        case _:
            gc.disable()  # nothing of what is imported becomes garbage; looking for it takes a tenth of the start
            from hpccert.cli.app import run  # the CLI library only when a command needs it

            gc.freeze()
            gc.enable()
            run()


if __name__ == "__main__":
    main()
