"""How a question is answered."""

from enum import StrEnum


class Kind(StrEnum):
    """How a question is answered."""

    TRUE_FALSE_SET = "true-false-set"
    SINGLE_CHOICE = "single-choice"
    MULTIPLE_CHOICE = "multiple-choice"
