"""Chance, a skill and its authors -> the data of a question, and its text as one contributor writes it."""

import random
from collections.abc import Sequence
from typing import Any

from benchmarks import frames, vocabulary
from benchmarks.text import Writer, block, flow, flow_listed, listed, scalar

SHARES = {"true-false-set": 40, "single-choice": 38, "multiple-choice": 22}
FAIR = 0.12  # right and wrong parts differ at most by such a share in mean length
TRIES = 16
EASE = (("easy", 1), ("medium", 2), ("hard", 3))


def question(
    chance: random.Random, id: str, skill: dict[str, Any], authors: list[str], enemies: list[str]
) -> dict[str, Any]:
    """Return the data of a question of a skill, in the order in which its keys are written."""
    writer = Writer(chance)
    kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
    outcomes = chance.sample([each["id"] for each in skill["outcomes"]], 1 if chance.random() < 0.8 else 2)
    difficulty, minutes = chance.choice(EASE)
    ask, parts = _task(writer, kind)
    value = {
        "id": id,
        "skill": skill["id"],
        "outcomes": outcomes,
        "type": kind,
        "stem": _stem(writer, ask),
        **parts,
        "explanation": "\n".join(writer.sentences(frames.WHYS, chance.randint(1, 2))) + "\n",
        "difficulty": difficulty,
        "minutes": minutes,
        "authors": authors,
        "license": "CC-BY-4.0",
    }
    if chance.random() < 0.6:
        value["source"] = chance.choice(vocabulary.SOURCES)
    value["language"] = "en"
    if enemies:
        value["enemies"] = enemies
    value["pool"] = "practice"  # what lies in the open
    if chance.random() < 0.5:
        value["provenance"] = {"ai": chance.choice(("none", "assisted", "drafted"))}
    if chance.random() < 0.7:
        value["tags"] = chance.sample(vocabulary.TAGS, chance.randint(1, 3))
    return value


def written(chance: random.Random, value: dict[str, Any]) -> str:
    """Return a question as YAML text, in one contributor's manner."""
    quote = chance.choice(("", "", '"', "'"))
    braces = chance.random() < 0.3
    lines = []
    if chance.random() < 0.9:
        lines.append(f"# yaml-language-server: $schema=../../schemas/question-{value['type']}.schema.json")
    if chance.random() < 0.2:
        lines.append(f"# {chance.choice(vocabulary.COMMENTS)}")
    for key, each in value.items():
        if key in ("stem", "explanation"):
            lines.append(f"{key}: {block(each)}")
        elif key in ("statements", "choices"):
            lines.append(f"{key}:{flow_listed(each) if braces else listed(each, quote)}")
        elif key == "source":
            lines.append(f"{key}: {scalar(each, quote)}")
        else:
            comment = "  # as in the first trial" if key == "minutes" and chance.random() < 0.1 else ""
            lines.append(f"{key}: {flow(each)}{comment}")
    return "\n".join(lines) + "\n"


def _stem(writer: Writer, ask: str) -> str:
    chance = writer.chance
    lines = writer.sentences(frames.CONTEXTS, chance.randint(1, 2))
    if chance.random() < 0.15:
        language = chance.choice(list(frames.CODE))
        lines += ["", writer.code(language, frames.CODE[language]), ""]
    return "\n".join([*lines, ask]) + "\n"


def _task(writer: Writer, kind: str) -> tuple[str, dict[str, Any]]:
    chance = writer.chance
    if kind == "true-false-set":
        texts = writer.sentences(frames.STATEMENTS, 10)
        right = chance.choice((4, *(5,) * 8, 6))
        return writer.sentence(frames.JUDGE), {"statements": _parts(writer, texts, right, "s", "truth")}
    several = kind == "multiple-choice"
    steps = several or chance.random() < 0.5
    texts = _alike(writer, frames.STEPS if steps else frames.ANSWERS, chance.randint(6, 8) if several else 4)
    asked = frames.ASK_SET if several else frames.ASK_STEP if steps else frames.ASK_ONE
    right = chance.randint(2, len(texts) - 2) if several else 1
    return writer.sentence(asked), {"choices": _parts(writer, texts, right, "", "correct")}


def _alike(writer: Writer, frames: Sequence[str], count: int) -> list[str]:
    """Return choices that are parallel: of one frame or two."""
    return writer.sentences(writer.chance.sample(frames, 2), count)


def _parts(writer: Writer, texts: list[str], right: int, prefix: str, key: str) -> list[dict[str, Any]]:
    chance = writer.chance
    rights = _rights(chance, [len(each) for each in texts], right)
    parts = []
    for index, text in enumerate(texts):
        name = f"{prefix}{index + 1}" if prefix else "abcdefgh"[index]
        part = {"id": name, "text": text, key: index in rights}
        if chance.random() < (0.3 if prefix == "" else 0.1):
            part["why"] = writer.sentence(frames.WHYS)
        if prefix == "" and index not in rights and chance.random() < 0.15:
            part["misconception"] = writer.sentence(frames.MISCONCEPTIONS)
        parts.append(part)
    return parts


def _rights(chance: random.Random, lengths: list[int], count: int) -> set[int]:
    """Return which parts are right: a draw in which length gives nothing away."""
    draws = [set(chance.sample(range(len(lengths)), count)) for _ in range(TRIES)]
    return next(
        (each for each in draws if _bias(lengths, each) < FAIR), min(draws, key=lambda each: _bias(lengths, each))
    )


def _bias(lengths: list[int], rights: set[int]) -> float:
    right = sum(lengths[each] for each in rights) / len(rights)
    wrong = (sum(lengths) - right * len(rights)) / (len(lengths) - len(rights))
    return abs(right / wrong - 1)
