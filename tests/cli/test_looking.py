"""validate, status, skill, rule: looking at a workspace."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hpccert import __version__
from hpccert.cli.rule import pages
from hpccert.cli.table import COMMANDS
from tests import builders, folders
from tests.cli.conftest import Run


def test_the_version_and_the_help_are_answered_without_the_cli_library(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typer", None)

    assert run("--version").out == f"hpccert {__version__}\n"
    assert all(each in run("--help").out for each in COMMANDS)
    assert run().out == run("-h").out == run("help").out == run("--help").out


def test_help_may_be_asked_for_in_any_way(run: Run) -> None:
    assert run("exam", "check", "-h").out == run("help", "exam", "check").out == run("exam", "check", "--help").out


def test_every_command_has_a_help_page_with_an_example(run: Run) -> None:
    pages = {
        name: run(*name.split(), "--help")
        for name in ("init", "validate", "status", "people", "rule", "completion", "skill tree", "skill show",
                     "question new", "question show", "review submit", "review approve",
                     "review request-changes", "review accept",
                     "review reject", "review retire", "review comment", "review flag", "review withdraw",
                     "review reinstate", "review log", "review queue", "review diff", "review next",
                     "review checklist", "review angoff", "exam check",
                     "exam build", "exam grade", "pool status", "pool todo", "pool contributors")
    }  # fmt: skip

    broken = {
        name: page.out
        for name, page in pages.items()
        if page.code or not re.search(rf"^  Example: hpccert {name}.*\n\n", page.out, re.MULTILINE)
    }
    assert broken == {}  # an example that is wrapped cannot be copied


def test_an_unknown_command_is_refused_with_what_there_is(run: Run) -> None:
    ran = run("valdate")

    assert (ran.code, ran.err) == (2, "hpccert: no command 'valdate'; did you mean 'validate'?\n")


def test_a_sound_workspace_is_clean(run: Run, root: Path) -> None:
    ran = run("validate", "--strict")

    assert (ran.out, ran.code) == ("13 files checked, nothing wrong\n", 0)


def test_findings_come_with_file_line_and_column(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9", outcomes=["fly"]))

    ran = run("validate")

    assert ran.code == 1
    assert ran.out == (
        "questions/cli/q9.yaml:4:3: Q003 skill 'cli' has no outcome 'fly'\n"
        "  4 | - fly\n"
        "    |   ^\n"
        "\n"
        "1 error in 1 file; 14 files checked ('hpccert rule CODE' explains)\n"
    )


def test_findings_as_json_are_for_programs(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9", outcomes=["fly"]))

    (finding,) = json.loads(run("validate", "--format", "json").out)

    assert finding == {
        "file": "questions/cli/q9.yaml",
        "line": 4,
        "column": 3,
        "code": "Q003",
        "severity": "error",
        "message": "skill 'cli' has no outcome 'fly'",
        "at": ["outcomes", 0],
    }


def test_only_the_named_paths_are_reported_but_all_is_looked_at(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9", outcomes=["fly"]))

    assert run("validate", "skills").code == 0
    assert run("validate", "questions/cli/q9.yaml").code == 1
    assert run("validate", "q9.yaml", cwd=root / "questions" / "cli").code == 1


def test_a_path_that_is_not_looked_at_is_not_said_to_be_clean(run: Run, root: Path, tmp_path: Path) -> None:
    (root / "docs").mkdir()

    assert run("validate", "gone.yaml").err == "hpccert: no file or folder 'gone.yaml'\n"
    for each in ("/etc/passwd", "..", "docs"):
        assert run("validate", each).err.startswith(f"hpccert: '{each}' is not among the data of this workspace")
    assert run("validate", ".").code == 0


def test_a_path_through_a_link_is_the_path_it_leads_to(run: Run, root: Path, tmp_path: Path) -> None:
    folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9", outcomes=["fly"]))
    (tmp_path / "link").symlink_to(root)

    assert run("validate", "--root", tmp_path / "link", tmp_path / "link/questions", cwd=tmp_path).code == 1


def test_warnings_count_only_when_asked(run: Run, root: Path) -> None:
    folders.write(root, "questions/cli/notes.txt", "x")

    assert run("validate").code == 0
    assert run("validate", "--strict").code == 1


def test_a_workspace_is_found_from_inside_and_by_name(run: Run, root: Path, tmp_path: Path) -> None:
    assert run("validate", cwd=root / "questions" / "cli").code == 0
    assert run("validate", "--root", root, cwd=tmp_path).code == 0
    lost = run("validate", cwd=tmp_path)
    assert (lost.code, lost.out) == (2, "")
    assert lost.err.startswith("hpccert: no hpccert.yaml in '.' or above;")
    inside = run("validate", "--root", root / "questions")
    assert (inside.code, inside.err) == (
        2,
        f"hpccert: '{root / 'questions'}' is no workspace: it has no hpccert.yaml\n",
    )
    assert "cannot be read: file name too long" in run("validate", "--root", "x" * 300).err


def test_the_status_counts_and_says_what_exams_lack(run: Run, root: Path) -> None:
    ran = run("status")

    assert "Test, version 0.1, CC-BY-4.0" in ran.out
    assert "2 skills, 1 of them leaves, 3 outcomes, 0 errors" in ran.out
    assert "exam pool: no form can be drawn, see 'hpccert exam check license --pool exam'" in ran.out
    assert "practice pool: a form can be drawn" in ran.out
    assert json.loads(run("status", "--format", "json").out)["questions"] == {"all": 8, "draft": 8}
    folders.write(root, "certificates/license.yaml", builders.certificate_data({"cli": 4}, minutes={"min": 400}))
    assert "practice pool: no form can be drawn" in run("status").out


def test_the_tree_shows_places_and_counts(run: Run, root: Path) -> None:
    assert run("skill", "tree").out == (
        "USE Use [use]  1 outcome, 8 questions\n  USE1 Cli [cli]  3 outcomes, 8 questions\n"
    )
    assert run("skill", "tree", "use1").out == "USE1 Cli [cli]  3 outcomes, 8 questions\n"
    assert [each["code"] for each in json.loads(run("skill", "tree", "--format", "json").out)] == ["USE", "USE1"]


def test_a_skill_shows_what_it_requires_and_what_requires_it(run: Run, root: Path) -> None:
    needs = [{"skill": "cli", "strength": "required"}]
    folders.write(root, "skills/use/ssh.yaml", builders.skill_data("ssh", "USE2", requires=needs))

    assert "required by: USE2 Ssh (required)" in run("skill", "show", "USE1").out
    assert "requires: USE1 Cli (required)" in run("skill", "show", "ssh").out
    assert json.loads(run("skill", "show", "cli", "--format", "json").out)["leaf"] is True


def test_a_misspelled_skill_is_answered_with_the_nearest(run: Run, root: Path) -> None:
    ran = run("skill", "show", "USE11")

    assert (ran.code, ran.err) == (
        2,
        "hpccert: no skill 'USE11'; did you mean 'USE1'?; 'hpccert skill tree' lists them\n",
    )


def test_rules_are_listed_and_explained(run: Run) -> None:
    assert "K003" in run("rule").out
    assert "Why: a skill without a parent cannot be reached" in run("rule", "k003").out
    assert {each["code"] for each in json.loads(run("rule", "--format", "json").out)} == set(pages())
    assert run("rule", "X999").code == 2


def test_escape_codes_and_markup_in_files_stay_text(run: Run, root: Path) -> None:
    title = "[red]Cli[/red] :smile: <script>"
    folders.write(
        root, "skills/use/cli.yaml", builders.skill_data("cli", "USE1", ("run", "stop", "quote"), title=title)
    )
    (root / "questions/cli/bad\x1b[2J.yaml").write_text("a: 1\n")

    assert title in run("skill", "tree").out
    shown = run("validate").out
    assert "\x1b" not in shown
    assert "bad\\x1b[2J.yaml" in shown


@pytest.mark.parametrize("words", [("rule",), ("--help",), ("skill", "tree")])
def test_output_that_nobody_can_take_ends_without_a_traceback(root: Path, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "hpccert", *words]

    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, cwd=root, stdout=full, stderr=subprocess.PIPE, text=True)
    assert "Traceback" not in ran.stderr
    assert ran.returncode == 2
    assert "the output cannot be written: no space left on device" in ran.stderr


def test_a_reader_who_has_seen_enough_may_leave(root: Path) -> None:
    shell = f"{sys.executable} -m hpccert rule | head -1; {sys.executable} -m hpccert skill tree | true"

    ran = subprocess.run(["/bin/sh", "-c", shell], cwd=root, capture_output=True, text=True)

    assert (ran.stdout.split(), ran.stderr) == (["code", "severity", "rule"], "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_trouble(root: Path, closed: str) -> None:
    for words in ("--version", "status", "exam build nothing"):
        ran = subprocess.run(["/bin/sh", "-c", f"{sys.executable} -m hpccert {words} {closed}"], cwd=root)
        assert ran.returncode == (2 if "exam" in words else 0)


def test_a_link_to_a_good_file_is_not_said_to_be_clean(run: Run, root: Path) -> None:
    (root / "questions/cli/link.yaml").symlink_to(root / "questions/cli/q1.yaml")

    assert run("validate", "questions/cli/link.yaml").code == 1


def test_a_command_that_was_told_to_survive_a_hangup_does(root: Path) -> None:
    words = ["exam", "build", "license", "--pool", "practice", "--forms", "300", "--paper", "html", "--out", "out"]
    child = subprocess.Popen(["nohup", sys.executable, "-m", "hpccert", *words], cwd=root, stdout=subprocess.DEVNULL)
    while not list(root.glob(".hpccert-*")) and child.poll() is None:
        time.sleep(0.01)

    child.send_signal(signal.SIGHUP)

    assert child.wait() == 0
    assert (root / "out").is_dir()
