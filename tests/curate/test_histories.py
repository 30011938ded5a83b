"""Any history gives the state that the policy, told in plain words, tells."""

from dataclasses import replace
from itertools import accumulate, combinations
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from hpccert.curate.state import State, standing
from hpccert.model.review import Verdict
from tests.builders import bank, card, record
from tests.curate.readers import PEOPLE, STRANGERS, WHO

Q = card(pool="exam")
Said = tuple[int, str, str, bool]  # second, by whom, what, of the present content
Held = list[tuple[str, str]]  # who said what, and it holds


class Policy(NamedTuple):
    """What a community asks for."""

    needed: int
    affiliations: bool
    regions: bool

    def approves(self, held: Held) -> bool:
        """Whether some group of so many approves, no two from one place, and nobody asks for changes."""
        approving = [WHO[by] for by, said in held if said == "approve"]
        return all(said != "request-changes" for _, said in held) and any(
            (not self.affiliations or len({each["affiliation"] for each in group}) == self.needed)
            and (not self.regions or len({each["region"] for each in group}) == self.needed)
            for group in combinations(approving, self.needed)
        )


def policy_in_words(history: list[Said], policy: Policy) -> tuple[State, set[str]]:
    """Return the state and who flags, read off the policy sentence by sentence, at every moment anew."""
    ordered = sorted(dict.fromkeys(history), key=lambda each: each[0])  # by date; of one second as written; once
    allowed = [each for each in ordered if may(each[1], each[2])]
    present = [(by, said) for _, by, said, now in allowed if now]
    moments = range(len(present) + 1)
    force = [in_force(present[:each], policy) for each in moments]
    approved = [policy.approves(each) for each in force]
    accepted = [each for each in moments[1:] if present[each - 1][1] == "accept" and approved[each - 1]]
    rejected = [each for each in moments[1:] if present[each - 1][1] == "reject"]
    lasting = [said for _, _, said, _ in allowed if said in ("retire", "reinstate")]
    begun = [now for _, _, said, now in allowed if said in ("submit", "approve", "request-changes", "reject")]
    if lasting[-1:] == ["retire"]:
        state = State.RETIRED
    elif not any(begun):
        state = State.STALE if begun else State.DRAFT
    elif rejected and max(rejected) > max(accepted, default=0):
        state = State.REJECTED
    elif any(said == "request-changes" for _, said in force[-1]):
        state = State.CHANGES_REQUESTED
    elif approved[-1]:
        state = State.ACCEPTED if accepted and all(approved[max(accepted) :]) else State.APPROVED
    else:
        state = State.IN_REVIEW if any(said == "approve" for _, said in force[-1]) else State.SUBMITTED
    return state, {by for by, said in force[-1] if said == "flag"}


def may(by: str, said: str) -> bool:
    if by in STRANGERS:
        return False
    if said in ("submit", "comment", "flag", "withdraw"):
        return True
    if said in ("approve", "request-changes"):
        return by != "ann"
    return by in ("dan", "eve") or (by == "ann" and said == "retire")


def in_force(present: Held, policy: Policy) -> Held:
    """Return what holds of what was said: each one's newest judgment, and flags, unless taken back or decided on."""
    if not present:
        return []
    *before, (by, said) = present
    held = in_force(before, policy)
    mine = [number for number, (who, _) in enumerate(held) if who == by]
    match said:
        case "approve" | "request-changes":
            return [*(each for each in held if each[0] != by or each[1] == "flag"), (by, said)]
        case "flag":
            return [*held, (by, said)]
        case "withdraw" if mine:
            return [each for number, each in enumerate(held) if number != mine[-1]]
        case "accept" | "reject" if said == "reject" or policy.approves(held):
            return [each for each in held if each[1] != "flag"]
        case _:
            return held


LATER = st.sampled_from([0, 1, 1])  # seconds since the record before
PLACE = st.integers(0, 99)  # where in the file a record stands, roughly: merges mix the lines
SAID = st.tuples(
    LATER, st.sampled_from([*WHO, "zoe"]), st.sampled_from(list(Verdict)), st.sampled_from([True, True, False]), PLACE
)
USUAL = st.tuples(
    LATER,
    st.sampled_from(["bob", "dan", "eve"]),
    st.sampled_from(["approve", "approve", "accept", "accept", "flag", "withdraw", "request-changes"]),
    st.just(True),
    PLACE,
)


@st.composite
def histories(draw: st.DrawFn) -> list[Said]:
    """Draw a history as the lines of its file."""
    said = draw(st.lists(st.one_of(SAID, USUAL, USUAL), max_size=16))
    seconds = accumulate(each[0] for each in said)
    dated = [
        (second, by, str(what), now, place) for second, (_, by, what, now, place) in zip(seconds, said, strict=True)
    ]
    return [each[:4] for each in sorted(dated, key=lambda each: each[4])]


@settings(max_examples=300)
@given(histories(), st.builds(Policy, st.integers(1, 3), st.booleans(), st.booleans()))
def test_any_history_gives_the_state_that_the_policy_tells(history: list[Said], policy: Policy) -> None:
    lines = [record(Q, by, said, second, None if now else "sha256:" + "0" * 64) for second, by, said, now in history]
    records = [replace(each, index=index) for index, each in enumerate(lines)]
    asked = {"distinct_affiliations": policy.affiliations, "distinct_regions": policy.regions}
    approvals = {"exam": policy.needed, "practice": 9}

    found = standing(bank([Q], records=records, people_=PEOPLE, approvals=approvals, **asked), Q)

    assert (found.state, {each.by for each in found.flags}) == policy_in_words(history, policy)
