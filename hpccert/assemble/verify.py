"""A form and its blueprint -> every way in which the form breaks it.

Written apart from the drawing on purpose: it shares no code with it, and looks at the questions
themselves.
"""

from collections import Counter

from hpccert.model.bank import Bank, within
from hpccert.model.certificate import Certificate
from hpccert.model.form import Form
from hpccert.model.question import TrueFalseSet, parts_of


def violations(bank: Bank, certificate: Certificate, form: Form) -> tuple[str, ...]:
    """Return what is wrong with a form, in words; nothing if it is as the blueprint asks."""
    return (*_counts(bank, certificate, form), *_limits(certificate, form), *_parts(certificate, form))


def _counts(bank: Bank, certificate: Certificate, form: Form) -> list[str]:
    wrong = []
    for line in certificate.blueprint.lines:
        branch = bank.skills[line.skill].code
        have = sum(within(bank.skills[each.question.card.skill].code, branch) for each in form.items)
        if have != line.questions:
            wrong.append(f"{have} questions of {line.skill}, {line.questions} asked for")
    if len({each.question.id for each in form.items}) != len(form.items):
        wrong.append("a question is there twice")
    if len(form.items) != sum(line.questions for line in certificate.blueprint.lines):
        wrong.append(f"{len(form.items)} questions in all")
    return wrong


def _limits(certificate: Certificate, form: Form) -> list[str]:
    plan, wrong = certificate.blueprint, []
    outcomes = Counter(
        (each.question.card.skill, outcome) for each in form.items for outcome in each.question.card.outcomes
    )
    wrong += [
        f"{count} questions on {skill} {id}" for (skill, id), count in outcomes.items() if count > plan.per_outcome
    ]
    minutes = sum(each.question.card.minutes for each in form.items)
    if minutes < plan.minutes_min or minutes > plan.minutes_max:
        wrong.append(f"{minutes} minutes")
    ids = {each.question.id for each in form.items}
    wrong += [f"'{each.question.id}' with an enemy" for each in form.items if ids & set(each.question.card.enemies)]
    return wrong


def _parts(certificate: Certificate, form: Form) -> list[str]:
    wrong = []
    for each in form.items:
        all_parts = parts_of(each.question.task)
        is_set = isinstance(each.question.task, TrueFalseSet)
        wanted = certificate.blueprint.statements if is_set else len(all_parts)
        if len(set(each.parts)) != wanted or len(each.parts) != wanted or not set(each.parts) <= set(all_parts):
            wrong.append(f"'{each.question.id}' shows {len(each.parts)} parts, {wanted} wanted")
    return wrong
