"""Plants: review records that do not count."""

from collections.abc import Callable

from benchmarks.planting.site import File, Planted, Site

NOBODY = "nobody-of-that-name"
NOTHING = "nothing-of-that-name"


def _records_of_an_unknown_question(site: Site) -> Planted:
    file = site.reviews()
    return File(site.root, f"reviews/{site.leaves[0]}/{NOTHING}.yaml", file.text).save("V001")


def _records_in_another_folder(site: Site) -> Planted:
    file = site.reviews()
    file.move(f"reviews/{site.other_leaf(file)}/{file.name.rpartition('/')[2]}")
    return file.save("V001")


def _unknown_reviewer(site: Site) -> Planted:
    file = site.reviews()
    return file.save("V002", _record(file, "by", by=NOBODY))


def _author_approves(site: Site) -> Planted:
    file = site.reviews()
    return file.save("V003", _record(file, "verdict", by=_author(site, file)))


def _no_curator_accepts(site: Site) -> Planted:
    file = site.reviews(lambda file: "verdict: approve," in file.text)
    reader = file.text.partition("verdict: approve,")[0].rpartition("by: ")[2].partition(",")[0]
    return file.save("V003", _record(file, "verdict", by=reader, verdict="accept"))


def _day_that_never_was(site: Site) -> Planted:
    file = site.reviews()
    return file.save("V004", _record(file, "at", by=_author(site, file), verdict="submit", at="2026-11-31T08:00:00Z"))


def _doubt_without_a_reason(site: Site) -> Planted:
    file = site.reviews()
    return file.save("V005", _record(file, "verdict", by=_author(site, file), verdict="flag"))


def _author(site: Site, records: File) -> str:
    return site.question_of(records).value("authors: ").strip("[]").partition(",")[0]


def _record(file: File, mark: str, *, by: str, verdict: str = "approve", at: str = "2026-11-20T08:00:00Z") -> int:
    """Append a record of the question's present content, and return where the value of one of its keys stands."""
    present = file.text.partition("digest: ")[2].partition("}")[0].partition(",")[0]
    line = f"- {{at: {at}, by: {by}, verdict: {verdict}, digest: {present}}}\n"
    return file.append(line, f"{mark}: ") + len(f"{mark}: ")


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "V001-records-of-an-unknown-question": _records_of_an_unknown_question,
    "V001-records-in-another-folder": _records_in_another_folder,
    "V002-unknown-reviewer": _unknown_reviewer,
    "V003-author-approves": _author_approves,
    "V003-no-curator-accepts": _no_curator_accepts,
    "V004-day-that-never-was": _day_that_never_was,
    "V005-flag-without-a-reason": _doubt_without_a_reason,
}
