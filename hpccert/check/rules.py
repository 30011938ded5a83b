"""What a rule is, and a bank and rules -> findings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hpccert.model.bank import Bank
from hpccert.problems import Finding, Problems, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over a bank; its docstring is its page, its function's name is its name."""

    code: str
    severity: Severity
    problems: Callable[[Bank], Problems]

    @property
    def name(self) -> str:
        """The rule's name, such as `skill_exists`."""
        return self.problems.__name__

    @property
    def page(self) -> str:
        """What the rule asks for, and why."""
        return "\n".join(line.strip() for line in (self.problems.__doc__ or "").strip().splitlines())


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[Callable[[Bank], Problems]], Rule]:
    """Make a rule of a generator of places and messages."""
    return lambda problems: Rule(code, severity, problems)


def run(rules: Iterable[Rule], bank: Bank) -> list[Finding]:
    """Return what the rules find; lines and columns are not looked up yet."""
    return [Finding(spot, each.code, message, each.severity) for each in rules for spot, message in each.problems(bank)]
