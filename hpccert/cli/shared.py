"""What several commands share: the workspace they work on, what is named in it, and who is asking."""

from pathlib import Path
from typing import TYPE_CHECKING

from hpccert.cli.checking import checked
from hpccert.load import scan
from hpccert.model.layout import WORKSPACE, is_in_a_bank
from hpccert.problems import Finding, HpccertError, Severity, did_you_mean

if TYPE_CHECKING:
    from hpccert.model.bank import Bank
    from hpccert.model.certificate import Certificate
    from hpccert.model.people import Person
    from hpccert.model.question import Card
    from hpccert.model.skill import Skill


def root_of(root: Path | None) -> Path:
    """Return the workspace's folder, as named or found, with its real path."""
    found = scan.root_of(root or Path())
    if root is not None and found != root.resolve():
        raise HpccertError(f"'{root}' is no workspace: it has no {WORKSPACE}")
    return found


def loaded(root: Path) -> "Bank":
    """Return the bank of a workspace as far as it loads; its findings are of no interest."""
    return checked(root)[0]


def opened(root: Path) -> "tuple[Bank, list[Finding]]":
    """Return the bank of a workspace, and everything that is wrong with it, in order."""
    return checked(root)


def sound(root: Path) -> "Bank":
    """Return the bank of a workspace without errors.

    Raises:
        HpccertError: it has errors.
    """
    bank, findings = opened(root)
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if errors:
        raise HpccertError(
            f"the workspace has {len(errors)} errors, the first: {told(errors[0])}\n"
            "mend what 'hpccert validate' reports, then try again"
        )
    return bank


def told(finding: "Finding") -> str:
    """Return a finding as an error tells it: of a secret bank the code alone, for a message may quote what is there."""
    return f"{finding.code} in a secret bank" if is_in_a_bank(finding.spot.file) else str(finding)


def skill_of(bank: "Bank", name: str) -> "Skill":
    """Return a skill by id or code, as a person typed it."""
    found = bank.skill_named(name)
    if found is None:
        raise HpccertError(
            f"no skill '{name}'{did_you_mean(name, [*bank.skills, *bank.by_code])}; 'hpccert skill tree' lists them"
        )
    return found


def question_of(bank: "Bank", name: str) -> "Card":
    """Return a question by id."""
    from hpccert.model.question import QuestionId

    found = bank.questions.get(QuestionId(name))
    if found is None:
        broken = (
            "; its file has errors, see 'hpccert validate'"
            if bank.lost("questions", name)
            else did_you_mean(name, bank.public)  # no message gives a secret id away
        )
        raise HpccertError(f"no question '{name}'{broken}")
    return found


def certificate_of(bank: "Bank", name: str) -> "Certificate":
    """Return a certificate by id."""
    from hpccert.model.certificate import CertificateId

    found = bank.certificates.get(CertificateId(name))
    if found is None:
        known = ", ".join(bank.certificates) or "none"
        raise HpccertError(f"no certificate '{name}'; certificates here: {known}")
    return found


def asking(bank: "Bank", root: Path, name: str | None) -> "Person | None":
    """Return who is asking: the person named, or the one with the git identity's address."""
    from hpccert.model.question import PersonId
    from hpccert.outside import git_setting

    if name is not None:
        if PersonId(name) not in bank.by_person:
            raise HpccertError(f"no person '{name}' in people.yaml{did_you_mean(name, bank.by_person)}")
        return bank.by_person[PersonId(name)]
    email = (git_setting(root, "user.email") or "").lower()
    return next((each for each in bank.people if email in (one.lower() for one in each.emails)), None)


def writer(bank: "Bank", root: Path, name: str | None) -> "Person":
    """Return who is writing.

    Raises:
        HpccertError: nobody is named, and the git identity is nobody's of people.yaml.
    """
    from hpccert.outside import git_setting

    found = asking(bank, root, name)
    if found is None:
        email = git_setting(root, "user.email")
        said = f"your git address '{email}' is nobody's in people.yaml" if email else "git has no user.email"
        raise HpccertError(f"{said}; add yourself to people.yaml, or say who you are with --as ID")
    return found
