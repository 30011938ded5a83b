"""Short ways to make the nouns of the trade for tests; what a test does not name does not matter to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hpccert.model.bank import Bank, Workspace
from hpccert.model.certificate import Certificate
from hpccert.model.paper import Asked, Paper
from hpccert.model.people import Person
from hpccert.model.question import Card, Question, QuestionId
from hpccert.model.review import Record
from hpccert.model.skill import Skill

SEED = bytes.fromhex("000102030405060708090a0b0c0d0e0f")


def skill_data(id: str = "cli", code: str = "USE1", outcomes: Sequence[str] = ("run",), **more: Any) -> dict[str, Any]:
    """Return the data of a skill file."""
    return {
        "id": id,
        "code": code,
        "title": id.title(),
        "description": f"About {id}.",
        "outcomes": [{"id": each, "text": f"Use {each}."} for each in outcomes],
        **more,
    }


def skill(id: str = "cli", code: str = "USE1", outcomes: Sequence[str] = ("run",), **more: Any) -> Skill:
    """Return a skill at its place in a workspace."""
    return Skill.of(skill_data(id, code, outcomes, **more), f"skills/use/{id}.yaml")


def statements(truths: str, words: str = "Statement") -> list[dict[str, Any]]:
    """Return statements by their keys: "TTF" is true, true, false."""
    return [
        {"id": f"s{number}", "text": f"{words} {number}.", "truth": truth == "T"}
        for number, truth in enumerate(truths, 1)
    ]


def choices(rights: str, words: str = "Choice") -> list[dict[str, Any]]:
    """Return choices by their keys: "+--" is one right, two wrong."""
    return [
        {"id": f"c{number}", "text": f"{words} {number}.", "correct": right == "+"}
        for number, right in enumerate(rights, 1)
    ]


def question_data(id: str = "q1", key: str = "TTTFFF", skill: str = "cli", **more: Any) -> dict[str, Any]:
    """Return the data of a question file; its key is given as for `statements` or `choices`."""
    kind: dict[str, Any] = {"type": "true-false-set", "statements": statements(key, f"{id} says")}
    if set(key) <= {"+", "-"}:
        kind = {
            "type": "single-choice" if key.count("+") == 1 else "multiple-choice",
            "choices": choices(key, f"{id} offers"),
        }
    return {
        "id": id,
        "skill": skill,
        "outcomes": ["run"],
        "stem": f"Stem of {id}?",
        "explanation": "Because it is so.",
        "difficulty": "easy",
        "minutes": 2,
        "authors": ["ann"],
        "license": "CC-BY-4.0",
        "language": "en",
        "pool": "practice",
        **kind,
        **more,
    }


def question(id: str = "q1", key: str = "TTTFFF", skill: str = "cli", **more: Any) -> Question:
    """Return a question at its place in a workspace."""
    return Question.of(question_data(id, key, skill, **more), f"questions/{skill}/{id}.yaml")


def people_data(affiliations: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return people of people.yaml: ann writes, bob and cyd review, dan accepts, eve may accept only USE1."""
    told = affiliations or {"ann": "Aachen", "bob": "Bern", "cyd": "Cork", "dan": "Delft", "eve": "Essen"}
    roles = {
        "dan": [{"role": "examination-curator"}],
        "eve": [{"role": "topic-curator", "topics": ["cli"]}],
    }
    return [
        {
            "id": id,
            "name": id.title(),
            "affiliation": where,
            "emails": [f"{id}@example.org"],
            "roles": roles.get(id, []),
        }
        for id, where in told.items()
    ]


def people(affiliations: Mapping[str, str] | None = None) -> tuple[Person, ...]:
    """Return the people of `people_data`."""
    return tuple(Person.of(each, index) for index, each in enumerate(people_data(affiliations)))


def card(id: str = "q1", key: str = "TTTFFF", skill: str = "cli", **more: Any) -> Card:
    """Return what a bank knows of a question."""
    return question(id, key, skill, **more).card


def record(question: Card, by: str, verdict: str, second: int = 0, digest: str | None = None) -> Record:
    """Return a review record of a question's present content, unless another digest is given."""
    data = {
        "at": f"2026-11-20T10:00:{second:02}Z",
        "by": by,
        "verdict": verdict,
        "digest": digest or question.digest,
    }
    return Record.of(data, question.id, question.file.replace("questions", "reviews"), second)


def certificate_data(skills: Mapping[str, int] | None = None, **more: Any) -> dict[str, Any]:
    """Return the data of a certificate; `blueprint` keys such as `per_outcome` may be given, too."""
    plan = {key: more.pop(key) for key in ("per_outcome", "statements", "minutes") if key in more}
    asked = [{"skill": id, "questions": count} for id, count in (skills or {"cli": 1}).items()]
    return {
        "id": "license",
        "title": "License",
        "description": "A test.",
        "standard": "0.1",
        "language": "en",
        "blueprint": {"skills": asked, **plan},
        "time_limit": 60,
        "marking": {"rule": "net", "floor": "exam"},
        "cut_score": 60,
        **more,
    }


def certificate(skills: Mapping[str, int] | None = None, **more: Any) -> Certificate:
    """Return a certificate at its place in a workspace."""
    return Certificate.of(certificate_data(skills, **more), "certificates/license.yaml")


def bank(
    questions: Iterable[Card] = (),
    skills: Iterable[Skill] | None = None,
    records: Iterable[Record] = (),
    certificates: Iterable[Certificate] = (),
    people_: tuple[Person, ...] | None = None,
    approvals: int | Mapping[str, int] = 2,
    distinct_affiliations: bool = True,
    **policy: Any,
) -> Bank:
    """Return a bank; its tree is USE with the leaf USE1 `cli` unless other skills are given."""
    tree = (skill("use", "USE"), skill()) if skills is None else tuple(skills)
    by_question: dict[QuestionId, tuple[Record, ...]] = {}
    for each in records:
        by_question[each.question] = (*by_question.get(each.question, ()), each)
    return Bank(
        workspace=Workspace.of(
            {
                "name": "Standard",
                "version": "0.1",
                "license": "CC-BY-4.0",
                "policy": {"approvals": approvals, "distinct_affiliations": distinct_affiliations, **policy},
            }
        ),
        people=people() if people_ is None else people_,
        skills={each.id: each for each in tree},
        questions={each.id: each for each in questions},
        records=by_question,
        certificates={each.id: each for each in certificates},
    )


def paper(*questions: Asked, instructions: tuple[str, ...] = ("No notes.",)) -> Paper:
    """Return a paper that asks these questions."""
    return Paper(
        title="HPC Driver's License",
        standard="HPC Competence Standard 0.1",
        sitting="2026-autumn",
        form=17,
        language="en",
        practice=False,
        minutes=60,
        marks=sum(each.marks for each in questions),
        instructions=instructions,
        questions=questions,
    )
