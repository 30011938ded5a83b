"""A checklist -> Markdown, to be printed, or pasted into an issue."""

import re

from hpccert.model.checklist import Checklist

SPECIAL = re.compile(r"([\\`*_\[\]<>&#|~$])")


def markdown(checklist: Checklist) -> str:
    """Return a checklist with boxes to tick."""
    lines = [f"# {_plain(checklist.title)}, version {checklist.version}", ""]
    for each in checklist.items:
        lines += [
            f"- [ ] **{each.id}**: {_plain(each.text)}",
            f"  {_plain(each.why)}",
            f"  *{_plain(each.source)}*",
        ]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Return a text in which nothing means anything to Markdown."""
    return SPECIAL.sub(r"\\\1", text)
