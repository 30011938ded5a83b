"""All rules over a bank, in the order in which they are run and listed."""

from hpccert.check import certificates, people, questions, reviews, skills
from hpccert.check.rules import Rule

RULES: tuple[Rule, ...] = (
    skills.skill_id_is_its_files_name,
    skills.code_is_used_once,
    skills.code_has_a_parent,
    skills.required_skill_exists,
    skills.requirement_names_a_skill,
    skills.outcome_id_is_used_once,
    skills.leaf_has_an_examinable_outcome,
    skills.curator_exists,
    questions.question_lies_at_its_id,
    questions.skill_is_a_leaf_of_the_tree,
    questions.outcome_is_one_of_the_skill,
    questions.enemy_exists,
    questions.author_exists,
    questions.part_id_is_used_once,
    questions.part_text_is_used_once,
    questions.set_has_both_sides,
    questions.number_of_right_choices_fits,
    questions.text_is_what_papers_can_show,
    questions.characters_can_be_printed,
    questions.code_block_names_its_language,
    reviews.review_file_belongs_to_a_question,
    reviews.reviewer_exists,
    reviews.reviewer_may_say_this,
    certificates.certificate_id_is_its_files_name,
    certificates.certificate_asks_for_existing_skills,
    certificates.blueprint_lines_do_not_overlap,
    certificates.minutes_have_a_range,
    certificates.exam_has_a_bounded_length,
    people.person_id_is_used_once,
    people.address_belongs_to_one_person,
    people.topic_exists,
)
