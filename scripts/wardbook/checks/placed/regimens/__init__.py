"""Rules about regimens, after the lists of safe medication: ISMP, the Joint Commission, and the BNF."""

from collections.abc import Callable, Iterator
from typing import Final

from wardbook.checks.between import CrossProblem, Outlines
from wardbook.checks.helpers import Check
from wardbook.checks.placed.regimens.alternatives import (
    alternatives_hold_other_drugs,
    regimens_fit_the_patients,
    regimens_lead_to_others,
)
from wardbook.checks.placed.regimens.amounts import (
    dose_ranges_rise,
    drug_amounts_are_typed_safely,
    drugs_have_one_unit,
    infusions_run_on,
    maximums_hold_doses,
    small_amounts_have_small_units,
)
from wardbook.checks.placed.regimens.bands import bands_have_bounds, bands_meet
from wardbook.checks.placed.regimens.completeness import (
    advice_is_complete,
    allergies_lead_on,
    doses_have_sources,
    drugs_have_doses,
    parts_are_joined,
    steps_say_what_to_do,
)
from wardbook.checks.placed.regimens.volumes import volumes_hold_doses
from wardbook.checks.placed.regimens.words import abbreviations_are_safe, numbers_in_words_are_safe

REGIMEN_CHECKS: Final[tuple[Check, ...]] = (
    drug_amounts_are_typed_safely,
    small_amounts_have_small_units,
    drugs_have_one_unit,
    maximums_hold_doses,
    volumes_hold_doses,
    dose_ranges_rise,
    infusions_run_on,
    bands_have_bounds,
    bands_meet,
    parts_are_joined,
    doses_have_sources,
    drugs_have_doses,
    advice_is_complete,
    allergies_lead_on,
    steps_say_what_to_do,
    abbreviations_are_safe,
    numbers_in_words_are_safe,
)
"""The rules about regimens and treatments."""

REGIMEN_NEIGHBOUR_CHECKS: Final[tuple[Callable[[Outlines], Iterator[CrossProblem]], ...]] = (
    alternatives_hold_other_drugs,
    regimens_lead_to_others,
    regimens_fit_the_patients,
)
"""The rules about how regimens stand to each other and to the pages that show them."""
