"""Plants: checklists that are not what their names say, or are not there, and estimates where none belongs."""

from collections.abc import Callable

from benchmarks.planting.site import File, Planted, Site

MISSING = 9
PRESENT = "review/checklist-1.yaml"


def _checklist_is_not_the_files_version(site: Site) -> Planted:
    file = File(site.root, "review/checklist-2.yaml", site.file(PRESENT).text)
    return file.save("L001", file.set("version: ", "3"))


def _item_id_twice(site: Site) -> Planted:
    file = File(site.root, "review/checklist-4.yaml", site.file(PRESENT).text)
    file.set("version: ", "4")
    return file.save("L002", file.set("  - id: ", file.value("  - id: "), 2))


def _policy_names_no_checklist(site: Site) -> Planted:
    file = site.file("hpccert.yaml")
    before, named, after = file.text.partition("checklist: ")
    file.text = f"{before}{named}{MISSING}{after[1:]}"
    return file.save("L003", len(before + named))


def _approval_names_no_checklist(site: Site) -> Planted:
    file = site.reviews(lambda each: ", checklist: 1" in each.text)
    index = file.text.index("checklist: ") + len("checklist: ")
    file.text = f"{file.text[:index]}{MISSING}{file.text[index + 1 :]}"
    return file.save("L004", index)


def _submission_with_an_estimate(site: Site) -> Planted:
    file = site.reviews()
    line = file.text.partition("\n")[0]
    file.text = file.text.replace(line, line.removesuffix("}") + ", angoff: 65}", 1)
    return file.save("L005", file.text.index("angoff: ") + len("angoff: "))


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "L001-version-is-not-the-name-of-the-file": _checklist_is_not_the_files_version,
    "L002-item-id-twice": _item_id_twice,
    "L003-policy-names-no-checklist": _policy_names_no_checklist,
    "L004-approval-names-no-checklist": _approval_names_no_checklist,
    "L005-submission-with-an-estimate": _submission_with_an_estimate,
}
