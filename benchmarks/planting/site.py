"""A generated workspace in which faults are planted: which files are still untouched, and where in a text something is.

Lines and columns are counted here, from where a text is edited; nothing of `hpccert` is used, so that it cannot confirm
its own mistakes. Each plant takes files of its own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LEAF = """\
id: {id}
code: {code}
title: {name}
description: |
  What a contributor proposes as {name}.
outcomes:
  - id: first
    text: Explain how the proposal of {name} came about.
    bloom: understand
    level: basic
status: draft
"""


@dataclass(frozen=True, slots=True, order=True)
class Planted:
    """A finding that must come: where, and its code."""

    file: str
    line: int
    column: int
    code: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code}"


class File:
    """A file of the workspace and its text, to be edited at places that are found by their text."""

    def __init__(self, root: Path, name: str, text: str) -> None:
        """Hold a text; nothing is written before `save`."""
        self.root, self.name, self.text = root, name, text

    def value(self, start: str, number: int = 1) -> str:
        """Return the rest of the line that begins so, such as "skill: "; or of the second, third, ... such line."""
        index = self._behind(start, number)
        return self.text[index : self.text.index("\n", index)]

    def set(self, start: str, new: str, number: int = 1) -> int:
        """Replace the rest of the line that begins so, and return where it begins."""
        index = self._behind(start, number)
        self.text = self.text[:index] + new + self.text[self.text.index("\n", index) :]
        return index

    def set_text(self, key: str, new: str) -> int:
        """Replace the text of a key at the left margin, however many lines it has, and return where it begins."""
        index = self._behind(f"{key}: ", 1)
        end = re.compile(r"\n(?=[a-z])").search(self.text, index)
        self.text = self.text[:index] + new + self.text[end.start() if end else len(self.text) :]
        return index

    def number(self, start: str, value: str, other_than: int = 0) -> int:
        """Return which of the lines that begin so is the first with this value, other than one of them."""
        values = re.findall(f"^{re.escape(start)}(.*)$", self.text, re.MULTILINE)
        return next(each for each, found in enumerate(values, 1) if found == value and each != other_than)

    def insert(self, before: str, new: str, mark: str = "") -> int:
        """Insert a text before another, and return where the mark stands in it."""
        index = self.text.index(before)
        self.text = self.text[:index] + new + self.text[index:]
        return index + new.index(mark)

    def append(self, new: str, mark: str = "") -> int:
        """Append lines, and return where the mark stands in them."""
        self.text += new
        return len(self.text) - len(new) + new.index(mark)

    def drop(self, start: str, number: int = 1) -> None:
        """Drop the line that begins so."""
        end = self._behind(start, number)
        self.text = self.text[: end - len(start)] + self.text[self.text.index("\n", end) + 1 :]

    def move(self, name: str) -> None:
        """Give the file another name."""
        (self.root / self.name).unlink()
        self.name = name

    def save(self, code: str, index: int = 0) -> Planted:
        """Write the file, and return that a finding must be at the index."""
        place = self.root / self.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(self.text.encode("utf-8", "surrogateescape"))
        before = self.text[:index]
        return Planted(self.name, before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1, code)

    def _behind(self, start: str, number: int) -> int:
        starts = [each.end() for each in re.finditer(f"^{re.escape(start)}", self.text, re.MULTILINE)]
        return starts[number - 1]


def any_file(_: File) -> bool:
    """Whatever there is will do."""
    return True


class Site:
    """A workspace, and which of its files are still as they were generated."""

    def __init__(self, root: Path) -> None:
        """Look at what there is."""
        self.root = root
        self._untouched = {kind: self._spread(kind) for kind in ("skills", "questions", "reviews")}
        self.leaves = sorted(each.name for each in (root / "questions").iterdir())
        self.named = {
            name
            for each in (root / "questions").rglob("*.yaml")
            for named in re.findall(r"^enemies: \[(.*)\]$", each.read_text("utf-8"), re.MULTILINE)
            for name in named.split(", ")
        }

    def question(self, kind: str = "", wanted: Callable[[File], bool] = any_file) -> File:
        """Take a question of a type, such as "single-choice", whose parts are written a key a line."""
        return self._take(
            "questions", lambda file: f"\ntype: {kind}" in file.text and "\n    text: " in file.text and wanted(file)
        )

    def rest(self, wanted: Callable[[File], bool]) -> list[File]:
        """Take all questions that are left of a sort."""
        return [file for file in map(self.file, tuple(self._untouched["questions"])) if wanted(file)]

    def free_question(self, kind: str = "") -> File:
        """Take a question that no other names and that has no records, so that it may go elsewhere."""
        return self.question(kind, lambda file: Path(file.name).stem not in self.named and not self.reviewed(file))

    def skill(self, wanted: Callable[[File], bool] = any_file) -> File:
        """Take a skill."""
        return self._take("skills", wanted)

    def reviews(self, wanted: Callable[[File], bool] = any_file) -> File:
        """Take the records of a question, and leave the question alone."""
        return self._take("reviews", lambda file: self._question(file) in self._untouched["questions"] and wanted(file))

    def question_of(self, records: File) -> File:
        """Return the question that records are of."""
        return self.file(self._question(records))

    def file(self, name: str) -> File:
        """Return a file by its name, whoever else has it."""
        return File(self.root, name, (self.root / name).read_text("utf-8"))

    def inner_skill(self) -> File:
        """Return a skill that is no leaf; it is not taken."""
        files = (self.file(each) for each in self._untouched["skills"])
        return next(each for each in files if Path(each.name).stem not in self.leaves)

    def new_leaf(self, id: str) -> File:
        """Return a new leaf in a folder that comes last, in a branch of the tree where its code is free."""
        codes = {
            self.file(each.relative_to(self.root).as_posix()).value("code: ")
            for each in (self.root / "skills").rglob("*.yaml")
        }
        branch = min(each.partition(".")[0] for each in codes if "." in each)
        number = next(each for each in range(1, 1000) if f"{branch}.{each}" not in codes)
        return File(
            self.root, f"skills/zz/{id}.yaml", LEAF.format(id=id, code=f"{branch}.{number}", name=id.replace("-", " "))
        )

    def new_certificate(self, id: str) -> File:
        """Return a new certificate like the first."""
        first = min((self.root / "certificates").iterdir())
        file = File(self.root, f"certificates/{id}.yaml", first.read_text("utf-8"))
        file.set("id: ", id)
        return file

    def other_leaf(self, file: File) -> str:
        """Return a leaf in whose folder a file does not lie."""
        return next(each for each in self.leaves if each != Path(file.name).parent.name)

    def reviewed(self, file: File) -> bool:
        """Whether a question has records."""
        return (self.root / file.name.replace("questions/", "reviews/", 1)).exists()

    def _question(self, records: File) -> str:
        return records.name.replace("reviews/", "questions/", 1)

    def _spread(self, kind: str) -> list[str]:
        """Return the files of a kind so that neighbors in the list lie in different folders."""
        files = sorted((self.root / kind).rglob("*.yaml"), key=lambda each: (each.stem[::-1], each))
        return [each.relative_to(self.root).as_posix() for each in files]

    def _take(self, kind: str, wanted: Callable[[File], bool]) -> File:
        for name in self._untouched[kind]:
            found = self.file(name)
            if wanted(found):
                self._untouched[kind].remove(name)
                self._untouched["questions"] = [
                    each for each in self._untouched["questions"] if each != self._question(found)
                ]
                return found
        raise LookupError(f"no untouched file of {kind} fits; plant into a larger workspace")
