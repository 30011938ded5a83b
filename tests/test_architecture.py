"""The walls of the house: who may import whom, who may touch the world, how large a room may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "hpccert"
MODULES = sorted(PACKAGE.rglob("*.py"))

LEAVES = {"problems", "digest"}
WALLS: dict[str, set[str]] = {  # room -> what of hpccert it may import besides itself
    "problems": set(),
    "digest": set(),
    "model": LEAVES,
    "load": LEAVES | {"model"},
    "check": LEAVES | {"model"},
    "curate": LEAVES | {"model"},
    "assemble": LEAVES | {"model"},
    "render": LEAVES | {"model"},
    "ingest": LEAVES | {"model"},
    "grade": LEAVES | {"model"},
    "outside": {"problems"},
    "history": {"problems", "model"},
    "cli": {
        "__init__",
        "outside",
        "history",
        "model",
        "load",
        "check",
        "curate",
        "assemble",
        "render",
        "ingest",
        "grade",
    }
    | LEAVES,
    "__main__": {"cli"},
    "__init__": set(),
}
GUESTS: dict[str, set[str]] = {  # third-party package -> the modules that may import it
    "yaml": {"load.small_yaml", "load.quick_yaml"},
    "jsonschema": {"load.schemas"},
    "jsonschema_rs": {"load.schemas"},
    "markdown_it": {"model.text"},
    "jinja2": {"render.web"},
    "markupsafe": {"render.web"},
    "nh3": {"render.markup"},
    "typst": {"outside"},
    "typer": {"cli"},
    "rich": {"cli.show", "cli.building"},
}
WORLD = {
    "os",
    "shutil",
    "subprocess",
    "tempfile",
    "secrets",
    "random",
    "time",
    "datetime",
    "socket",
    "urllib",
    "logging",
}
MAY_TOUCH = {
    "load": {"os"},
    "cli": {"os"},
    "__main__": {"os"},
    "ingest": {"datetime"},
    "digest": {"random"},
    "outside": WORLD,
    "history": {"os", "subprocess", "tempfile"},
}
LAZY = {"typst", "rich", "jsonschema", "jsonschema_rs", "markdown_it", "difflib", "jinja2", "multiprocessing"}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def room_of(name: str) -> str:
    return name.split(".")[0]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the modules that code imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            if module == "hpccert" or (PACKAGE.parent / module.replace(".", "/")).is_dir():
                yield from (f"{module}.{each.name}" for each in node.names)
            else:
                yield module


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_room_imports_another(path: Path) -> None:
    room = room_of(name_of(path))
    own = {each.removeprefix("hpccert.") for each in imports(tree_of(path)) if each.startswith("hpccert")}

    strangers = {each for each in own if room_of(each) not in {*WALLS[room], room, "__version__"}}
    assert strangers == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_guests_stay_in_the_rooms_they_are_invited_to(path: Path) -> None:
    import sys

    name = name_of(path)
    foreign = {each.split(".")[0] for each in imports(tree_of(path))} - set(sys.stdlib_module_names) - {"hpccert"}

    uninvited = {each for each in foreign if not {name, room_of(name)} & GUESTS.get(each, set())}
    assert uninvited == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_few_rooms_touch_files_clock_processes_or_chance(path: Path) -> None:
    room = room_of(name_of(path))
    used = {each.split(".")[0] for each in imports(tree_of(path))} & WORLD

    assert used <= MAY_TOUCH.get(room, set())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_prints_but_the_commands(path: Path) -> None:
    calls = {
        node.func.id
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert not calls & {"print", "input", "eval", "exec", "open"} or path.name == "__main__.py"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_heavy_libraries_are_imported_only_when_needed(path: Path) -> None:
    top = [node for node in tree_of(path).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    early = {each.split(".")[0] for node in top for each in imports(node)}

    assert not early & LAZY


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")

    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert text.count("\n") <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_stay_short(path: Path) -> None:
    long = [
        node.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno - len((ast.get_docstring(node) or "").splitlines()) >= LONGEST_FUNCTION
    ]

    assert long == []


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph = {
        name_of(path): {each.removeprefix("hpccert.") for each in imports(tree_of(path)) if each.startswith("hpccert.")}
        for path in MODULES
    }
    known = set(graph)
    edges = {
        name: {each if each in known else each.rpartition(".")[0] for each in to} & known for name, to in graph.items()
    }

    while leaves := {name for name, to in edges.items() if not to & set(edges) - {name}}:
        edges = {name: to for name, to in edges.items() if name not in leaves}
    assert edges == {}


def test_every_room_has_walls() -> None:
    assert {room_of(name_of(each)) for each in MODULES} == set(WALLS)
