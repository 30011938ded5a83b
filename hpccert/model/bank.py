"""Everything a workspace holds, as one value, and the questions one asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hpccert.model.certificate import Certificate, CertificateId
from hpccert.model.checklist import Checklist, file_of
from hpccert.model.layout import bank_of, stem_of
from hpccert.model.people import Person
from hpccert.model.question import Card, PersonId, QuestionId
from hpccert.model.review import Record
from hpccert.model.skill import Code, Skill, SkillId, in_tree_order, parent_code
from hpccert.model.terms import Terms

POOLS = ("practice", "exam")
APPROVALS = 2


@dataclass(frozen=True, slots=True)
class Workspace:
    """What `hpccert.yaml` says: the standard and the policy of the review workflow."""

    name: str
    version: str
    license: str
    approvals: Mapping[str, int]  # a pool -> how many its questions need
    distinct_affiliations: bool
    checklist: int | None  # the version that approvals follow
    rules: Mapping[str, str] = field(default_factory=dict)  # code of a rule -> off, hint, warning or error
    distinct_regions: bool = False
    draw_flagged: bool = True  # whether exams draw accepted questions that somebody doubts
    wanted_questions: int = 5  # for each outcome
    wanted_statements: int = 10  # in each true-false set
    banks: tuple[str, ...] = ()  # folders with secret questions, which need not be here
    terms: Terms | None = None  # of contributions

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Workspace":
        """Build it from data that `schemas/workspace.schema.json` has accepted."""
        policy = data.get("policy", {})
        wanted = policy.get("wanted", {})
        return cls(
            name=data["name"],
            version=data["version"],
            license=data["license"],
            approvals=_approvals(policy.get("approvals", {})),
            distinct_affiliations=policy.get("distinct_affiliations", True),
            checklist=policy.get("checklist"),
            rules=data.get("rules", {}),
            distinct_regions=policy.get("distinct_regions", False),
            draw_flagged=policy.get("draw_flagged", True),
            wanted_questions=wanted.get("questions", 5),
            wanted_statements=wanted.get("statements", 10),
            banks=tuple(data.get("banks", ())),
            terms=Terms.of(data["terms"]) if "terms" in data else None,
        )


@dataclass(frozen=True)
class Bank:
    """A workspace's content.

    `twice` names the files whose id another file has too; `broken` the files that did not load, as
    folder and file stem: references to them are not reported again.
    """

    workspace: Workspace
    people: tuple[Person, ...]
    skills: dict[SkillId, Skill]
    questions: dict[QuestionId, Card]
    records: dict[QuestionId, tuple[Record, ...]]
    certificates: dict[CertificateId, Certificate]
    checklists: tuple[Checklist, ...] = ()
    twice: tuple[Skill | Card | Certificate, ...] = ()
    broken: frozenset[tuple[str, str]] = frozenset()
    files: int = 0  # that were read

    @cached_property
    def by_code(self) -> dict[Code, Skill]:
        """The skills by their codes, in the order of the tree."""
        ordered = sorted(self.skills.values(), key=lambda each: in_tree_order(each.code))
        return {each.code: each for each in ordered}

    @cached_property
    def by_person(self) -> dict[PersonId, Person]:
        """The people by their ids."""
        return {each.id: each for each in self.people}

    @cached_property
    def inner(self) -> frozenset[Code]:
        """The codes that have children."""
        parents = (parent_code(code) for code in self.by_code)
        return frozenset(each for each in parents if each is not None)

    def lost(self, folder: str, id: str | None = None) -> bool:
        """Whether a file of a folder did not load; any of them if no id is given. A stem `*` is the folder itself."""
        return any(kind == folder and (id is None or stem in (id, "*")) for kind, stem in self.broken)

    def checklist(self, version: int) -> Checklist | None:
        """Return a version of the checklist, if it is there."""
        return next((each for each in self.checklists if each.version == version), None)

    def lacks_checklist(self, version: int) -> bool:
        """Whether there is neither such a version nor a file that should hold it."""
        file = file_of(version)
        return (
            self.checklist(version) is None
            and all(each.file != file for each in self.checklists)
            and not self.lost("review", stem_of(file))
        )

    def is_leaf(self, skill: Skill) -> bool:
        """Whether a skill has no children."""
        return skill.code not in self.inner

    def children(self, skill: Skill) -> tuple[Skill, ...]:
        """Return the skills one level below, in order."""
        return tuple(each for code, each in self.by_code.items() if parent_code(code) == skill.code)

    def branch(self, skill: Skill) -> tuple[Skill, ...]:
        """Return a skill and all below it, in order."""
        return tuple(each for each in self.by_code.values() if within(each.code, skill.code))

    def questions_of(self, skill: Skill) -> tuple[Card, ...]:
        """Return the questions of a skill and all below it, by id."""
        ids = {each.id for each in self.branch(skill)}
        return tuple(each for _, each in sorted(self.questions.items()) if each.skill in ids)

    @cached_property
    def public(self) -> frozenset[QuestionId]:
        """The ids of the questions that lie in the workspace itself, in no secret bank."""
        return frozenset(each.id for each in self.questions.values() if not bank_of(each.file))

    def label(self, id: SkillId) -> str:
        """Return a skill as people know it, "USE1.1 Command Line Interface"; its id if it is not there."""
        found = self.skills.get(id)
        return f"{found.code} {found.title}" if found else id

    def skill_named(self, name: str) -> Skill | None:
        """Return a skill by its id or code, as a person types it."""
        return self.skills.get(SkillId(name)) or self.by_code.get(Code(name.upper()))


def within(code: Code, branch: Code) -> bool:
    """Whether a code is a branch's own or lies below it."""
    above: Code | None = code
    while above is not None and above != branch:
        above = parent_code(above)
    return above == branch


def _approvals(policy: int | Mapping[str, int]) -> dict[str, int]:
    """Return the approvals that each pool's questions need, from one number for all or from a number each."""
    return {each: policy if isinstance(policy, int) else policy.get(each, APPROVALS) for each in POOLS}
