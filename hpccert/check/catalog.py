"""All rules, in the order in which they are run and listed."""

from typing import Any

from hpccert.check import (
    alike,
    balance,
    certificates,
    checklists,
    languages,
    outcomes,
    parts,
    people,
    policy,
    question,
    questions,
    reviews,
    skill,
    skills,
    terms,
    tree,
    wording,
)
from hpccert.check.alike import Alike
from hpccert.check.rules import Rule, rule
from hpccert.model.bank import Bank
from hpccert.model.question import Question
from hpccert.model.skill import Skill
from hpccert.problems import Problems

SKILL_RULES: tuple[Rule[Skill], ...] = (
    skill.requirement_names_a_skill,
    skill.outcome_id_is_used_once,
    outcomes.outcome_is_another_one,
    outcomes.outcome_can_be_observed,
    outcomes.outcome_begins_with_a_verb,
    outcomes.link_is_https,
    outcomes.skill_has_no_doubled_word,
)
QUESTION_RULES: tuple[Rule[Question], ...] = (
    question.part_id_is_used_once,
    question.part_text_is_used_once,
    question.set_has_both_sides,
    question.number_of_right_choices_fits,
    question.text_is_what_papers_can_show,
    question.characters_can_be_printed,
    question.code_block_names_its_language,
    parts.part_contradicts_no_other,
    parts.part_differs_in_more_than_spelling,
    parts.part_stands_by_itself,
    wording.stem_asks_positively,
    wording.negation_is_not_doubled,
    wording.absolute_word_is_no_clue,
    wording.frequency_is_not_vague,
    parts.key_does_not_stand_out_by_length,
    parts.set_is_balanced,
    wording.stem_sets_a_task,
    wording.explanation_explains,
    wording.statement_has_few_conditions,
    languages.text_is_in_its_language,
    wording.question_has_no_doubled_word,
)


@rule("W001")
def policy_changes_only_advice(bank: Bank) -> Problems:
    """The codes under `rules` in hpccert.yaml are those of warnings or hints.

    Why: with what an error says nothing can go on, and a misspelled code would change nothing, without a word.
    """
    yield from policy.misjudged(bank.workspace, {each.code: each.severity for each in RULES})


BANK_RULES: tuple[Rule[Bank], ...] = (
    policy_changes_only_advice,
    skills.skill_id_is_its_files_name,
    skills.code_is_used_once,
    skills.code_has_a_parent,
    skills.required_skill_exists,
    skills.leaf_has_an_examinable_outcome,
    skills.curator_exists,
    tree.leaf_is_small_enough,
    tree.requirements_form_no_circle,
    tree.mentioned_code_exists,
    tree.mentioned_code_is_the_present_one,
    tree.mentioned_code_has_the_title_behind_it,
    questions.question_lies_at_its_id,
    questions.skill_is_a_leaf_of_the_tree,
    questions.outcome_is_one_of_the_skill,
    questions.enemy_exists,
    questions.author_exists,
    questions.question_lies_where_its_pool_belongs,
    balance.true_and_false_are_balanced_over_a_pool,
    balance.longest_choice_is_no_clue_over_a_pool,
    reviews.review_file_belongs_to_a_question,
    reviews.reviewer_exists,
    reviews.reviewer_may_say_this,
    reviews.record_has_a_real_date,
    reviews.doubt_gives_a_reason,
    checklists.checklist_is_its_files_version,
    checklists.checklist_item_id_is_used_once,
    checklists.policy_names_a_checklist,
    checklists.approval_names_a_checklist,
    checklists.estimate_belongs_to_an_approval,
    terms.submission_agrees_to_the_terms,
    terms.record_names_known_terms,
    terms.version_of_terms_is_given_once,
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
