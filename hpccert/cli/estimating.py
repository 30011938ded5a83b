"""A certificate and a pool -> the Angoff estimates of its questions and the cut score that they propose, shown."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import assert_never

from hpccert.assemble.pool import pool_of
from hpccert.cli import show
from hpccert.cli.drawing import drawable
from hpccert.cli.options import EstimateFormat, PoolName
from hpccert.cli.shared import certificate_of, root_of, sound
from hpccert.curate.ratings import ratings
from hpccert.grade.standard import standard
from hpccert.model.bank import Bank
from hpccert.model.certificate import Certificate
from hpccert.model.standard import Standard
from hpccert.render.estimates import deviation, estimates_csv, estimates_data

HINT = "'hpccert review approve ID --angoff PERCENT' gives an estimate"


def show_estimates(root: Path | None, name: str, pool: PoolName, format: EstimateFormat) -> None:
    """Print the estimates of the questions that a certificate's exam may draw, and what they propose."""
    bank = sound(root_of(root))
    certificate = certificate_of(bank, name)
    candidates = pool_of(bank, certificate, drawable(bank, pool, certificate))
    lines = [[candidates.questions[each.id] for each in line] for line in candidates.lines]
    found = standard(certificate, lines, ratings(bank))
    match format:
        case EstimateFormat.JSON:
            show.as_json(estimates_data(certificate, found))
        case EstimateFormat.CSV:
            show.write(estimates_csv(found))
        case EstimateFormat.TEXT:
            _show(bank, certificate, found, pool)
        case _:
            assert_never(format)


def _show(bank: Bank, certificate: Certificate, found: Standard, pool: PoolName) -> None:
    show.title(f"{show.one_line(certificate.title)}: Angoff estimates of the {pool} pool, in percent")
    if found.questions:
        _show_raters(found)
        show.say()
        _show_questions(bank, found)
        show.say()
    show.say("\n".join(_summary(certificate, found)))


def _show_raters(found: Standard) -> None:
    rows = [
        (each.rater, str(each.rated), _percent(each.mean), _percent(deviation(each.variance)),
         _signed(each.severity), _percent(None if each.cut is None else 100 * each.cut))
        for each in found.raters
    ]  # fmt: skip
    columns = ["rater", "rated", "mean", "SD", "above others", "own cut score"]
    show.table(columns, rows, right=columns[1:])


def _show_questions(bank: Bank, found: Standard) -> None:
    rows = [
        (each.question.id, bank.label(each.skill).partition(" ")[0], str(len(each.judgments)), _percent(each.mean),
         _percent(deviation(each.variance)), _percent(100 * each.mark),
         ", ".join(f"{one.rater} {one.percent}" for one in each.judgments if one.outlier))
        for each in found.questions
    ]  # fmt: skip
    columns = ["question", "skill", "raters", "mean", "SD", "expected mark", "far from the others"]
    show.table(columns, rows, right=columns[2:6])


def _summary(certificate: Certificate, found: Standard) -> Iterator[str]:
    yield f"{len(found.questions)} of the {show.plural(found.drawable, 'question')} that may be drawn have estimates"
    present = f"the certificate asks for {_percent(100 * certificate.cut_score)} %"
    if found.cut is None:
        yield f"no cut score is proposed, and {present}; missing:"
    else:
        error = "" if found.error is None else f", standard error {_percent(100 * found.error)}"
        yield f"proposed cut score: {_percent(100 * found.cut)} % of the full score{error}; {present}"
    yield from (f"  {each}" for each in found.missing)
    if found.cut is None:
        yield HINT


def _percent(number: Fraction | float | None) -> str:
    return "" if number is None else f"{float(number):.1f}"


def _signed(number: Fraction | None) -> str:
    return "" if number is None else f"{float(number):+.1f}"
