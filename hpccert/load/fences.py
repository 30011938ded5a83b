"""A question's source -> the languages of its fenced code blocks, where the code itself tells them.

Only the evident: the first line of a block is a shebang, a prompt, a directive of Slurm, or a statement that only
Python has. A wrong guess would be worse than none.
"""

import re
from collections.abc import Iterator
from typing import Any

from hpccert.load.source import Edit, Source
from hpccert.model.text import unnamed_fences
from hpccert.problems import Keys

TEXTS = {"stem", "explanation", "text", "why"}
PROMPT = re.compile(r"(\([\w.-]+\) ?)?(\[?[\w.-]+@[\w.-]+[: ][^\s$\]]*\]?)?\$ +[^\s$][^$]*(\$[\w({?!$@*#][^$]*)*")
STARTS = (
    (re.compile(r"#! *\S*/(env +)?bash( .*)?"), "bash"),
    (re.compile(r"#! *\S*/(env +)?python[0-9.]*( .*)?"), "python"),
    (re.compile(r"#SBATCH +-.*"), "bash"),
)
PYTHON = re.compile(r"(from [\w.]+ import [\w*(].*|import [\w.]+ as \w+|def \w+\([^()]*\)( *->[^:]+)?:)")
IMPORT = re.compile(r"import \w[\w., ]*")


def named_fences(source: Source) -> Edit | None:
    """Name the languages of code blocks in the texts of a question."""
    if source.kind != "questions":
        return None
    lines, said = source.lines, []
    texts: dict[Keys, str] = {}
    for keys, header in _block_texts(source):
        inside = source.at(keys).split("\n")
        for index, markup, code in unnamed_fences(source.at(keys)):
            language, written = language_of(code), lines[header + index]
            if (
                language
                and inside[index].rstrip().endswith(markup)
                and written.rstrip().endswith(inside[index].strip())
            ):
                inside[index] = _followed(inside[index], language)
                lines[header + index] = _followed(written, language)
                said.append(f"code block in {_place(keys)} is {language}")
        texts[keys] = "\n".join(inside)
    return Edit("".join(lines), _with(source.document.value, texts), tuple(said)) if said else None


def _followed(line: str, word: str) -> str:
    """Return a line with a word behind its last, before the space at its end."""
    end = len(line.rstrip())
    return line[:end] + word + line[end:]


def language_of(code: str) -> str | None:
    """Return the language of code, if the code leaves no doubt."""
    lines = [each.rstrip() for each in code.split("\n") if each.strip()]
    if not lines:
        return None
    if PROMPT.fullmatch(lines[0]):
        return "console"
    if any(PROMPT.fullmatch(each) for each in lines):
        return None  # a script and a session in one
    named = (language for pattern, language in STARTS if pattern.fullmatch(lines[0]))
    return next(named, "python" if _is_python(lines) else None)


def _is_python(lines: list[str]) -> bool:
    statements = [each for each in lines if not each.startswith("#")]
    begins = bool(statements) and (PYTHON.fullmatch(statements[0]) or IMPORT.fullmatch(statements[0]))
    return bool(begins) and any(PYTHON.fullmatch(each) for each in statements)


def _block_texts(source: Source) -> Iterator[tuple[Keys, int]]:
    """Yield the texts that are written line by line after `|`, each with the number of its line."""
    lines = source.lines
    for keys, (line, column) in source.document.places.items():
        if keys and keys[-1] in TEXTS and isinstance(source.at(keys), str) and lines[line - 1][column - 1 :][:1] == "|":
            yield keys, line


def _place(keys: Keys) -> str:
    return f"'{keys[-1]}'" if len(keys) == 1 else f"'{keys[-1]}' of {keys[0]} {int(keys[1]) + 1}"


def _with(value: Any, texts: dict[Keys, str], keys: Keys = ()) -> Any:
    """Return a value with other texts at some places."""
    if isinstance(value, dict):
        return {key: _with(each, texts, (*keys, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_with(each, texts, (*keys, index)) for index, each in enumerate(value)]
    return texts.get(keys, value)
