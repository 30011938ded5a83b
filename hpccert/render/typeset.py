"""A paper or a key sheet -> the plain data that the Typst templates beside this module print.

Texts travel as JSON strings and are never evaluated, so no markup in them can do anything. A character that the fonts
cannot show is spelled out, `⟨U+1F600⟩`, instead of being lost or turning the line around; `model.printable` tells
authors of it in time.

Whoever compiles writes `templates()` into an empty folder, and nothing else, and calls, in a child process with limits:

    typst.compile(
        folder / PAPER, root=folder, ignore_system_fonts=True, font_paths=[], package_path=folder,
        package_cache_path=folder, sys_inputs=inputs(paper_data(paper)), format="pdf",
        pdf_standards=STANDARDS, pdf_tags=True, timestamp=0,
    )

With PDF/UA-1 Typst refuses a glyph that no font has, so nothing is ever missing in silence.
"""

import json
from importlib import resources
from typing import Any, assert_never

from hpccert.model.paper import Answer, Asked, KeySheet, Paper
from hpccert.model.printable import printable
from hpccert.model.text import Block, Code, Items, Paragraph, Span, blocks

PAPER = "paper.typ"
KEY = "key.typ"
SHARED = "common.typ"
STANDARDS = ["ua-1"]
TAB = 8


def templates() -> dict[str, bytes]:
    """Return the template sources by file name; `PAPER` and `KEY` are the ones to compile."""
    folder = resources.files(__package__)
    return {name: (folder / name).read_bytes() for name in (PAPER, KEY, SHARED)}


def inputs(data: dict[str, Any]) -> dict[str, str]:
    """Return data as the `sys_inputs` that both templates read."""
    return {"data": json.dumps(data, sort_keys=True)}


def paper_data(paper: Paper) -> dict[str, Any]:
    """Return what the examinee's paper shows."""
    language, region = _locale(paper.language)
    return {
        "title": _shown(paper.title.strip()) or "Untitled",  # a tagged PDF may not have an empty heading
        "standard": _shown(paper.standard),
        "sitting": _shown(paper.sitting),
        "form": paper.form,
        "language": language,
        "region": region,
        "practice": paper.practice,
        "minutes": paper.minutes,
        "marks": paper.marks,
        "instructions": [_text(each) for each in paper.instructions],
        "questions": [_asked(each) for each in paper.questions],
    }


def key_data(sheet: KeySheet) -> dict[str, Any]:
    """Return what the marker's key shows: the paper's data, with the key in each question and part.

    Raises:
        ValueError: the answers are not those of the paper's questions, one for one.

    """
    pairs = zip(sheet.paper.questions, sheet.answers, strict=True)
    return paper_data(sheet.paper) | {"questions": [_answered(asked, answer) for asked, answer in pairs]}


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "number": asked.number,
        "kind": asked.kind.value,
        "marks": asked.marks,
        "stem": _text(asked.stem),
        "parts": [{"label": label, "text": _text(text)} for label, text in zip(asked.labels, asked.parts, strict=True)],
    }


def _answered(asked: Asked, answer: Answer) -> dict[str, Any]:
    if asked.number != answer.number:
        mismatch = f"question {asked.number} has the answer of question {answer.number}"
        raise ValueError(mismatch)
    question = _asked(asked)
    parts = zip(question["parts"], answer.right, answer.whys, strict=True)
    return question | {
        "id": _shown(answer.question),
        "skill": _shown(answer.skill),
        "parts": [part | {"right": right, "why": _text(why)} for part, right, why in parts],
        "explanation": _text(answer.explanation),
    }


def _text(text: str) -> list[dict[str, Any]]:
    return [_block(each) for each in blocks(text)]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(spans):
            return {"kind": "paragraph", "spans": [_span(each) for each in spans]}
        case Code(_, text):
            return {"kind": "code", "lines": [_shown(each.expandtabs(TAB)) for each in text.split("\n")]}
        case Items(items, start):
            return {"kind": "list", "start": start, "items": [[_block(each) for each in item] for item in items]}
        case _:
            assert_never(block)


def _span(span: Span) -> dict[str, str]:
    return {"style": span.style, "text": _shown(span.text)}


def _shown(text: str) -> str:
    return "".join(each if each in printable() else f"⟨U+{ord(each):04X}⟩" for each in text)


def _locale(language: str) -> tuple[str, str | None]:
    """Return a language tag as Typst takes it; what is no language tag counts as undetermined."""
    first, _, region = language.partition("-")
    known = first.isascii() and first.isalpha() and 2 <= len(first) <= 3
    return (first.lower() if known else "und"), (region.upper() if _is_region(region) else None)


def _is_region(text: str) -> bool:
    return text.isascii() and text.isalpha() and len(text) == 2
