"""A skill and a type -> the text of a new question file, to be filled in by its author.

What is missing is left empty, so that validation names every place that still needs a text.
"""

from collections.abc import Sequence

from hpccert.model.kind import Kind
from hpccert.model.skill import Skill

PARTS = {
    Kind.TRUE_FALSE_SET: ("statements", "truth", (True, False, True, False, True, False, True, False)),
    Kind.SINGLE_CHOICE: ("choices", "correct", (True, False, False, False)),
    Kind.MULTIPLE_CHOICE: ("choices", "correct", (True, True, False, False, False)),
}
HINTS = {
    Kind.TRUE_FALSE_SET: "5 to 10 statements (8 are good), each judged by itself; several true, several false",
    Kind.SINGLE_CHOICE: "3 to 8 choices, exactly one correct",
    Kind.MULTIPLE_CHOICE: "3 to 8 choices, some correct and some not",
}


def draft(
    skill: Skill, id: str, kind: Kind, outcomes: Sequence[str], author: str, license: str, *, secret: bool = False
) -> bytes:
    """Return a question file without stem, parts and explanation, for a workspace or for a secret bank."""
    # from a bank no schemas are in reach
    modeline = "" if secret else f"# yaml-language-server: $schema=../../schemas/question-{kind}.schema.json\n"
    title = f"{skill.code} {' '.join(skill.title.split())}"
    name, key, rights = PARTS[kind]
    known = "".join(f"# {each.id}: {' '.join(each.text.split())}\n" for each in skill.outcomes if each.examinable)
    parts = "".join(
        f"  - id: {name[0]}{number}\n    text: ''\n    {key}: {str(right).lower()}\n"
        for number, right in enumerate(rights, 1)
    )
    return f"""\
{modeline}# A new question for {title}. Fill in what is empty; 'hpccert validate' names it.
# Its outcomes are some of these:
{known}id: {id}
skill: {skill.id}
outcomes: [{", ".join(outcomes)}]
type: {kind}
# The stem: precise, positively worded; code in backticks, or in a block between ```bash and ```.
stem: ''
# {HINTS[kind]}.
# Add 'why: ...' to a part whose case is not clear by itself; it is shown after an exam.
{name}:
{parts}# Why the key is right, so that an examinee learns from it.
explanation: ''
difficulty: medium # easy | medium | hard
minutes: 2
authors: [{author}]
license: {license}
# source: the document that settles the key
language: en
pool: {"exam" if secret else "practice"}
""".encode()
