"""A certificate -> the instructions on its papers, among them how marks are given."""

from fractions import Fraction

from hpccert.model.certificate import Certificate, Floor

FLOORS = {
    Floor.QUESTION: "No question counts less than 0 marks.",
    Floor.EXAM: "A question may count less than 0 marks; the whole exam does not.",
    Floor.NONE: "A question, and the whole exam, may count less than 0 marks.",
}


def instructions(certificate: Certificate) -> tuple[str, ...]:
    """Return the instructions, a paragraph each, in CommonMark."""
    plan = certificate.blueprint
    least = certificate.skill_minimum
    each_skill = f", and at least {percent(least)} of the marks of every skill" if least is not None else ""
    return (
        f"You have **{certificate.time_limit} minutes** for **{plan.questions} questions**. The full score is"
        f" {plan.marks} marks. To pass you need at least **{percent(certificate.cut_score)}** of it{each_skill}.",
        "Statements: judge each one by itself, *true* or *false*, or *leave* it. A right judgment adds its share of the"
        " question's marks, a wrong one takes the same share away, a statement left counts nothing.",
        "One choice of *n*: the right one gives the question's marks, a wrong one takes 1/(*n* - 1) of them away."
        " Several choices: right ones add their share of the marks, wrong ones take their share away. What is left"
        " blank counts nothing, and blind guessing gains nothing on average.",
        FLOORS[certificate.floor],
    )


def percent(share: Fraction) -> str:
    """Return a share as percent: 60%, 62.5%."""
    return f"{float(share * 100):g}%"
