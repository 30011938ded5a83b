"""A paper -> one self-contained HTML page on which an examinee takes the exam offline.

The page loads nothing, sends nothing and saves the responses as a JSON file (`hpccert-responses-1`).
"""

import base64
import hashlib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from hpccert.model.kind import Kind
from hpccert.model.paper import Asked, Paper, identity
from hpccert.model.text import blocks
from hpccert.render import markup

if TYPE_CHECKING:
    from jinja2 import Template

HINTS = {
    Kind.TRUE_FALSE_SET: "Judge each statement: true or false, or leave it.",
    Kind.SINGLE_CHOICE: "Choose one, or leave it blank.",
    Kind.MULTIPLE_CHOICE: "Choose all that are correct.",
}


def page(paper: Paper) -> bytes:
    """Return the page of one form: HTML5 in UTF-8, the same bytes for the same paper."""
    style, script = _own("page.css"), _own("page.js")
    text = _template().render(
        paper=paper,
        instructions=[_shown(each) for each in paper.instructions],
        questions=[_question(each) for each in paper.questions],
        identity=identity(paper.questions),
        policy=_policy(style, script),
        style=_safe(style),
        script=_safe(script),
    )
    return text.encode()


def _question(asked: Asked) -> dict[str, object]:
    parts = zip(asked.labels, (_shown(each) for each in asked.parts), strict=True)
    return {
        "number": asked.number,
        "kind": asked.kind.value,
        "marks": asked.marks,
        "labels": "".join(asked.labels),
        "hint": HINTS[asked.kind],
        "stem": _shown(asked.stem),
        "parts": list(parts),
    }


@lru_cache(maxsize=50_000)  # the forms of a sitting share their questions
def _shown(text: str) -> Markup:
    return _safe(markup.html(blocks(text)))


def _safe(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - only for what is ours or what nh3 has cleaned


def _policy(style: str, script: str) -> str:
    """Return a content security policy under which only the page's own style and script work."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(style)}",
            f"script-src {_hash(script)}",
            "connect-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _own(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined  # only when a page is made: start-up stays fast

    settings = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return settings.from_string(_own("page.html.j2"))
