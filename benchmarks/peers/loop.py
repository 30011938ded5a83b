"""The script that one would write: PyYAML's C loader and a validator for each schema.

python loop.py jsonschema|fastjsonschema WORKSPACE SCHEMAS
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

FOLDERS = {"skills": "skill", "reviews": "reviews", "certificates": "certificate"}
FILES = {"hpccert.yaml": "workspace", "people.yaml": "people"}


class Loader(yaml.CSafeLoader):
    """PyYAML's loader without dates: the schemas ask for text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:timestamp"]
    for first, known in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def loaded(path: Path) -> Any:
    """Return what a file says."""
    return yaml.load(path.read_bytes(), Loader)  # noqa: S506 - a sub-class of the safe one


def by_jsonschema(schema: Any) -> Callable[[Any], bool]:
    """Return a check with the library jsonschema."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(schema)
    return lambda value: not list(validator.iter_errors(value))


def by_fastjsonschema(schema: Any) -> Callable[[Any], bool]:
    """Return a check with the library fastjsonschema."""
    import fastjsonschema  # type: ignore[import-not-found]

    compiled = fastjsonschema.compile(schema)

    def accepted(value: Any) -> bool:
        try:
            compiled(value)
        except fastjsonschema.JsonSchemaException:
            return False
        return True

    return accepted


def main() -> None:
    """Print how many files are accepted; exit code 1 if one is refused."""
    library, root, schemas = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    compile_schema = {"jsonschema": by_jsonschema, "fastjsonschema": by_fastjsonschema}[library]
    checks = {each.stem: compile_schema(json.loads(each.read_text())) for each in schemas.glob("*.json")}
    files = [(root / name, schema) for name, schema in FILES.items()]
    files += [(each, schema) for folder, schema in FOLDERS.items() for each in (root / folder).rglob("*.yaml")]
    refused = [path for path, schema in files if not checks[schema](loaded(path))]
    questions = list((root / "questions").rglob("*.yaml"))
    for path in questions:
        value = loaded(path)
        if not checks[f"question-{value['type']}"](value):
            refused.append(path)
    print(len(files) + len(questions))
    sys.exit("".join(f"{each}\n" for each in refused) or 0)


if __name__ == "__main__":
    main()
