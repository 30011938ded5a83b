"""Rules for the checklists of reviewers, and for what records say of them and of estimates."""

from collections.abc import Iterator

from hpccert.check.rules import rule
from hpccert.model.bank import Bank
from hpccert.model.checklist import file_of
from hpccert.model.layout import WORKSPACE
from hpccert.model.review import Record, Verdict
from hpccert.problems import Problems, Spot


@rule("L001")
def checklist_is_its_files_version(bank: Bank) -> Problems:
    """A checklist's version is the number in its file's name.

    Why: records name a checklist by its number alone; it must lead to one file.
    """
    for each in bank.checklists:
        right = file_of(each.version)
        if each.file != right:
            taken = any(other.file == right for other in bank.checklists)
            would_do = f"{right} is that already, give this one a new number" if taken else f"name the file {right}"
            yield each.at("version"), f"this is version {each.version}: {would_do}"


@rule("L002")
def checklist_item_id_is_used_once(bank: Bank) -> Problems:
    """An item's id is given once in a checklist.

    Why: reviewers name items in their notes; it must be clear which one is meant.
    """
    for checklist in bank.checklists:
        seen: set[str] = set()
        for index, each in enumerate(checklist.items):
            if each.id in seen:
                yield checklist.at("items", index, "id"), f"id '{each.id}' is used twice; give this item its own"
            seen.add(each.id)


@rule("L003")
def policy_names_a_checklist(bank: Bank) -> Problems:
    """The checklist that hpccert.yaml names is there.

    Why: an approval says that the question was held against it; nobody can hold a question against nothing.
    """
    version = bank.workspace.checklist
    if version is not None and bank.lacks_checklist(version):
        yield Spot(WORKSPACE, ("policy", "checklist")), f"no checklist {version}; write {file_of(version)}"


@rule("L004")
def approval_names_a_checklist(bank: Bank) -> Problems:
    """The checklist that a record names is there; it may be an older one than the present.

    Why: years later one must be able to read what an approval was given for.
    """
    for each in _records(bank):
        if each.checklist is not None and bank.lacks_checklist(each.checklist):
            yield each.spot("checklist"), f"no checklist {each.checklist}; there is no {file_of(each.checklist)}"


@rule("L005")
def estimate_belongs_to_an_approval(bank: Bank) -> Problems:
    """Only an approval carries an Angoff estimate.

    Why: who has not vouched for a question has not worked through it; elsewhere the estimate would count for nothing.
    """
    for each in _records(bank):
        if each.angoff is not None and each.verdict is not Verdict.APPROVE:
            yield each.spot("angoff"), f"'{each.verdict}' takes no estimate; only 'approve' does"


def _records(bank: Bank) -> Iterator[Record]:
    return (each for records in bank.records.values() for each in records)
