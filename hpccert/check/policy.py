"""Findings and what `hpccert.yaml` says of the rules that only advise -> the findings as this workspace counts them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hpccert.model.bank import Workspace
from hpccert.problems import Finding, Problems, Severity, Spot

OFF = "off"


def applied(findings: Iterable[Finding], workspace: Workspace) -> list[Finding]:
    """Return the findings with the severities of the workspace's policy, without those it turns off; errors stay."""
    return [each for finding in findings for each in _counted(finding, workspace.rules.get(finding.code))]


def misjudged(workspace: Workspace, known: Mapping[str, Severity]) -> Problems:
    """Yield the entries of a policy for what is no rule, or a rule that finds errors."""
    advice = [code for code, severity in known.items() if severity is not Severity.ERROR]
    for code in workspace.rules:
        if code not in advice:
            why = "it finds errors" if code in known else "no warning or hint has this code"
            yield Spot("hpccert.yaml", ("rules", code)), f"'{code}' cannot be changed: {why}; 'hpccert rule' lists all"


def _counted(finding: Finding, wanted: str | None) -> tuple[Finding, ...]:
    if wanted is None or finding.severity is Severity.ERROR:
        return (finding,)
    return () if wanted == OFF else (replace(finding, severity=Severity(wanted)),)
