"""The peers' packages, installed into folders below `build/`, and their versions."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"
PEERS = Path(__file__).parent / "peers"
VENV = BUILD / "bench-venv"
NODE = BUILD / "bench-node"
PACKAGES = ("pyyaml", "jsonschema", "fastjsonschema", "check-jsonschema")
NODE_PACKAGES = ("ajv", "js-yaml")
VERSIONS = "import importlib.metadata as m, json, sys; print(json.dumps({n: m.version(n) for n in sys.argv[1:]}))"


def environment(**more: str) -> dict[str, str]:
    """Return the environment for commands: ours, with what a run needs."""
    return {**os.environ, "NO_COLOR": "1", **more}


def python_peers() -> tuple[Path, dict[str, str]]:
    """Return the Python of the peers' own environment, and what is installed there."""
    python = VENV / "bin" / "python"
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if not (VENV / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True, env=alone)
        (VENV / "ready").touch()
    said = subprocess.run([python, "-c", VERSIONS, *PACKAGES], check=True, capture_output=True, env=alone)
    return python, json.loads(said.stdout)


def node_peers() -> dict[str, str]:
    """Return what is installed for Node; nothing where there is no Node."""
    if not (shutil.which("node") and shutil.which("npm")):
        return {}
    if not (NODE / "ready").exists():
        NODE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", str(NODE), *NODE_PACKAGES], check=True)
        (NODE / "ready").touch()
    manifests = {each: NODE / "node_modules" / each / "package.json" for each in NODE_PACKAGES}
    version = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout.strip()
    return {
        "node": version.removeprefix("v"),
        **{name: json.loads(each.read_text("utf-8"))["version"] for name, each in manifests.items()},
    }


def bundled_schemas(folder: Path) -> Path:
    """Write the schemas with the shared definitions inside, as every peer can read them; return their folder."""
    folder.mkdir()
    texts = {each.name: each.read_text("utf-8") for each in (ROOT / "schemas").glob("*.schema.json")}
    common = json.loads(texts.pop("common.schema.json").replace("common.schema.json#", "#"))
    for name, text in texts.items():
        schema = json.loads(text.replace("common.schema.json#", "#")) | {"$defs": common["$defs"]}
        (folder / name.replace(".schema.json", ".json")).write_text(json.dumps(schema), "utf-8")
    return folder
