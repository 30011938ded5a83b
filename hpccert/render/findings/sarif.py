"""A report -> SARIF 2.1.0, which GitHub code scanning and editors read.

Paths are relative to `%SRCROOT%`, the workspace. Only rules that found something are described. The fingerprint of a
finding is made of code, file and data path, so that it stays when lines move; its key is our own, because uploads to
GitHub compute `primaryLocationLineHash` themselves and warn about any other value.

Source: OASIS, "Static Analysis Results Interchange Format 2.1.0" (sections by number below); GitHub Docs, "SARIF
support for code scanning", for the limits.
"""

from collections import Counter
from typing import Any

from hpccert.digest import digest
from hpccert.model.report import Report
from hpccert.problems import Finding, Severity
from hpccert.render.findings.json_list import encoded

NAME = "sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
MOST_RESULTS = 25_000  # GitHub rejects a file with more, and shows 5,000 of them
LONGEST_DESCRIPTION = 1024
ROOT = "%SRCROOT%"
UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
BRACES = str.maketrans({"{": "{{", "}": "}}"})


def render(report: Report) -> str:
    """Return a log with one run; of too many findings the hints are left out first, and a notification says so."""
    shown = report.foremost(MOST_RESULTS)
    codes = sorted({each.code for each in shown})
    run = {
        "tool": {"driver": _driver(report, codes)},
        "invocations": [_invocation(len(report.findings) - len(shown))],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder with hpccert.yaml."}}},
        "results": _results(shown, {code: index for index, code in enumerate(codes)}),
        "properties": {f"{report.noun}sChecked": report.files},
    }
    return encoded({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(report: Report, codes: list[str]) -> dict[str, Any]:
    return {
        "name": "hpccert",
        "version": report.version,
        "semanticVersion": report.version,
        "rules": [_rule(report, each) for each in codes],
    }


def _rule(report: Report, code: str) -> dict[str, Any]:
    name, severity, page = report.pages[code]
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": _shortened(page.partition("\n\n")[0])},
        "fullDescription": {"text": _shortened(page)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": LEVELS[Severity(severity)]},
    }


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_DESCRIPTION else text[: LONGEST_DESCRIPTION - 3] + "..."


def _invocation(left_out: int) -> dict[str, Any]:
    said = f"{left_out} findings are left out: a file may hold {MOST_RESULTS}; 'hpccert validate --max 0' shows all"
    notes = [{"level": "warning", "message": {"text": said}}] if left_out else []
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _results(findings: tuple[Finding, ...], indexes: dict[str, int]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    out = []
    for each in findings:
        identity = digest([each.code, each.spot.file, list(each.spot.keys)]).removeprefix("sha256:")
        seen[identity] += 1  # two faults in one value are two
        out.append(_result(each, indexes[each.code], f"{identity}:{seen[identity]}"))
    return out


def _result(finding: Finding, index: int, fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _literal(finding.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.spot.file), "uriBaseId": ROOT},
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
        "partialFingerprints": {"hpccertFinding/v1": fingerprint},
    }


def _literal(text: str) -> str:
    """Return a text in which nothing is taken for a placeholder or a link (3.11.5, 3.11.6).

    Not every reader removes the escape of a bracket: it is there only where a link would begin.
    """
    return (text.replace("[", "\\[") if "](" in text else text).translate(BRACES)


def _uri(file: str) -> str:
    """Return a file's name as a relative reference (3.4.3): all but a few characters as their UTF-8 bytes."""
    return "".join(chr(byte) if byte in UNRESERVED else f"%{byte:02X}" for byte in file.encode())
