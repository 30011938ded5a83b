"""The commands by the people they are for; `hpccert --help` is answered from here, without any CLI library."""

from hpccert import __version__

Commands = dict[str, tuple[str, str]]  # name -> module in hpccert.cli, help line

PANELS: dict[str, Commands] = {
    "Everyone": {
        "init": ("init", "Begin a workspace."),
        "validate": ("validate", "Check the workspace's files; every fault at its line."),
        "status": ("status", "Show what the workspace holds, and what its exams lack."),
        "people": ("people", "Show who holds which role, until when, and what is vacant."),
        "skill": ("skill", "Look at the skill tree: tree, show."),
        "rule": ("rule", "List the rules of validation, or explain one."),
        "completion": ("completion", "Let your shell complete commands, options, ids and codes."),
    },
    "Contributors": {
        "question": ("question", "Write, look at and compare questions: new, show, similar."),
    },
    "Curators": {
        "review": ("review", "Review questions: queue, next, diff, submit, approve, accept, log, audit, angoff, ..."),
        "pool": ("pool", "See how full the pool is, and what to write next: status, todo, contributors."),
        "exam": ("exam", "Check, build and grade exams: check, build, grade."),
    },
}
COMMANDS: Commands = {name: entry for panel in PANELS.values() for name, entry in panel.items()}

VERSION = f"hpccert {__version__}"

EPILOG = """\
Commands find the workspace, a folder with hpccert.yaml, upward from the current folder.
Exit codes: 0 all well, 1 findings in the data, 2 the command could not run.

Examples:
  hpccert validate                         check everything
  hpccert question new use-cli use-cli-pipes
  hpccert exam build hpc-driving-license --pool practice --forms 3 --out exam
"""


def help_text() -> str:
    """Return what `hpccert --help` says."""
    width = max(len(name) for name in COMMANDS)
    lines = [
        "Usage: hpccert COMMAND [ARGS]...",
        "",
        "A free, trusted HPC certification: skills, questions, reviews, exams.",
        "",
    ]
    for panel, commands in PANELS.items():
        lines += [f"{panel}:", *(f"  {name:{width}}  {said}" for name, (_, said) in commands.items()), ""]
    options = [
        "Options:",
        "  --version  Show the version.",
        "  --help     Show this text; every command has one, too.",
        "",
    ]
    return "\n".join([*lines, *options, EPILOG.rstrip()])
