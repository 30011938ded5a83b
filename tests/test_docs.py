"""The manual: its commands run and print what it shows, and it is complete."""

import re
import shlex
import shutil
import time
from collections import Counter
from pathlib import Path

import pytest

from hpccert.cli.table import COMMANDS
from hpccert.curate.state import State
from hpccert.load.reading import read
from hpccert.load.workspace import load
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture
from tests.generate_docs import MISTAKES, ROADMAP, RULES, TEN_MISTAKES, mistakes_page, roadmap_page, rule_pages
from tests.repositories import Repository

ROOT = Path(__file__).parents[1]
MUCH = 40  # characters of a sentence: shorter ones may say the same by chance
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]


def fences(page: Path, language: str) -> list[str]:
    """Return the fenced blocks of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def linked(page: Path) -> list[Path]:
    """Return the files of the repository that a page links to."""
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)[^)]*\)", page.read_text("utf-8"))
    return [(page.parent / each).resolve() for each in links]


def sections(page: Path) -> set[str]:
    """Return the names by which a link leads to a section of a page."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", each.lower()).replace(" ", "-") for each in titles}


def sessions(page: Path) -> list[tuple[str, list[str]]]:
    """Return the commands that a page shows, each with the lines it prints."""
    out: list[tuple[str, list[str]]] = []
    for line in "".join(fences(page, "console")).splitlines():
        if line.startswith("$ "):
            out.append((line[2:], []))
        else:
            out[-1][1].append(line)
    return out


def pattern(lines: list[str]) -> str:
    """Return a pattern for shown lines: `...` stands for any lines, or for the rest of one."""
    parts = [r"(?:.*\n)*" if each == "..." else re.escape(each).replace(r"\.\.\.", ".*") + " *\n" for each in lines]
    return "".join(parts)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of this repository's data with the README's people, and ada's git identity."""
    for name in ("skills", "questions", "certificates", "review", "schemas", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("hpccert.yaml", "people.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    with (tmp_path / "people.yaml").open("a") as file:
        file.writelines(f"  {line}\n" for line in fences(ROOT / "README.md", "yaml")[0].splitlines())
    (tmp_path / "gitconfig").write_text("[user]\n\temail = ada@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_tours_of_the_readme_print_what_it_shows(run: Run, workspace: Path) -> None:  # noqa: F811
    shown = sessions(ROOT / "README.md")
    assert len(shown) > 10
    for command, lines in shown:
        if command.startswith("hpccert exam check"):
            (workspace / "questions/use-cli/use-cli-pipes.yaml").unlink()  # the contributor's, not filled in

        ran = run(*shlex.split(command)[1:])

        assert ran.code in (0, 1), ran.err
        assert re.fullmatch(pattern(lines), ran.out), f"{command} printed:\n{ran.out}{ran.err}"


def test_the_page_on_auditing_prints_what_it_shows(run: Run, workspace: Path) -> None:  # noqa: F811
    repository = Repository(workspace)
    repository.git("init", "--quiet")
    repository.commit("ada", "a workspace")
    for by, verdict in (("ada", "submit"), ("bob", "approve")):
        run("review", verdict, "use-cli-quotes", "--as", by, *(["--agree"] if verdict == "submit" else []))
        repository.seconds = int(time.time())
        repository.commit(by, verdict)
    for command, lines in sessions(ROOT / "docs/auditing.md"):
        words = shlex.split(command)
        out = repository.git(*words[1:], by="ada") if words[0] == "git" else run(*words[1:]).out

        assert re.fullmatch(pattern(lines), out), f"{command} printed:\n{out}"


def test_the_examples_of_signatures_are_sound() -> None:
    policy, people = fences(ROOT / "docs/auditing.md", "yaml")

    assert read("workspace", f"name: x\nversion: '0.1'\nlicense: CC-BY-4.0\n{policy}".encode())[1] == []
    assert read("people", people.encode())[1] == []


@pytest.mark.parametrize("page", ["checking", "curating", "governance", "review"])
def test_a_page_prints_what_it_shows(run: Run, workspace: Path, page: str) -> None:  # noqa: F811
    for command, lines in sessions(ROOT / f"docs/{page}.md"):
        ran = run(*shlex.split(command)[1:])

        assert re.fullmatch(pattern(lines), ran.out), f"{command} printed:\n{ran.out}{ran.err}"


def test_the_page_on_secret_banks_prints_what_it_shows(run: Run, workspace: Path) -> None:  # noqa: F811
    page = ROOT / "docs/banks.md"
    (question,) = fences(ROOT / "docs/questions.md", "yaml")
    secret = workspace.parent / "secret-bank/questions/use-cli/use-cli-example.yaml"
    secret.parent.mkdir(parents=True)
    secret.write_text(question.replace("pool: practice", "pool: exam"))
    (listing,) = fences(page, "yaml")
    (missing,) = fences(page, "text")[1:]

    for command, lines in sessions(page):
        ran = run(*shlex.split(command)[1:])

        assert re.fullmatch(pattern(lines), ran.out), f"{command} printed:\n{ran.out}{ran.err}"
    shutil.rmtree(workspace.parent / "secret-bank")
    with (workspace / "hpccert.yaml").open("a") as file:
        file.write(listing)
    assert run("validate").err == missing


def test_the_page_on_cut_scores_prints_what_it_shows(run: Run, workspace: Path) -> None:  # noqa: F811
    page = ROOT / "docs/standard-setting.md"
    (certificate,) = fences(page, "yaml")
    (workspace / "certificates/first-steps.yaml").write_text(certificate)
    for command, lines in sessions(page):
        ran = run(*shlex.split(command)[1:])

        assert re.fullmatch(pattern(lines), ran.out), f"{command} printed:\n{ran.out}{ran.err}"


def test_the_page_on_contributing_leads_to_an_accepted_question(run: Run, workspace: Path) -> None:  # noqa: F811
    page = ROOT / "docs/contributing-questions.md"
    file = workspace / "questions/use-cli/use-cli-quoted-pattern.yaml"
    text, _ = fences(page, "yaml")
    submitted = 0
    for command, lines in sessions(page):
        if command.startswith("hpccert validate"):
            file.write_text(text)
        submitted += command.startswith("hpccert review submit")
        if submitted == 2:
            file.write_text(text.replace("`run2.log`, and", "`run2.log` only, and"))

        ran = run(*shlex.split(command)[1:])

        assert re.fullmatch(pattern(lines), ran.out), f"{command} printed:\n{ran.out}{ran.err}"

    assert run("validate", "--strict").code == 0


def test_the_examples_of_roles_and_terms_are_sound() -> None:
    (people,) = fences(ROOT / "docs/governance.md", "yaml")
    _, terms = fences(ROOT / "docs/contributing-questions.md", "yaml")

    assert read("people", people.encode())[1] == []
    assert read("workspace", f'name: x\nversion: "0.1"\nlicense: MIT\n{terms}'.encode())[1] == []


def test_the_terms_that_contributors_agree_to_are_those_in_the_repository() -> None:
    terms = load(ROOT)[0].workspace.terms

    assert terms is not None
    text = (ROOT / terms.present.text).read_text("utf-8")
    assert f"version {terms.present.version}\n" in text
    assert f"In force since {terms.present.since}." in text


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, left = set(), [ROOT / "README.md"]
    while left:
        page = left.pop()
        if page not in reached:
            reached.add(page)
            left += [each for each in linked(page) if each.suffix == ".md"]

    assert [str(each.relative_to(ROOT)) for each in PAGES if each not in reached] == []


def test_a_paragraph_is_written_once() -> None:
    by_hand = [each for each in PAGES if each not in (MISTAKES, ROADMAP) and each.parent != RULES]
    texts = [re.sub(r"^```.*?^```$", "", each.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE) for each in by_hand]
    said = Counter(" ".join(each.split()) for text in texts for each in re.split(r"\n\n|\n(?=[*|-] )|(?<=\.)\s", text))

    assert [each for each, times in said.items() if times > 1 and len(each) > MUCH and "|---" not in each] == []


def test_the_example_of_a_policy_of_rules_is_sound(run: Run, workspace: Path) -> None:  # noqa: F811
    (text,) = fences(ROOT / "docs/checking.md", "yaml")
    with (workspace / "hpccert.yaml").open("a") as file:
        file.write(text)

    assert run("validate").code == 0


def test_every_command_is_in_the_manual() -> None:
    manual = "".join(page.read_text("utf-8") for page in PAGES)

    assert [each for each in COMMANDS if f"hpccert {each}" not in manual] == []


def test_the_examples_of_curating_are_sound(run: Run, workspace: Path) -> None:  # noqa: F811
    policy, people = fences(ROOT / "docs/curating.md", "yaml")
    settings = (workspace / "hpccert.yaml").read_text()
    (workspace / "hpccert.yaml").write_text(settings.replace("policy:\n", policy))

    assert run("validate").code == 0
    assert read("people", people.encode())[1] == []


def test_the_roadmap_is_up_to_date() -> None:
    assert ROADMAP.read_text("utf-8") == roadmap_page(), "run: make docs"


def test_the_pages_of_rules_are_up_to_date() -> None:
    there = {each.name: each.read_text("utf-8") for each in RULES.iterdir()}

    assert there == rule_pages(), "run: make docs"


def test_ten_typical_mistakes_are_shown_with_what_is_said_of_them() -> None:
    page = MISTAKES.read_text("utf-8")

    assert page == mistakes_page(), "run: make docs"
    assert len(TEN_MISTAKES) == 10
    assert page.count("\nquestions/cli/list-files.yaml:") == 10


def test_the_example_question_of_the_manual_is_sound(workspace: Path) -> None:
    (text,) = fences(ROOT / "docs/questions.md", "yaml")
    (workspace / "questions/use-cli/use-cli-example.yaml").write_text(text)

    bank, findings = load(workspace)

    assert findings == []
    assert "use-cli-example" in bank.questions


def test_the_example_of_roles_is_sound() -> None:
    people, policy = fences(ROOT / "docs/review.md", "yaml")

    assert read("people", people.encode())[1] == []
    assert read("workspace", f'name: x\nversion: "0.1"\nlicense: MIT\n{policy}'.encode())[1] == []


def test_every_state_is_explained() -> None:
    page = (ROOT / "docs/review.md").read_text("utf-8")

    assert [each for each in State if f"| `{each}` |" not in page] == []


def test_the_example_blueprint_of_the_manual_is_sound() -> None:
    (text,) = fences(ROOT / "docs/exams.md", "yaml")
    whole = f"id: x\ntitle: X\ndescription: X\nstandard: '0.1'\nlanguage: en\n{text}"

    assert read("certificates", whole.encode())[1] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda each: str(each.relative_to(ROOT)))
def test_links_inside_the_repository_lead_somewhere(page: Path) -> None:
    assert [each for each in linked(page) if not each.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda each: str(each.relative_to(ROOT)))
def test_links_to_a_section_lead_to_one(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]*)#([^)]+)\)", page.read_text("utf-8"))

    assert [each for each in links if each[1] not in sections(page.parent / each[0] if each[0] else page)] == []
