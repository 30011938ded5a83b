"""The table of transitions in docs/review.md is what the program does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hpccert.curate.state import State, state_of
from hpccert.model.review import Verdict
from tests.builders import bank, card, record
from tests.curate.readers import CURATORS, PEOPLE, STRANGERS, WHO

PAGE = Path(__file__).parents[2] / "docs" / "review.md"
EDIT = "an edit"
NEVER_RETIRED = "as if never retired"
Q = card(pool="exam")


@dataclass(frozen=True)
class Row:
    """A line of the table; what is not named in it is any."""

    states: frozenset[str]
    said: frozenset[str]
    by: str
    so: str
    then: str


def words(cell: str) -> frozenset[str]:
    return frozenset(re.findall(r"`([a-z-]+)`", cell)) or frozenset([cell])


def table() -> tuple[Row, ...]:
    """Return the rows of the page, each with all that may fit."""
    lines = PAGE.read_text("utf-8").partition("| it is | then |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [[each.strip() for each in line.strip("|").split("|")] for line in lines]
    return tuple(Row(words(states), words(said), by, so, then.strip("`")) for states, said, by, so, then in cells)


TABLE = table()


def test_the_table_names_only_what_there_is() -> None:
    named = {word for row in TABLE for word in row.states}
    said = {word for row in TABLE for word in row.said}

    assert named <= {*State, "any"}
    assert said == {*Verdict, EDIT, "any"}
    assert {row.then for row in TABLE} <= {*State, "as it was", NEVER_RETIRED}
    assert {row.by for row in TABLE} == {"", "a stranger", "an author", "no curator"}
    assert {row.so for row in TABLE} == {
        "", "it is approved", "changes are requested", "approvals are missing", "nobody approves"
    }  # fmt: skip


# The table


class Reader:
    """Somebody who has only the table, and keeps a list of who approves and who asks for changes."""

    def __init__(self) -> None:
        self.used: set[int] = set()
        self.state = "draft"
        self.beneath = "draft"  # what it would be if it never was retired
        self.held: list[tuple[str, str]] = []  # who said what, the newest last

    def hear(self, by: str, said: str) -> None:
        if self._note(by, said):
            beneath = self.beneath if said in ("retire", "reinstate") else self._looked_up(self.beneath, by, said)
            state = self._looked_up(self.state, by, said)
            self.beneath, self.state = beneath, beneath if state == NEVER_RETIRED else state
        else:
            assert self._looked_up(self.state, by, said) == self.state

    def _note(self, by: str, said: str) -> bool:
        """Keep the list; return whether who says this may."""
        match said:
            case _ if by in STRANGERS:
                return False
            case "an edit":
                self.held = []
            case "approve" | "request-changes":
                if by == "ann":
                    return False
                self.held = [each for each in self.held if each[0] != by or each[1] == "flag"] + [(by, said)]
            case "flag":
                self.held.append((by, said))
            case "withdraw":
                self._take_back(by)
            case "accept" | "reject" | "retire" | "reinstate":
                return self._decide(by, said)
        return True

    def _take_back(self, by: str) -> None:
        mine = [number for number, (who, _) in enumerate(self.held) if who == by]
        self.held = [each for number, each in enumerate(self.held) if number not in mine[-1:]]

    def _decide(self, by: str, said: str) -> bool:
        if by not in CURATORS or (by == "ann" and said != "retire"):
            return False
        if said == "reject" or (said == "accept" and self._so("it is approved")):
            self.held = [each for each in self.held if each[1] != "flag"]
        return True

    def _looked_up(self, state: str, by: str, said: str) -> str:
        for number, row in enumerate(TABLE):
            fits = row.states & {state, "any"} and row.said & {said, "any"} and self._by(row.by, by)
            if fits and self._so(row.so):
                self.used.add(number)
                return state if row.then == "as it was" else row.then
        raise AssertionError(f"the table says nothing of {said} by {by} while it is {state}")

    def _by(self, who: str, by: str) -> bool:
        match who:
            case "a stranger":
                return by in STRANGERS
            case "an author":
                return by == "ann"
            case "no curator":
                return by not in CURATORS
            case _:
                return True

    def _so(self, condition: str) -> bool:
        requested = any(said == "request-changes" for _, said in self.held)
        affiliations = {WHO[by]["affiliation"] for by, said in self.held if said == "approve"}
        match condition:
            case "it is approved":
                return len(affiliations) >= 2 and not requested
            case "changes are requested":
                return requested
            case "approvals are missing":
                return len(affiliations) == 1
            case "nobody approves":
                return not affiliations
            case _:
                return True


def told(events: list[tuple[str, str]]) -> Iterator[tuple[Reader, State]]:
    """Yield after each event what a reader of the table believes, and what the program says."""
    reader, question, records = Reader(), Q, []
    for number, (by, said) in enumerate(events):
        if said == EDIT:
            question = question._replace(digest=f"sha256:{number:064}")
        else:
            records.append(record(question, by, said, number))
        reader.hear(by, said)
        yield reader, state_of(bank([question], records=records, people_=PEOPLE), question)


EVENTS = [(by, verdict.value) for by, verdict in product([*WHO, "zoe"], Verdict)] + [("", EDIT)]
USEFUL = [
    *product(("bob", "dan", "eve"), ("approve", "withdraw")),
    *product(("bob", "cyd"), ("request-changes", "flag")),
    *product(("dan",), ("accept", "reject", "retire", "reinstate")),
    ("ann", "submit"),
    ("", EDIT),
]
HISTORIES = st.lists(st.one_of(st.sampled_from(USEFUL), st.sampled_from(EVENTS)), max_size=25)


@given(HISTORIES)
def test_the_table_tells_every_step_of_every_history(events: list[tuple[str, str]]) -> None:
    for reader, state in told(events):
        assert reader.state == state


def test_the_table_tells_all_short_histories_and_needs_each_of_its_rows() -> None:
    approved = [("bob", "approve"), ("dan", "approve")]
    beginnings = [[], approved, [*approved, ("eve", "accept")], [("bob", "request-changes")], [("dan", "reject")]]
    used: set[int] = set()
    for beginning, one, two in product(beginnings, EVENTS, EVENTS):
        for reader, state in told([*beginning, one, two]):
            assert reader.state == state
        used |= reader.used

    assert used == set(range(len(TABLE)))
