"""What commits did to review records: what is never done is found, what honest people do is not."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from hpccert.curate.audit import audited
from hpccert.load.versions import RecordReader
from hpccert.model.account import Account, Records
from hpccert.model.history import Commit, Signature
from hpccert.model.step import Step, Touched
from hpccert.problems import Finding, Severity
from tests.repositories import NOON, record_line

FILE = "reviews/cli/q1.yaml"
PEOPLE = ("ann", "bob", "cyd")
NOTHING: Records = {}


def records(*lines: str) -> Records:
    return RecordReader()("".join(lines).encode())


def line(by: str = "bob", verdict: str = "approve", second: int = 0, note: str = "") -> str:
    return record_line(by, verdict, "sha256:" + "0" * 64, NOON + second, note)


def step(
    before: Records | Sequence[Records],
    after: Records | None,
    by: str = "bob",
    second: int = 0,
    file: str = FILE,
    signature: Signature | None = None,
    judged: bool = True,
) -> Step:
    """Return a commit that touched one review file; one with several versions before is a merge."""
    versions = (before,) if isinstance(before, Mapping) else tuple(before)
    parents = tuple(f"parent {number}" for number in range(len(versions)))
    email = f"{by}@example.org"
    commit = Commit("c0ffee" * 6, parents, email, NOON + second, NOON + second, "2026-11-25", ())
    signers = signature.keys if signature else frozenset()
    touched = (Touched(file, versions, after),)
    return Step(commit.named, touched, commit, frozenset([by]), signature, signers, judged)


def found(*steps: Step, present: Records = NOTHING, existed: bool = True) -> list[Finding]:
    return audited(steps, {FILE: present}, lambda *_: existed)


def codes(*steps: Step, present: Records = NOTHING, existed: bool = True) -> list[str]:
    return [each.code for each in found(*steps, present=present, existed=existed)]


LINES = st.lists(
    st.builds(line, st.sampled_from(PEOPLE), st.sampled_from(["approve", "accept", "comment"]), st.integers(0, 99)),
    min_size=1,
    max_size=6,
    unique=True,
)


def writer_of(told: str) -> str:
    (account,) = records(told).values()
    return account.by


def grown(lines: Sequence[str]) -> list[Step]:
    """Return commits of honest people, each of whom adds a line."""
    return [
        step(records(*lines[:count]), records(*lines[: count + 1]), writer_of(each), second=99)
        for count, each in enumerate(lines)
    ]


@given(LINES)
def test_a_history_that_only_grows_by_the_hands_of_its_writers_is_clean(lines: list[str]) -> None:
    assert found(*grown(lines), present=records(*lines)) == []


@given(LINES, st.data())
def test_no_record_can_be_removed_unseen(lines: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(lines) - 1))
    kept = [each for index, each in enumerate(lines) if index != gone]

    (finding,) = found(*grown(lines), step(records(*lines), records(*kept)), present=records(*kept))

    assert (finding.code, finding.severity) == ("G002", Severity.ERROR)


@given(LINES, st.data())
def test_no_record_can_be_changed_unseen(lines: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(lines) - 1))
    changed = [*lines]
    changed[index] = changed[index].replace("}", ", note: x}")

    (finding,) = found(*grown(lines), step(records(*lines), records(*changed)), present=records(*changed))

    assert (finding.code, finding.severity) == ("G001", Severity.ERROR)
    assert finding.spot.keys == (index, "note")


@given(LINES, LINES, st.permutations(range(12)))
def test_a_merge_of_all_lines_in_any_order_is_clean(one: list[str], other: list[str], order: list[int]) -> None:
    both = list(dict.fromkeys([*one, *other]))
    merged = [both[index] for index in order if index < len(both)]

    merge = step((records(*one), records(*other)), records(*merged), by="dan")

    assert found(*grown(one), *grown(other), merge, present=records(*merged)) == []


@given(LINES, LINES)
def test_a_merge_that_takes_one_side_tells_of_what_the_other_had_alone(one: list[str], other: list[str]) -> None:
    lost = [each for each in other if each not in one]

    merge = step((records(*one), records(*other)), records(*one), by="dan")

    assert codes(*grown(one), *grown(other), merge, present=records(*one)) == ["G002"] * len(lost)


@given(LINES)
def test_lines_may_be_sorted_and_written_otherwise(lines: list[str]) -> None:
    others = [each.replace(", ", ",   ").replace('"', "'") for each in sorted(lines)]

    assert found(*grown(lines), step(records(*lines), records(*others)), present=records(*others)) == []


def test_a_line_that_is_there_twice_may_go_once() -> None:
    assert codes(*grown([line()]), step(records(line(), line()), records(line())), present=records(line())) == []


def test_whoever_removes_a_record_again_is_found_again() -> None:
    there, gone = records(line()), records()

    steps = (*grown([line()]), step(there, gone), step(gone, there), step(there, gone))

    assert [each.severity for each in found(*steps)] == [Severity.ERROR, Severity.ERROR]


def test_two_branches_that_each_remove_a_record_are_both_told_of() -> None:
    removal = step(records(line()), records())

    assert codes(*grown([line()]), removal, removal) == ["G002", "G002"]


def test_a_merge_loses_nothing_that_was_put_back_or_moved_before() -> None:
    there, gone, other = records(line()), records(), records(line("cyd"))
    merge = step((records(line(), line("cyd")), other), other, by="dan")
    move = Step("", (Touched("reviews/cli/old.yaml", (there,), None, orphaned=True), Touched(FILE, (gone,), there)))

    assert codes(*grown([line()]), step(gone, other, by="cyd"), move, merge) == ["G002"]
    back = (step(there, gone), step(gone, there))
    assert codes(*grown([line()]), step(gone, other, by="cyd"), *back, merge) == ["G002", "G002"]


def test_the_change_of_a_change_is_told_once() -> None:
    first, second = line(note="x"), line(note="y")

    steps = (step(records(line()), records(first)), step(records(first), records(second)))

    assert codes(*grown([line()]), *steps, present=records(second)) == ["G001"]


def test_a_change_that_left_the_record_itself_stands_until_the_changed_one_goes() -> None:
    both = records(line(), line(note="x"))
    steps = (*grown([line()]), step(records(line()), records(line(note="x"))), step(records(line(note="x")), both))

    assert [each.severity for each in found(*steps, present=both)] == [Severity.ERROR]
    assert [each.severity for each in found(*steps, present=records(line()))] == [Severity.WARNING]


def test_a_value_that_was_taken_from_a_record_is_told_of_where_the_record_stands() -> None:
    (finding,) = found(
        *grown([line(note="no")]), step(records(line(note="no")), records(line())), present=records(line())
    )

    assert finding.spot.keys == (0,)
    assert "changes 'note' of" in finding.message


def test_what_is_known_is_not_judged_and_may_still_not_be_removed() -> None:
    known = step(NOTHING, records(line()), by="ann", judged=False)

    assert codes(known, present=records(line())) == []
    assert codes(known, step(records(line()), records())) == ["G002"]
    assert codes(known, step(records(line()), records(), judged=False)) == []


def test_a_record_that_its_writer_committed_too_was_not_forged() -> None:
    forged = step(NOTHING, records(line()), by="ann")
    honest = step(NOTHING, records(line()), by="bob")

    assert codes(forged, honest, present=records(line())) == []
    assert codes(forged, present=records(line())) == ["G004"]


def test_a_forged_record_that_is_not_signed_is_one_fault() -> None:
    unsigned = Signature(False, "there is no signature")

    assert codes(step(NOTHING, records(line()), by="ann", signature=unsigned)) == ["G004"]
    assert codes(step(NOTHING, records(line()), by="bob", signature=unsigned)) == ["G005"]
    assert codes(step(NOTHING, records(line()), by="bob", signature=Signature(True, "", frozenset(["ann"])))) == [
        "G005"
    ]
    assert codes(step(NOTHING, records(line()), by="bob", signature=Signature(True, "", frozenset(["bob"])))) == []


def test_only_who_vouches_must_vouch_for_what_existed() -> None:
    def said(verdict: str) -> list[str]:
        return codes(step(NOTHING, records(line(verdict=verdict))), existed=False)

    assert said("approve") == said("accept") == ["G006"]
    assert said("request-changes") == said("something new") == []


def test_a_date_that_is_none_is_not_compared() -> None:
    odd = line().replace("2026-11-25T10:00:00Z", "yesterday")

    assert codes(step(NOTHING, records(odd), second=10**6)) == []


def test_a_file_that_goes_with_its_question_needs_one_that_has_all_its_records() -> None:
    lines = (line(), line("cyd"))

    def moved(*to: str, orphaned: bool = True) -> list[str]:
        old = Touched(FILE, (records(*lines),), None, orphaned)
        new = Touched("reviews/cli/q2.yaml", (NOTHING,), records(*to))
        move = Step("commit", (old, new), step(NOTHING, NOTHING).commit, frozenset(["bob"]))
        return [each.code for each in audited([*grown(lines), move], {new.file: records(*to)}, lambda *_: True)]

    assert moved(*lines) == moved(*lines, line("bob", "comment")) == []
    assert moved(lines[0]) == moved(*lines, orphaned=False) == ["G003"]


def test_a_record_with_fields_that_nobody_knows_yet_is_a_record() -> None:
    known = line()
    unknown = known.replace("}", ", angoff: 0.7}")

    assert codes(*grown([unknown]), step(records(unknown), records(known)), present=records(known)) == ["G001"]


def test_an_address_that_is_very_long_is_cut() -> None:
    (finding,) = found(step(NOTHING, records(line("ann")), by="x" * 10_000))

    assert len(finding.message) < 10_400


def test_equal_records_are_equal_wherever_they_stand() -> None:
    accounts: list[Account] = [next(iter(records(each).values())) for each in (line(), "# about\n" + line())]

    assert accounts[0] == accounts[1]
