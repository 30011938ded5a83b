"""A standard -> a table for spreadsheets with a line for each estimate, and data for programs."""

import csv
import io
from fractions import Fraction
from typing import Any

from hpccert.model.certificate import Certificate
from hpccert.model.standard import QuestionEstimate, RaterEstimate, Standard

DECIMALS = 4


def estimates_csv(standard: Standard) -> str:
    """Return a CSV of all estimates; numbers are percent, nothing is written where there is no other rater."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["question", "skill", "type", "rater", "angoff", "others", "mark", "outlier"])
    for each in standard.questions:
        for one in each.judgments:
            numbers = [one.percent, _shown(one.others), _shown(100 * one.mark), "yes" if one.outlier else "no"]
            writer.writerow([each.question.id, each.skill, each.question.type, one.rater, *numbers])
    return text.getvalue()


def estimates_data(certificate: Certificate, standard: Standard) -> dict[str, Any]:
    """Return everything as JSON data; numbers are percent, the cut score is also there as an exact share."""
    return {
        "certificate": certificate.id,
        "cut_score": _number(certificate.cut_score * 100),
        "proposed": None if standard.cut is None else _number(standard.cut * 100),
        "proposed_exactly": None if standard.cut is None else str(standard.cut),
        "standard_error": None if standard.error is None else round(100 * standard.error, DECIMALS),
        "missing": list(standard.missing),
        "drawable": standard.drawable,
        "raters": [_rater(each) for each in standard.raters],
        "questions": [_question(each) for each in standard.questions],
    }


def deviation(variance: Fraction | None) -> float | None:
    """Return the standard deviation of a variance."""
    return None if variance is None else float(variance) ** 0.5


def _rater(rater: RaterEstimate) -> dict[str, Any]:
    return {
        "rater": rater.rater,
        "rated": rater.rated,
        "mean": _number(rater.mean),
        "deviation": _rounded(deviation(rater.variance)),
        "severity": _number(rater.severity),
        "cut": None if rater.cut is None else _number(100 * rater.cut),
    }


def _question(estimate: QuestionEstimate) -> dict[str, Any]:
    return {
        "question": estimate.question.id,
        "skill": estimate.skill,
        "mean": _number(estimate.mean),
        "deviation": _rounded(deviation(estimate.variance)),
        "mark": _number(100 * estimate.mark),
        "ratings": [
            {"rater": each.rater, "angoff": each.percent, "outlier": each.outlier} for each in estimate.judgments
        ],
    }


def _shown(number: Fraction | None) -> str:
    return "" if number is None else f"{float(number):.{DECIMALS}f}"


def _number(number: Fraction | None) -> float | None:
    return None if number is None else _rounded(float(number))


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, DECIMALS)
