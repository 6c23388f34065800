"""Rules about answers: whom they are for, the ratings that they rest on, and what a reader reads of them."""

from collections.abc import Mapping
from typing import Final

from wardbook.checks.answers.bottom_line import bottom_lines_are_short
from wardbook.checks.answers.patients import (
    answers_say_for_which_ages,
    every_patient_has_one_group,
    groups_are_of_the_population,
    groups_are_told_apart,
    scenarios_answer_for_all_or_for_groups,
    steps_say_for_which_patients,
)
from wardbook.checks.answers.ratings import (
    answers_match_ratings,
    disagreements_are_allowed,
    disagreements_are_explained,
    disagreements_show_in_the_votes,
    final_ratings_fit_categories,
    focal_options_are_favored,
    medians_are_those_of_the_votes,
    medians_fit_categories,
    named_procedures_are_rated,
    procedures_are_rated_once,
)
from wardbook.checks.answers.relations import (
    equivalents_are_rated_alike,
    related_studies_are_rated,
    studies_have_one_relation,
)
from wardbook.checks.answers.workflow import focal_pathways_are_complete
from wardbook.checks.helpers import Check
from wardbook.checks.scales import rows_are_rated_on_the_scale, tables_name_their_scale

CHECKS_OF_ANSWERS: Final[tuple[Check, ...]] = (
    scenarios_answer_for_all_or_for_groups,
    groups_are_told_apart,
    groups_are_of_the_population,
    every_patient_has_one_group,
    answers_say_for_which_ages,
    steps_say_for_which_patients,
    related_studies_are_rated,
    equivalents_are_rated_alike,
    studies_have_one_relation,
    bottom_lines_are_short,
    tables_name_their_scale,
    rows_are_rated_on_the_scale,
    procedures_are_rated_once,
    disagreements_are_allowed,
    disagreements_are_explained,
    final_ratings_fit_categories,
    medians_are_those_of_the_votes,
    medians_fit_categories,
    disagreements_show_in_the_votes,
    focal_options_are_favored,
    answers_match_ratings,
    named_procedures_are_rated,
    focal_pathways_are_complete,
)
"""The rules about answers, groups of patients, ratings and relations of studies, in the order they run."""
VALUES_OF_ANSWERS: Final[tuple[Check, ...]] = (procedures_are_rated_once,)
"""Those that judge a value by others like it."""
PARTS_OF_ANSWERS: Final[tuple[Check, ...]] = (
    bottom_lines_are_short,
    disagreements_are_allowed,
    final_ratings_fit_categories,
    medians_are_those_of_the_votes,
    medians_fit_categories,
    disagreements_show_in_the_votes,
)
"""Those that judge the fields of a part by each other, such as those of a row."""
_RATED: Final = ("ratings.rows.procedure", "patient_groups")
_ANSWERED: Final = ("answer.kind", "ratings.rows.role", "patient_groups")
FIELDS_OF_ANSWERS: Final[Mapping[Check, tuple[str, ...]]] = {
    groups_are_told_apart: ("patient_groups",),
    groups_are_of_the_population: ("population", "patient_groups"),
    every_patient_has_one_group: ("population", "patient_groups"),
    answers_say_for_which_ages: ("population.age_group", "answer", "patient_groups"),
    steps_say_for_which_patients: ("patient_groups", "treatment"),
    related_studies_are_rated: ("ratings", "patient_groups"),
    equivalents_are_rated_alike: ("ratings", "patient_groups"),
    studies_have_one_relation: ("ratings", "patient_groups"),
    answers_match_ratings: (*_ANSWERED, "ratings.rows.procedure"),
    focal_options_are_favored: (*_ANSWERED, "ratings.rows.category"),
    disagreements_are_explained: (*_ANSWERED, "ratings.rows.disagreement", "rationale.disagreement"),
    named_procedures_are_rated: (*_RATED, "not_recommended.procedures", "workflow.pathways.after"),
    focal_pathways_are_complete: (*_ANSWERED, "ratings.rows.procedure", "workflow.pathways"),
}
"""The fields that a rule about answers and ratings judges by each other. All others need a sound record."""
