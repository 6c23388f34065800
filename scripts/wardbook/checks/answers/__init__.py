"""Rules about answers: whom they are for, how rated studies are related, and what a reader reads of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from wardbook.checks.answers.patients import (
    answers_say_for_which_ages,
    every_patient_has_one_group,
    groups_are_of_the_population,
    groups_are_told_apart,
    scenarios_answer_for_all_or_for_groups,
)
from wardbook.checks.answers.relations import (
    equivalents_are_rated_alike,
    related_studies_are_rated,
    studies_have_one_relation,
)
from wardbook.problems import Problem
from wardbook.read.content import Content

_Check = Callable[[Content], Iterator[Problem]]

CHECKS_OF_ANSWERS: Final[tuple[_Check, ...]] = (
    scenarios_answer_for_all_or_for_groups,
    groups_are_told_apart,
    groups_are_of_the_population,
    every_patient_has_one_group,
    answers_say_for_which_ages,
    related_studies_are_rated,
    equivalents_are_rated_alike,
    studies_have_one_relation,
)
"""The rules about groups of patients and relations of studies, in the order they run."""
FIELDS_OF_ANSWERS: Final[Mapping[_Check, tuple[str, ...]]] = {
    groups_are_told_apart: ("patient_groups",),
    groups_are_of_the_population: ("population", "patient_groups"),
    every_patient_has_one_group: ("population", "patient_groups"),
    answers_say_for_which_ages: ("population.age_group", "answer", "patient_groups"),
    related_studies_are_rated: ("ratings", "patient_groups"),
    equivalents_are_rated_alike: ("ratings", "patient_groups"),
    studies_have_one_relation: ("ratings", "patient_groups"),
}
"""The fields that each of them judges by each other; the first rule needs a sound record."""
