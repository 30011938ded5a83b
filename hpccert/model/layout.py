"""Where the files of a workspace lie, and those of its secret banks."""

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
IN_BANKS = ("questions", "reviews")  # the folders of a secret bank


def stem_of(name: str) -> str:
    """Return the stem of a file's name: questions/cli/pipes.yaml -> pipes."""
    last = name.rsplit("/", 1)[-1]
    return last.rpartition(".")[0] or last


def is_in_a_bank(file: str) -> bool:
    """Whether a data file lies in a secret bank: every name in the workspace itself begins with what is there."""
    return file.split("/", 1)[0] not in (*DEPTHS, WORKSPACE, PEOPLE)


def bank_of(question: str) -> str:
    """Return the bank in which a question's file lies: ../bank/questions/cli/pipes.yaml -> ../bank.

    Nothing stands for the workspace itself.
    """
    return question.rsplit("/", 2)[0].rpartition("/")[0]


def records_of(question: str) -> str:
    """Return the file of a question's records: questions/cli/pipes.yaml -> reviews/cli/pipes.yaml."""
    skill, name = question.rsplit("/", 2)[-2:]
    return below(bank_of(question), f"reviews/{skill}/{name}")


def below(bank: str, name: str) -> str:
    """Return the name of a file of a bank as seen from the workspace."""
    return f"{bank}/{name}" if bank else name
