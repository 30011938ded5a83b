"""Workspaces in real git repositories, in which several people commit, for tests of what history tells."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from hpccert.model.question import Card
from tests import builders, folders

NOON = 1_795_600_800  # 2026-11-25T10:00:00Z
MINUTE = 60
UNION = "reviews/** merge=union\n"


@dataclass
class Repository:
    """A workspace with questions in git; a minute passes with each commit."""

    root: Path
    seconds: int = NOON
    settings: dict[str, str] = field(default_factory=dict)

    def git(self, *words: str, by: str = "ann", after: int = MINUTE) -> str:
        """Run git as one of the people, so many seconds after the time before."""
        self.seconds += after
        at = f"{self.seconds} +0000"
        clean = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
        who = {"GIT_AUTHOR_NAME": by.title(), "GIT_AUTHOR_EMAIL": f"{by}@example.org", "GIT_AUTHOR_DATE": at}
        also = {"GIT_COMMITTER_NAME": by, "GIT_COMMITTER_EMAIL": f"{by}@example.org", "GIT_COMMITTER_DATE": at}
        nobody = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_EDITOR": "true"}
        settings = [word for name, text in self.settings.items() for word in ("-c", f"{name}={text}")]
        ran = subprocess.run(
            ["git", *settings, *words],
            cwd=self.root,
            env={**clean, **who, **also, **nobody},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def commit(self, by: str, message: str = "work", *words: str, after: int = MINUTE) -> str:
        """Commit all there is, and return the beginning of the commit's id."""
        self.git("add", "--all", by=by, after=0)
        self.git("commit", "--quiet", "--message", message, *words, by=by, after=after)
        return self.git("rev-parse", "HEAD", after=0)[:10]

    def file(self, id: str = "q1") -> Path:
        """Return the path of a question's review file."""
        return self.root / f"reviews/cli/{id}.yaml"

    def say(self, by: str, verdict: str = "approve", card: Card | None = None, ago: int = 0, note: str = "") -> str:
        """Add a record to a question's review file, and return its line."""
        question = card or builders.card()
        line = record_line(by, verdict, question.digest, self.seconds - ago, note)
        path = self.file(question.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
        return line


def record_line(by: str, verdict: str, digest: str, seconds: int, note: str = "") -> str:
    """Return a line of a review file."""
    from datetime import UTC, datetime

    at = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f'- {{at: {at}, by: {by}, verdict: {verdict}, digest: "{digest}"' + (
        f', note: "{note}"}}\n' if note else "}\n"
    )


def repository(root: Path, policy: dict[str, object] | None = None) -> Repository:
    """Begin a repository with a workspace of three questions, committed by ann."""
    questions = [builders.question_data(f"q{number}") for number in (1, 2, 3)]
    folders.workspace(root, questions, policy=policy)
    (root / ".gitattributes").write_text(UNION)
    made = Repository(root)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit("ann", "questions")
    return made
