"""A report -> workflow commands, which GitHub Actions shows as annotations beside the lines of a change.

One command a line for each finding. The log shows of a command only its message, so that the message is the whole line
of the text output. GitHub shows at most ten errors, warnings and notices of a step as annotations, and all in the log.

Source: GitHub Docs, "Workflow commands for GitHub Actions"; for the limits `docs/problem-matchers.md` of its toolkit.
"""

from hpccert.model.report import Report
from hpccert.problems import Finding, Severity

NAME = "github"
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTIES = IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report) -> str:
    """Return a command for each finding, in order."""
    return "".join(f"{_command(each, report.title(each.code))}\n" for each in report.findings)


def _command(finding: Finding, title: str) -> str:
    properties = {
        "file": finding.spot.file,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": f"{finding.code} {title}",
    }
    said = ",".join(f"{name}={value.translate(IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {said}::{str(finding).translate(IN_MESSAGES)}"
