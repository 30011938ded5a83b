"""Where the files of a workspace lie."""

WORKSPACE = "hpccert.yaml"
PEOPLE = "people.yaml"
DEPTHS = {"skills": 2, "questions": 2, "reviews": 2, "certificates": 1, "review": 1}  # of the data files in a folder
LAYOUT = {
    "skills": "skills/<set>/<id>.yaml",
    "questions": "questions/<skill id>/<id>.yaml",
    "reviews": "reviews/<skill id>/<question id>.yaml",
    "certificates": "certificates/<id>.yaml",
    "review": "review/checklist-<version>.yaml",
}


def stem_of(name: str) -> str:
    """Return the stem of a file's name: questions/cli/pipes.yaml -> pipes."""
    last = name.rsplit("/", 1)[-1]
    return last.rpartition(".")[0] or last
