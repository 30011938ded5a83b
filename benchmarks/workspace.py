"""A number of questions and a seed -> a realistic workspace in which nothing is wrong.

python -m benchmarks.workspace FOLDER 10000

Seven sets with 300 skills, leaves at depths 2 to 4; people, a certificate, and review records for a quarter of the
questions. The same number and seed give the same bytes. The texts read like those of contributors and mean nothing.
"""

import argparse
import random
import re
import shutil
import time
from pathlib import Path
from typing import Any

from benchmarks import frames, vocabulary
from benchmarks.questions import question, written
from benchmarks.text import Writer, block, flow, flow_listed, listed, scalar
from hpccert.digest import digest

SCHEMAS = Path(__file__).parents[1] / "schemas"
CHECKLISTS = Path(__file__).parents[1] / "review"
SEED = 20261120
REVIEWED = 0.25
SMALL_BRANCHES = 4  # of the 42 branches that have skills below, so many have no third level
WORKSPACE = """\
# yaml-language-server: $schema=schemas/workspace.schema.json
name: Benchmark Competence Standard
version: "1.0"
license: CC-BY-4.0
terms: {version: "1.1", since: 2027-01-01, text: docs/terms.md, summary: It is mine to give., earlier: []}
policy: {approvals: 2, distinct_affiliations: true, checklist: 1}
"""
CERTIFICATE = """\
# yaml-language-server: $schema=../schemas/certificate.schema.json
id: hpc-practitioner
title: HPC Practitioner
description: |
  Shows that its holder works on an HPC cluster on their own, across the topics of the standard.
standard: "1.0"
language: en
blueprint:
  skills:
LINES
  statements: 4
  minutes: {min: 20, max: 240}
time_limit: 120
marking: {rule: net, floor: exam}
cut_score: 60
retry_days: 7
valid_years: 3
"""


def write(folder: Path, questions: int, seed: int = SEED) -> None:
    """Write a workspace into a new folder."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark has no secrets
    shutil.copytree(SCHEMAS, folder / "schemas")
    shutil.copytree(CHECKLISTS, folder / "review")
    (folder / "hpccert.yaml").write_text(WORKSPACE, "utf-8")
    people = _people()
    skills = _skills(chance, people)
    _write_people(folder, people, skills)
    leaves = _write_skills(folder, skills)
    _write_certificate(folder, skills)
    _write_questions(folder, questions, chance, leaves, people)


def _people() -> list[dict[str, Any]]:
    """Return forty people; the first two are examination curators, the next eight curators of a topic."""
    people = []
    for index, (last, first) in enumerate(
        (last, first) for last in vocabulary.LAST_NAMES for first in vocabulary.FIRST_NAMES
    ):
        place = index % len(vocabulary.AFFILIATIONS)
        name = f"{first.lower()}-{last.lower()}"
        people.append(
            {
                "id": name,
                "name": f"{first} {last}",
                "emails": [f"{name}@example.org"],
                "affiliation": vocabulary.AFFILIATIONS[place],
                "region": vocabulary.REGIONS[place],
            }
        )
    return people


def _write_people(folder: Path, people: list[dict[str, Any]], skills: list[dict[str, Any]]) -> None:
    branches = [each["id"] for each in skills if re.fullmatch("[A-Z]+[0-9]+", each["code"])]
    lines = ["# yaml-language-server: $schema=schemas/people.schema.json", "people:"]
    for index, each in enumerate(people):
        lines += [f"  - id: {each['id']}", *(f"    {key}: {flow(each[key])}" for key in list(each)[1:])]
        if index < 2:
            lines += ["    roles:", "      - {role: examination-curator}"]
        elif index < 10:
            lines += [
                "    roles:",
                f"      - {{role: topic-curator, topics: {flow(branches[index * 3 : index * 3 + 3])}}}",
            ]
    (folder / "people.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def _skills(chance: random.Random, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return 300 skills in the order of the tree; the requirements of each name earlier leaves."""
    skills: list[dict[str, Any]] = []
    for number, (code, (title, *branches)) in enumerate(vocabulary.SETS.items()):
        skills.append(_skill(chance, code, code.lower(), title))
        for branch, name in enumerate(branches, 1):
            skills.append(_skill(chance, f"{code}{branch}", _slug(code, name), name))
            if branch > 1:  # the first is a leaf of depth 2
                deep = branch < len(branches) or number >= SMALL_BRANCHES
                skills += _below(chance, code, branch, name, deep)
    leaves = {each["id"] for each in _leaves(skills)}
    earlier: list[str] = []
    for each in skills:
        if earlier and chance.random() < 0.5:
            each["requires"] = _requires(chance, earlier)
        if chance.random() < 0.3:
            each["curators"] = [person["id"] for person in chance.sample(people, chance.randint(1, 2))]
        if each["id"] in leaves:
            earlier.append(each["id"])
    return skills


def _below(chance: random.Random, code: str, branch: int, name: str, deep: bool) -> list[dict[str, Any]]:
    skills = []
    for index, aspect in enumerate(vocabulary.ASPECTS, 1):
        title = f"{name}: {aspect}"
        skills.append(_skill(chance, f"{code}{branch}.{index}", _slug(code, title), title))
        if deep and index == len(vocabulary.ASPECTS):
            for place, detail in enumerate(vocabulary.DETAILS, 1):
                longer = f"{title} {detail}"
                skills.append(_skill(chance, f"{code}{branch}.{index}.{place}", _slug(code, longer), longer))
    return skills


def _skill(chance: random.Random, code: str, id: str, title: str) -> dict[str, Any]:
    writer = Writer(chance)
    known = [(bloom, frame) for bloom, each in frames.OUTCOMES.items() for frame in each]
    outcomes = [
        {
            "id": f"{chance.choice(vocabulary.WORDS)}-{index}",
            "text": writer.sentence((frame,)),
            "bloom": bloom,
            "level": chance.choice(("basic", "intermediate", "expert")),
            "topics": [each.strip("`") for each in chance.sample(vocabulary.TOOLS, 3)],
        }
        for index, (bloom, frame) in enumerate(chance.sample(known, chance.randint(2, 5)), 1)
    ]
    description = "\n".join(writer.sentences(frames.DESCRIPTIONS, 3)) + "\n"
    return {"id": id, "code": code, "title": title, "description": description, "outcomes": outcomes}


def _requires(chance: random.Random, earlier: list[str]) -> list[dict[str, Any]]:
    named = chance.sample(earlier, min(len(earlier), chance.randint(1, 3)))
    strength = chance.choice(("required", "recommended", "optional"))
    if len(named) == 3:
        return [{"skill": named[0], "strength": "required"}, {"any_of": named[1:], "strength": strength}]
    return [{"skill": each, "strength": strength} for each in named]


def _write_skills(folder: Path, skills: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Write the skills and return the leaves."""
    for each in skills:
        lines = ["# yaml-language-server: $schema=../../schemas/skill.schema.json"]
        lines += [
            f"{key}: {scalar(each[key], chr(34))}" if key == "title" else f"{key}: {each[key]}"
            for key in list(each)[:3]
        ]
        lines.append(f"description: {block(each['description'])}")
        if "requires" in each:
            lines.append(f"requires:{flow_listed(each['requires'])}")
        lines.append(f"outcomes:{listed(each['outcomes'], '')}")
        if "curators" in each:
            lines.append(f"curators: {flow(each['curators'])}")
        lines.append("status: draft")
        place = folder / "skills" / re.sub("[^A-Z]", "", each["code"]).lower() / f"{each['id']}.yaml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join(lines) + "\n", "utf-8")
    return _leaves(skills)


def _leaves(skills: list[dict[str, Any]]) -> list[dict[str, Any]]:
    inner = {re.sub(r"\.?[0-9]+$", "", each["code"]) for each in skills}
    return [each for each in skills if each["code"] not in inner]


def _write_certificate(folder: Path, skills: list[dict[str, Any]]) -> None:
    branches = [each["id"] for each in skills if re.fullmatch("[A-Z]+[2-4]", each["code"])][:20]
    lines = "\n".join(f"    - {{skill: {each}, questions: 2}}" for each in branches)
    (folder / "certificates").mkdir()
    (folder / "certificates" / "hpc-practitioner.yaml").write_text(CERTIFICATE.replace("LINES", lines), "utf-8")


def _write_questions(
    folder: Path, count: int, chance: random.Random, leaves: list[dict[str, Any]], people: list[dict[str, Any]]
) -> None:
    authors = [each["id"] for each in people[10:]]
    earlier: dict[str, list[str]] = {each["id"]: [] for each in leaves}
    for each in earlier:
        (folder / "questions" / each).mkdir(parents=True)
    for number in range(count):
        skill = leaves[number % len(leaves)]
        siblings = earlier[skill["id"]]
        id = f"{skill['id']}-{chance.choice(vocabulary.WORDS)}-{number:05}"
        enemies = [chance.choice(siblings)] if siblings and chance.random() < 0.08 else []
        signed = chance.sample(authors, 1 if chance.random() < 0.8 else 2)
        value = question(chance, id, skill, signed, enemies)
        (folder / "questions" / skill["id"] / f"{id}.yaml").write_text(written(chance, value), "utf-8")
        if chance.random() < REVIEWED:
            place = folder / "reviews" / skill["id"] / f"{id}.yaml"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(_records(chance, value, people), "utf-8")
        siblings.append(id)


def _records(chance: random.Random, value: dict[str, Any], people: list[dict[str, Any]]) -> str:
    """Return a question's records: submitted, then up to two approvals, then perhaps accepted."""
    present = digest(value)
    readers = [each["id"] for each in chance.sample(people[10:], 6) if each["id"] not in value["authors"]][:2]
    verdicts = [("submit", value["authors"][0]), *(("approve", each) for each in readers), ("accept", people[0]["id"])]
    day = chance.randint(1, 24)
    lines = []
    for index, (verdict, by) in enumerate(verdicts[: chance.randint(1, 4)]):
        month, hour, minute = chance.randint(1, 3) + 3 * index, chance.randint(7, 19), chance.randint(0, 59)
        at = f"2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"
        checked = ", checklist: 1" if verdict == "approve" else ""
        lines.append(f'- {{at: {at}, by: {by}, verdict: {verdict}, digest: "{present}"{checked}}}')
    return "\n".join(lines) + "\n"


def _slug(code: str, title: str) -> str:
    return f"{code}-{re.sub('[^A-Za-z]+', '-', title)}".lower()


def main() -> None:
    """Write a workspace and say what it holds."""
    parser = argparse.ArgumentParser(description="Write a realistic workspace.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("questions", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    begun = time.perf_counter()
    write(asked.folder, asked.questions, asked.seed)
    sizes = [each.stat().st_size for each in (asked.folder / "questions").rglob("*.yaml")]
    mean = sum(sizes) / max(len(sizes), 1)
    print(f"{len(sizes)} questions, mean {mean:.0f} bytes, in {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
