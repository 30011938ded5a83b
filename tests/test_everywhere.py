"""What the manual says for services, hooks and editors is well formed, and its commands run."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from hpccert.load.scan import DEPTHS
from tests import builders, folders
from tests.cli.conftest import Run, root, run  # noqa: F401 - fixtures
from tests.repositories import Repository
from tests.test_docs import fences

ROOT = Path(__file__).parents[1]
AUTOMATION, EDITORS = ROOT / "docs/automation.md", ROOT / "docs/editors.md"
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
COMMAND = re.compile(r"""hpccert (?:validate|completion|rule|review audit)[^>|;&`\n"'\\<]*""")


def commands() -> set[str]:
    """Return the commands with options that the pages and the hooks have."""
    pages = "".join(page.read_text("utf-8") for page in (AUTOMATION, EDITORS))
    shown = [*COMMAND.findall(pages), *(each["entry"] for each in HOOKS)]
    return {each.strip() for each in shown}


def test_the_pages_have_commands() -> None:
    assert {
        "hpccert validate --format github",
        "hpccert validate --format sarif",
        "hpccert validate --format junit",
    } <= (commands())


@pytest.mark.parametrize("command", sorted(commands()))
def test_each_command_of_the_pages_runs(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:  # noqa: F811
    with (root / "questions/cli/q1.yaml").open("rb") as text:
        monkeypatch.setattr(sys, "stdin", text)
        text.buffer = text  # type: ignore[attr-defined]
        if "audit" in command:
            Repository(root).git("init", "--quiet")

        ran = run(*shlex.split(command)[1:])

    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("page", [AUTOMATION, EDITORS], ids=lambda each: each.name)
def test_each_block_of_the_pages_can_be_read(page: Path) -> None:
    for text in fences(page, "yaml"):
        yaml.safe_load(text)
    for text in fences(page, "json"):
        json.loads(text)


def test_a_workflow_installs_before_it_runs() -> None:
    workflow, job, _ = (yaml.safe_load(each) for each in fences(AUTOMATION, "yaml"))

    for lines in ([each.get("run", "") for each in workflow["jobs"]["validate"]["steps"]], job["validate"]["script"]):
        words = [each.split()[0] for each in lines if each]
        assert words == ["pip", *["hpccert"] * (len(words) - 1)]


# Hooks


def test_every_hook_has_what_pre_commit_asks_for() -> None:
    assert [each["id"] for each in HOOKS] == ["hpccert-validate", "hpccert-validate-changed"]
    assert all({"id", "name", "entry", "language"} <= set(each) and each["require_serial"] for each in HOOKS)
    assert all(f"`{each['id']}`" in AUTOMATION.read_text("utf-8") for each in HOOKS)


def test_the_hook_for_changed_files_is_for_just_the_data() -> None:
    files = re.compile(HOOKS[1]["files"])

    assert all(files.search(f"{kind}/x/y.yaml") for kind in DEPTHS)
    assert files.search("hpccert.yaml")
    assert files.search("people.yaml")
    assert not any(
        map(files.search, ("README.md", "schemas/skill.schema.json", "docs/people.yaml", "x/questions/y.yaml"))
    )


def hook(root: Path, number: int, *files: str) -> "subprocess.CompletedProcess[str]":  # noqa: F811
    """Return what comes of a hook, which gets the files that are committed."""
    words = shlex.split(HOOKS[number]["entry"])
    given = files if HOOKS[number].get("pass_filenames", True) else ()
    env = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(root.parent / "cache")}
    command = [sys.executable, "-m", words[0], *words[1:], *given]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)


def test_the_hooks_run_on_a_small_workspace(root: Path) -> None:  # noqa: F811
    assert [hook(root, each, "questions/cli/q1.yaml", "people.yaml").returncode for each in (0, 1)] == [0, 0]


def test_a_deletion_is_found_by_the_hook_that_looks_at_everything(root: Path) -> None:  # noqa: F811
    folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9", enemies=["q1"]))
    (root / "questions/cli/q1.yaml").unlink()

    whole, changed = hook(root, 0), hook(root, 1, "people.yaml")

    assert (whole.returncode, changed.returncode) == (1, 0)
    assert "questions/cli/q9.yaml" in whole.stdout


# Editors


def test_the_matcher_for_visual_studio_code_fits_each_line_of_the_output(run: Run, root: Path) -> None:  # noqa: F811
    folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9", enemies=["zz"]))
    (tasks,) = (each for text in fences(EDITORS, "json") if "tasks" in (each := json.loads(text)))
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    groups = {name: number for name, number in pattern.items() if name != "regexp"}

    lines = run("validate", "--format", "github").out.splitlines()

    (found,) = [re.search(pattern["regexp"], each) for each in lines]
    assert found
    assert {name: found[number] for name, number in groups.items()} == {
        "severity": "error", "file": "questions/cli/q9.yaml", "line": found[3], "column": found[4], "code": "Q004",
        "message": found[6],
    }  # fmt: skip
    assert "'zz'" in found[6]


@pytest.fixture
def faulty(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:  # noqa: F811
    """A file with one fault behind a wide character, and `hpccert` on the path."""
    program = tmp_path / "bin/hpccert"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m hpccert "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    path = folders.write(root, "questions/cli/q9.yaml", builders.question_data("q9"))
    path.write_text(path.read_text("utf-8").replace("difficulty: ", "difficulty: 😀"), "utf-8")
    return path


def editor(name: str, *words: str) -> str:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"there is no {name} here")
    ran = subprocess.run([program, *words], capture_output=True, text=True, timeout=60, check=True)
    return ran.stdout + ran.stderr


def test_emacs_shows_what_hpccert_finds(faulty: Path, tmp_path: Path) -> None:
    (own,) = fences(EDITORS, "elisp")
    (tmp_path / "hpccert.el").write_text(own)
    (tmp_path / "try.el").write_text(f"""
        (load "{tmp_path}/hpccert.el")
        (find-file "{faulty}")
        (hpccert-flymake-setup)
        (setq found nil)
        (hpccert-flymake (lambda (all &rest _) (setq found all)))
        (while (not found) (accept-process-output nil 0.1))
        (dolist (each found)
          (princ (format "%s %s [%s]" (flymake-diagnostic-type each) (flymake-diagnostic-text each)
            (buffer-substring (flymake-diagnostic-beg each) (flymake-diagnostic-end each)))))
    """)

    said = editor("emacs", "-Q", "--batch", "-l", str(tmp_path / "try.el"))

    assert ":error S004 'difficulty': '😀easy'" in said.replace("\n", "")
    assert "[😀easy]" in said


def test_neovim_shows_what_hpccert_finds(faulty: Path, tmp_path: Path) -> None:
    own = fences(EDITORS, "lua")[1]
    (tmp_path / "try.lua").write_text(f"""
        local lint = {{ linters = {{}} }}  -- what nvim-lint does: run with the text on standard input, parse
        function lint.try_lint(name)
          local linter, buffer = lint.linters[name](), vim.api.nvim_get_current_buf()
          local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\\n') .. '\\n'
          local output = vim.fn.system(vim.list_extend({{ linter.cmd }}, linter.args), text)
          vim.diagnostic.set(vim.api.nvim_create_namespace(name), buffer, linter.parser(output, buffer))
        end
        package.loaded.lint = lint
        {own}
        vim.cmd('edit {faulty}')
        for _, each in ipairs(vim.diagnostic.get(0)) do print(each.col, each.severity, each.code, each.message) end
    """)

    said = editor("nvim", "--headless", "-u", "NONE", "-c", f"luafile {tmp_path}/try.lua", "-c", "qa!")

    assert said.strip().startswith("12 1 S004 'difficulty': '😀easy'")
