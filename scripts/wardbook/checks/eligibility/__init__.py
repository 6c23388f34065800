"""Rules about who a scenario applies to."""

from __future__ import annotations

from typing import Final

from wardbook.checks.eligibility.criteria import (
    counts_leave_a_choice,
    criteria_do_not_exclude_who_fits,
    criteria_stand_once,
    groups_are_nested_once,
    groups_have_one_rule,
    groups_have_several_entries,
    prior_tests_are_told_once,
)
from wardbook.checks.eligibility.scores import (
    items_are_complete,
    ranges_of_scores_rise,
    thresholds_can_be_reached,
    thresholds_leave_patients_who_fit,
)

CHECKS_OF_ELIGIBILITY: Final = (
    groups_have_one_rule,
    groups_have_several_entries,
    groups_are_nested_once,
    counts_leave_a_choice,
    criteria_stand_once,
    criteria_do_not_exclude_who_fits,
    prior_tests_are_told_once,
    ranges_of_scores_rise,
    thresholds_can_be_reached,
    items_are_complete,
    thresholds_leave_patients_who_fit,
)
"""The rules, those about groups first."""
