"""A source -> its misspelled keys by the names they must mean: unknown, and near to one missing key only."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from hpccert.load import schemas
from hpccert.load.source import Edit, Source
from hpccert.problems import Keys

NEAR, SIMILAR = 0.75, 0.6  # a key is mended when one name is near and no other is even similar
LONGEST = 40
UNFIT = {"S003", "S004", "S005"}  # a value of another kind speaks against the name


def renamed_keys(source: Source) -> Edit | None:
    """Give misspelled keys their names."""
    if source.schema is not None and schemas.accepts(source.schema, source.document.value):
        return None
    names = _fitting(source, dict(_candidates(source)))
    lines, said = source.lines, []
    for keys, (line, column) in sorted(source.document.key_places.items(), key=lambda each: each[1], reverse=True):
        if keys not in names:
            continue
        old, new = str(keys[-1]), names[keys]
        start = column - 1 + (lines[line - 1][column - 1] in "'\"")
        if lines[line - 1].startswith(old, start):
            lines[line - 1] = lines[line - 1][:start] + new + lines[line - 1][start + len(old) :]
            said.append(f"key '{old}' -> '{new}'")
        else:
            del names[keys]  # it is written with escapes
    return Edit("".join(lines), _renamed(source.document.value, names), tuple(reversed(said))) if said else None


def _candidates(source: Source) -> Iterator[tuple[Keys, str]]:
    """Yield the misspelled keys with what each must mean."""
    value, schema = source.document.value, source.schema
    if schema is not None:
        for keys, mapping in _mappings(value, ()):
            yield from _in_mapping(keys, mapping, schemas.known_keys(schema, keys))
    elif isinstance(value, dict) and "type" not in value:
        typed = [key for key, each in value.items() if each in schemas.QUESTION_TYPES and _nearest(key, ["type"])]
        if len(typed) == 1:
            yield (typed[0],), "type"


def _in_mapping(keys: Keys, mapping: dict[str, Any], known: tuple[str, ...]) -> Iterator[tuple[Keys, str]]:
    meant = {key: name for key in mapping if known and key not in known and (name := _nearest(key, known))}
    counts = Counter(meant.values())
    yield from (((*keys, key), name) for key, name in meant.items() if name not in mapping and counts[name] == 1)


def _nearest(key: str, known: tuple[str, ...] | list[str]) -> str | None:
    from difflib import get_close_matches  # only for a key that is unknown

    word = key.casefold().replace("-", "_").replace(" ", "_")
    if word in known or len(key) > LONGEST:
        return word if word in known else None
    similar = get_close_matches(word, known, 2, SIMILAR)
    return similar[0] if len(similar) == 1 and get_close_matches(word, similar, 1, NEAR) else None


def _mappings(value: Any, keys: Keys) -> Iterator[tuple[Keys, dict[str, Any]]]:
    if isinstance(value, dict):
        yield keys, value
        for key, each in value.items():
            yield from _mappings(each, (*keys, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _mappings(each, (*keys, index))


def _fitting(source: Source, names: dict[Keys, str]) -> dict[Keys, str]:
    """Return the names under which the values are of the kind that the schema asks for."""
    if not names or source.schema is None:
        return names
    after = schemas.faults(source.schema, _renamed(source.document.value, names))
    unfit = {keys for keys, code, _ in after if code in UNFIT}
    return {keys: name for keys, name in names.items() if (*keys[:-1], name) not in unfit}


def _renamed(value: Any, names: dict[Keys, str], keys: Keys = ()) -> Any:
    if isinstance(value, dict):
        return {names.get((*keys, key), key): _renamed(each, names, (*keys, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, names, (*keys, index)) for index, each in enumerate(value)]
    return value
