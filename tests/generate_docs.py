"""Write the pages of docs/ that are made from the program: `make docs`."""

from pathlib import Path

from hpccert.cli.rule import pages

RULES = Path(__file__).parents[1] / "docs" / "rules.md"


def rules_page() -> str:
    """Return docs/rules.md."""
    out = [
        "# Rules",
        "",
        "What `hpccert validate` and `hpccert exam grade` look for; `hpccert rule CODE` prints one. ",
        "",
        "Y: files and YAML. S: schemas. K: skills. Q: questions. V: review records. E: certificates and exams.",
        "A: people. R: responses.",
        "",
    ]
    for code, (name, severity, text) in pages().items():
        out += [f"## {code} {name.replace('_', ' ')}", "", f"*{severity}*", "", text, ""]
    return "\n".join(out)


if __name__ == "__main__":
    RULES.write_text(rules_page(), "utf-8")
