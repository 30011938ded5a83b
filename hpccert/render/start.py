"""A name -> the files of a new, empty workspace."""

import json
from collections.abc import Mapping

from hpccert.model.checklist import file_of

MODELINE = "# yaml-language-server: $schema=schemas/{}.schema.json\n"


def start(
    name: str, person: tuple[str, str, str] | None, schemas: Mapping[str, str], checklist: str
) -> dict[str, bytes]:
    """Return the files by name.

    Args:
        name: what the competence standard is called.
        person: id, name and e-mail address of who begins, if known.
        schemas: the text of each schema by its name.
        checklist: the text of the first checklist.
    """
    texts = {
        "hpccert.yaml": _workspace(name),
        "people.yaml": _people(person),
        ".gitattributes": "# branches that each add a review record merge without conflict\nreviews/** merge=union\n",
        file_of(1): checklist,
        **{f"schemas/{each}.schema.json": text for each, text in schemas.items()},
    }
    return {file: text.encode() for file, text in texts.items()}


def _workspace(name: str) -> str:
    return f"""\
{MODELINE.format("workspace")}name: {_quoted(name)}
version: "0.1"
license: CC-BY-4.0
policy:
  approvals: 2 # reviewers who must approve a question; never its authors
  distinct_affiliations: true # approvals count only from different affiliations
  checklist: 1 # version of the checklist, in review/, that approvals follow
"""


def _people(person: tuple[str, str, str] | None) -> str:
    head = MODELINE.format("people")
    if person is None:
        return head + "people: []\n"
    id, name, email = person
    return f"""\
{head}people:
  - id: {id}
    name: {_quoted(name)}
    affiliation: "" # your employer or community: approvals count by affiliation
    emails: [{_quoted(email)}]
    roles: [{{role: examination-curator}}]
"""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
