"""Write the pages of docs/ that are made from the program: `make docs`."""

import shutil
import tempfile
from functools import partial
from pathlib import Path

from hpccert.cli.chart import markdown
from hpccert.cli.checking import verdict
from hpccert.cli.excerpt import lines_of
from hpccert.cli.findings import findings_text
from hpccert.cli.options import PoolName
from hpccert.cli.progress import progress, screenful
from hpccert.cli.rule import pages
from hpccert.load.workspace import load
from hpccert.model.bank import Bank
from hpccert.model.report import Report

ROOT = Path(__file__).parents[1]
RULES = ROOT / "docs" / "rules"
MISTAKES = ROOT / "docs" / "mistakes.md"
ROADMAP = ROOT / "docs" / "roadmap.md"
EXAMPLES = ROOT / "tests" / "examples"
FAMILIES = {
    "Y": "Files and YAML",
    "S": "Schemas",
    "K": "Skills",
    "Q": "Questions",
    "V": "Review records",
    "L": "Checklists and estimates of reviewers",
    "T": "Terms of contribution",
    "E": "Certificates and exams",
    "A": "People",
    "W": "The workspace",
    "R": "Responses, when they are marked",
    "G": "Git history, when it is audited",
}
WIDTH = 100
TEN_MISTAKES = (
    ("A key is misspelled", "difficulty: easy", "dificulty: easy"),
    ("A key is forgotten", "license: CC-BY-4.0\n", ""),
    ("A word is not one of those that are known", "difficulty: easy", "difficulty: simple"),
    ("A number has the wrong size", "minutes: 1", "minutes: 90"),
    ("A colon in a text", "explanation: The", "explanation: Remember: the"),
    ("A text begins with a backtick", "stem: Which command lists", "stem: `ls` lists"),
    ("An outcome is not one of the skill", "outcomes: [list-files]", "outcomes: [list-file]"),
    ("Two choices are right where one must be", 'text: "`rm`", correct: false', 'text: "`rm`", correct: true'),
    ("Two choices say the same", 'text: "`rm`"', 'text: "`cd`"'),
    ("A text holds what no paper can show", "of a folder?", "of a <em>folder</em>?"),
)


def found_in(root: Path) -> str:
    """Return what `hpccert validate` prints of a workspace, without the last line."""
    found = verdict(root)
    report = Report(tuple(found.findings), found.files, "", pages())
    return findings_text(report, partial(lines_of, root), 0, WIDTH).rpartition("\n\n")[0]


def rule_pages() -> dict[str, str]:
    """Return the pages of docs/rules/ by their names."""
    return {"README.md": _index()} | {f"{code}.md": _page(code) for code in pages()}


def mistakes_page() -> str:
    """Return docs/mistakes.md."""
    out = [
        "# Ten mistakes, and what `hpccert validate` says of them",
        "",
        "Each was made in a question that was in order; this is what was printed. The page is made by the program.",
        "",
    ]
    for number, (title, right, wrong) in enumerate(TEN_MISTAKES, 1):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            shutil.copytree(EXAMPLES / "good", root, dirs_exist_ok=True)
            path = root / "questions" / "cli" / "list-files.yaml"
            text = path.read_text("utf-8")
            assert right in text, right
            path.write_text(text.replace(right, wrong), "utf-8")
            out += [f"## {number}. {title}", "", "```text", found_in(root), "```", ""]
    return "\n".join(out).rstrip() + "\n"


def roadmap_page() -> str:
    """Return docs/roadmap.md: how far this repository's standard, pools and certificates are."""
    bank, _ = load(ROOT)
    out = [
        f"# How far the {bank.workspace.name} is",
        "",
        f"Version {bank.workspace.version}. The page is made by the program from this repository's data; counts only.",
        "[Curating](curating.md) says what the columns mean, and `hpccert pool todo` what is needed next.",
        "",
        *_standard(bank),
        *_certificates(bank),
    ]
    for each in PoolName:
        out += ["", f"## The {each} pool", "", markdown(screenful(progress(bank, None, each))).rstrip()]
    return "\n".join(out) + "\n"


def _standard(bank: Bank) -> list[str]:
    leaves = [each for each in bank.by_code.values() if bank.is_leaf(each)]
    outcomes = sum(each.examinable for leaf in leaves for each in leaf.outcomes)
    wanted = bank.workspace.wanted_questions
    return [
        "## The standard",
        "",
        f"{len(bank.skills)} skills, {len(leaves)} of them leaves, with {outcomes} outcomes that are examined;"
        f" {wanted} questions are wanted for each.",
    ]


def _certificates(bank: Bank) -> list[str]:
    """Return the part on the certificates: what their blueprints ask for, and what each pool has for them."""
    out = [
        "",
        "## The certificates",
        "",
        "| certificate | questions | exam pool | practice pool |",
        "|---|---:|---|---|",
    ]
    for each in bank.certificates.values():
        rows = [progress(bank, each.id, pool).whole for pool in (PoolName.EXAM, PoolName.PRACTICE)]
        said = " | ".join(f"{row.met} of {row.asked} lines can be drawn" for row in rows)
        out.append(f"| {each.title} | {each.blueprint.questions} | {said} |")
    return out


def _index() -> str:
    out = [
        "# Rules",
        "",
        "What `hpccert validate`, `hpccert exam grade` (R) and `hpccert review audit` (G) look for.",
        "`hpccert rule CODE` prints a page in the terminal.",
        "An error must be mended before anything is built from the data; a warning should be; a hint asks for a second",
        "look. A workspace may change or turn off warnings and hints, see [checking](../checking.md).",
    ]
    for family, title in FAMILIES.items():
        own = {code: page for code, page in pages().items() if code.startswith(family)}
        if own:
            out += ["", f"## {family}: {title}", "", "| code | rule | |", "|---|---|---|"]
            rows = ((code, name.replace("_", " "), severity) for code, (name, severity, _) in own.items())
            out += [f"| [{code}]({code}.md) | {name} | {severity} |" for code, name, severity in rows]
    return "\n".join(out) + "\n"


def _page(code: str) -> str:
    name, severity, text = pages()[code]
    out = [f"# {code} {name.replace('_', ' ')}", "", f"*{severity}*", "", text]
    for example in sorted((EXAMPLES / "bad").glob(f"{code}-*")):
        out += [
            "",
            f"## Example: {example.name.partition('-')[2].replace('-', ' ')}",
            "",
            "```text",
            _shown(example),
            "```",
        ]
    return "\n".join(out) + "\n"


def _shown(example: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        shutil.copytree(EXAMPLES / "good", root, dirs_exist_ok=True)
        shutil.copytree(example, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
        return found_in(root)


def main() -> None:
    """Write all pages anew."""
    shutil.rmtree(RULES, ignore_errors=True)
    RULES.mkdir()
    for name, text in rule_pages().items():
        (RULES / name).write_text(text, "utf-8")
    MISTAKES.write_text(mistakes_page(), "utf-8")
    ROADMAP.write_text(roadmap_page(), "utf-8")


if __name__ == "__main__":
    main()
