"""Plants: submissions that agree to no terms, or to terms that nobody knows, and a version that is given twice."""

from collections.abc import Callable

from benchmarks.planting.site import File, Planted, Site

LATER = "2027-02-01T08:00:00Z"  # than the day from which on the terms of the generated workspace are in force


def _submission_without_terms(site: Site) -> Planted:
    file = site.reviews()
    return file.save("T001", _submission(file, "verdict: ", ""))


def _unknown_terms(site: Site) -> Planted:
    file = site.reviews()
    return file.save("T002", _submission(file, "terms: ", ', terms: "9.9"'))


def _version_twice(site: Site) -> Planted:
    file = site.file("hpccert.yaml")
    before, mark, after = file.text.partition("earlier: [")
    file.text = f'{before}{mark}{{version: "1.1", since: 2027-01-01, text: docs/terms-1.md}}{after}'
    return file.save("T003", len(before + mark + "{version: "))


def _submission(file: File, mark: str, terms: str) -> int:
    """Append a submission, and return where the value of one of its keys stands."""
    head, digest = file.text.partition(", verdict: ")[0], file.text.partition("digest: ")[2][:73]
    by = head.rpartition("by: ")[2]
    line = f"- {{at: {LATER}, by: {by}, verdict: submit, digest: {digest}{terms}}}\n"
    return file.append(line, mark) + len(mark)


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "T001-submission-without-terms": _submission_without_terms,
    "T002-unknown-terms": _unknown_terms,
    "T003-version-twice": _version_twice,
}
