"""A report -> a JSON list with an object for each finding, for scripts."""

import json
from typing import Any

from hpccert.model.report import Report
from hpccert.problems import Finding

NAME = "json"


def render(report: Report) -> str:
    """Return the findings in order; `at` is the data path of the value in its file."""
    return encoded([_data(each) for each in report.findings])


def encoded(value: Any) -> str:
    """Return a JSON value as text in which no character can do harm: plain ASCII without controls."""
    return json.dumps(value, indent=2).replace("\x7f", "\\u007f") + "\n"


def _data(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.spot.file,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "at": list(finding.spot.keys),
    }
