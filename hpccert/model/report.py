"""What a validation found, as it is told to people and programs."""

from collections.abc import Mapping
from dataclasses import dataclass

from hpccert.problems import Finding, Severity

Page = tuple[str, str, str]  # of a rule: name, severity, text


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in order and with their places, of so many files or commits, by a version of this tool.

    `pages` holds at least the rules that found something; `strict` says that warnings count as errors.
    """

    findings: tuple[Finding, ...]
    files: int
    version: str
    pages: Mapping[str, Page]
    strict: bool = False
    noun: str = "file"  # of what so many were checked

    def title(self, code: str) -> str:
        """Return the name of a rule in words: "outcome is known"."""
        return self.pages[code][0].replace("_", " ")

    def counts(self, finding: Finding) -> bool:
        """Return whether a finding makes the validation fail."""
        return finding.severity is Severity.ERROR or (self.strict and finding.severity is Severity.WARNING)

    def foremost(self, most: int) -> tuple[Finding, ...]:
        """Return at most so many findings, still in order: hints are left out first, errors last."""
        ranks = {each: rank for rank, each in enumerate(Severity)}
        by_rank = sorted(range(len(self.findings)), key=lambda index: ranks[self.findings[index].severity])
        return tuple(self.findings[index] for index in sorted(by_rank[:most]))
