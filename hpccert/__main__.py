"""The command `hpccert`: answers `--version` and `--help` at once, and runs the rest."""

import sys

from hpccert.cli.table import VERSION, help_text


def main() -> None:
    """Run the command line; exit 0 if all is well, 1 with findings, 2 if it could not run."""
    match sys.argv[1:]:
        case ["--version" | "-V"]:
            print(VERSION)
        case [] | ["--help" | "-h" | "help"]:
            print(help_text())
        case _:
            from hpccert.cli.app import run  # the CLI library only when a command needs it

            sys.exit(run())


if __name__ == "__main__":
    main()
