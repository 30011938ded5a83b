"""What a rule is, and rules and what they are about -> findings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from hpccert.problems import Finding, Problems, Severity

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A rule over a whole bank, or over a question or a skill by itself.

    Its function's docstring is its page, the function's name is its name.
    """

    code: str
    severity: Severity
    problems: Callable[[Subject], Problems]

    @property
    def name(self) -> str:
        """The rule's name, such as `skill_exists`."""
        return self.problems.__name__

    @property
    def page(self) -> str:
        """What the rule asks for, and why."""
        return "\n".join(line.strip() for line in (self.problems.__doc__ or "").strip().splitlines())


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[Callable[[Subject], Problems]], Rule[Subject]]:
    """Make a rule of a generator of places and messages."""
    return lambda problems: Rule(code, severity, problems)


def run(rules: Iterable[Rule[Subject]], subject: Subject) -> list[Finding]:
    """Return what the rules find; lines and columns are not looked up yet."""
    return [
        Finding(spot, each.code, message, each.severity) for each in rules for spot, message in each.problems(subject)
    ]
