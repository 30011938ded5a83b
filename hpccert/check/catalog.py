"""All rules, in the order in which they are run and listed."""

from typing import Any

from hpccert.check import alike, certificates, people, question, questions, reviews, skill, skills
from hpccert.check.alike import Alike
from hpccert.check.rules import Rule
from hpccert.model.bank import Bank
from hpccert.model.question import Question
from hpccert.model.skill import Skill

SKILL_RULES: tuple[Rule[Skill], ...] = (
    skill.requirement_names_a_skill,
    skill.outcome_id_is_used_once,
)
QUESTION_RULES: tuple[Rule[Question], ...] = (
    question.part_id_is_used_once,
    question.part_text_is_used_once,
    question.set_has_both_sides,
    question.number_of_right_choices_fits,
    question.text_is_what_papers_can_show,
    question.characters_can_be_printed,
    question.code_block_names_its_language,
)
BANK_RULES: tuple[Rule[Bank], ...] = (
    skills.skill_id_is_its_files_name,
    skills.code_is_used_once,
    skills.code_has_a_parent,
    skills.required_skill_exists,
    skills.leaf_has_an_examinable_outcome,
    skills.curator_exists,
    questions.question_lies_at_its_id,
    questions.skill_is_a_leaf_of_the_tree,
    questions.outcome_is_one_of_the_skill,
    questions.enemy_exists,
    questions.author_exists,
    reviews.review_file_belongs_to_a_question,
    reviews.reviewer_exists,
    reviews.reviewer_may_say_this,
    reviews.record_has_a_real_date,
    certificates.certificate_id_is_its_files_name,
    certificates.certificate_asks_for_existing_skills,
    certificates.blueprint_lines_do_not_overlap,
    certificates.minutes_have_a_range,
    certificates.exam_has_a_bounded_length,
    people.person_id_is_used_once,
    people.address_belongs_to_one_person,
    people.topic_exists,
    people.topic_curator_has_a_topic,
)
PAIR_RULES: tuple[Rule[Alike], ...] = (alike.question_is_asked_once,)
RULES: tuple[Rule[Any], ...] = (*SKILL_RULES, *QUESTION_RULES, *BANK_RULES, *PAIR_RULES)
