"""Rules for certificates: their blueprints ask for what can exist."""

from hpccert.check.names import misnamed, nothing_named
from hpccert.check.rules import rule
from hpccert.model.bank import Bank, within
from hpccert.model.certificate import Certificate
from hpccert.problems import Problems

MOST_QUESTIONS = 200


@rule("E001")
def certificate_id_is_its_files_name(bank: Bank) -> Problems:
    """A certificate's id is the name of its file, and no other certificate has it.

    Why: people name a certificate by its id when they build an exam.
    """
    yield from misnamed(bank, Certificate, bank.certificates)


@rule("E002")
def certificate_asks_for_existing_skills(bank: Bank) -> Problems:
    """The skills of a blueprint exist.

    Why: no question can be drawn for a skill that is not there.
    """
    for each in bank.certificates.values():
        for index, line in enumerate(each.blueprint.lines):
            if line.skill not in bank.skills and not bank.lost("skills", line.skill):
                yield (
                    each.at("blueprint", "skills", index, "skill"),
                    nothing_named("skill", line.skill, "skills/", bank.skills),
                )


@rule("E003")
def blueprint_lines_do_not_overlap(bank: Bank) -> Problems:
    """No two lines of a blueprint ask for the same skill, or for a branch and a skill inside it.

    Why: it would not be clear for which line a question counts.
    """
    for each in bank.certificates.values():
        codes = [bank.skills[line.skill].code if line.skill in bank.skills else None for line in each.blueprint.lines]
        for index, code in enumerate(codes):
            for other in codes[:index]:
                if code and other and (within(code, other) or within(other, code)):
                    yield (
                        each.at("blueprint", "skills", index, "skill"),
                        f"'{code}' overlaps with the line for '{other}'",
                    )


@rule("E004")
def minutes_have_a_range(bank: Bank) -> Problems:
    """The least minutes of a blueprint are not more than the most.

    Why: no form can be both longer and shorter.
    """
    for each in bank.certificates.values():
        if each.blueprint.minutes_min > each.blueprint.minutes_max:
            yield each.at("blueprint", "minutes"), "'min' is greater than 'max'; no form can have such a length"


@rule("E005")
def exam_has_a_bounded_length(bank: Bank) -> Problems:
    """A form has at most 200 questions.

    Why: nobody sits a longer exam, and drawing would become slow.
    """
    for each in bank.certificates.values():
        if each.blueprint.questions > MOST_QUESTIONS:
            message = f"a form would have {each.blueprint.questions} questions; at most {MOST_QUESTIONS} are allowed"
            yield each.at("blueprint", "skills"), message
