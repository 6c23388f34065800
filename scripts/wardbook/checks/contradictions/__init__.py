"""Rules about contradictions: two statements of the library that cannot both be right."""

from collections.abc import Callable, Iterator
from typing import Final

from wardbook.checks.between import CrossProblem, Outlines
from wardbook.checks.contradictions.acknowledged import acknowledged_contradictions_are_there
from wardbook.checks.contradictions.patients import (
    ages_are_the_same_in_population_and_criteria,
    links_lead_to_the_patients_they_name,
    nobody_is_led_away_who_fits,
    patients_are_led_where_they_fit,
    patients_in_words_are_those_of_the_population,
    sentences_speak_of_the_population,
)
from wardbook.checks.contradictions.radiation import (
    bands_of_radiation_meet,
    doses_of_radiation_are_those_of_the_scale,
    levels_are_those_that_are_quoted,
    radiation_in_words_is_that_of_the_procedure,
)
from wardbook.checks.contradictions.ratings import (
    a_variant_rates_a_study_once,
    advice_follows_the_ratings,
    ratings_are_the_same_where_a_text_says_so,
    ratings_are_those_that_are_quoted,
    ratings_in_words_are_those_of_the_table,
)
from wardbook.checks.contradictions.sources import (
    locators_are_those_of_their_sources,
    noted_figures_are_stated,
    numbers_are_those_of_their_sources,
    patients_are_those_of_the_source,
    statements_are_as_they_are_noted,
)
from wardbook.checks.contradictions.thresholds import instruments_have_the_same_ends, thresholds_leave_no_gap
from wardbook.checks.contradictions.words import (
    doses_in_words_are_those_of_the_regimen,
    doses_of_a_source_are_the_same_everywhere,
    notes_speak_of_the_same_patients,
    studies_in_words_are_rated,
    texts_give_no_orders,
)

CONTRADICTIONS_BETWEEN: Final[tuple[Callable[[Outlines], Iterator[CrossProblem]], ...]] = (
    numbers_are_those_of_their_sources,
    locators_are_those_of_their_sources,
    statements_are_as_they_are_noted,
    noted_figures_are_stated,
    patients_are_those_of_the_source,
    ratings_in_words_are_those_of_the_table,
    ratings_are_the_same_where_a_text_says_so,
    advice_follows_the_ratings,
    a_variant_rates_a_study_once,
    ratings_are_those_that_are_quoted,
    radiation_in_words_is_that_of_the_procedure,
    bands_of_radiation_meet,
    doses_of_radiation_are_those_of_the_scale,
    levels_are_those_that_are_quoted,
    patients_in_words_are_those_of_the_population,
    ages_are_the_same_in_population_and_criteria,
    patients_are_led_where_they_fit,
    sentences_speak_of_the_population,
    links_lead_to_the_patients_they_name,
    nobody_is_led_away_who_fits,
    notes_speak_of_the_same_patients,
    thresholds_leave_no_gap,
    instruments_have_the_same_ends,
    studies_in_words_are_rated,
    doses_in_words_are_those_of_the_regimen,
    doses_of_a_source_are_the_same_everywhere,
    texts_give_no_orders,
    acknowledged_contradictions_are_there,
)
"""The rules about contradictions between records."""
