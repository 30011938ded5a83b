"""Review records: who said what of which content, and when."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hpccert.model.question import PersonId, QuestionId
from hpccert.problems import Spot


class Verdict(StrEnum):
    """What a record says."""

    SUBMIT = "submit"
    APPROVE = "approve"
    REQUEST_CHANGES = "request-changes"
    REJECT = "reject"
    ACCEPT = "accept"
    RETIRE = "retire"
    REINSTATE = "reinstate"
    COMMENT = "comment"
    FLAG = "flag"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a question's review file."""

    question: QuestionId
    at: str  # UTC, ISO 8601: sorts as text
    by: PersonId
    verdict: Verdict
    digest: str
    checklist: int | None
    note: str
    file: str
    index: int
    angoff: int | None = None  # percent: how likely a minimally competent examinee is to be right
    terms: str | None = None  # the version that a contributor agreed to

    @classmethod
    def of(cls, data: dict[str, Any], question: QuestionId, file: str, index: int) -> "Record":
        """Build a record from data that `schemas/reviews.schema.json` has accepted."""
        return cls(
            question=question,
            at=data["at"],
            by=PersonId(data["by"]),
            verdict=Verdict(data["verdict"]),
            digest=data["digest"],
            checklist=data.get("checklist"),
            note=data.get("note", ""),
            file=file,
            index=index,
            angoff=data.get("angoff"),
            terms=data.get("terms"),
        )

    def spot(self, *keys: str | int) -> Spot:
        """Return the place of a value of this record."""
        return Spot(self.file, (self.index, *keys))

    @property
    def moment(self) -> tuple[str, int]:
        """What records sort by: their date; of two in one second the later in the file is newer."""
        return self.at, self.index

    @property
    def data(self) -> dict[str, Any]:
        """The record as it stands in its file."""
        out: dict[str, Any] = {"at": self.at, "by": self.by, "verdict": self.verdict.value, "digest": self.digest}
        if self.checklist is not None:
            out["checklist"] = self.checklist
        if self.angoff is not None:
            out["angoff"] = self.angoff
        if self.terms is not None:
            out["terms"] = self.terms
        if self.note:
            out["note"] = self.note
        return out
