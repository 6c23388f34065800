"""Rules about contradictions: two statements of the library that cannot both be right."""

from collections.abc import Callable, Iterator
from typing import Final

from wardbook.checks.between import CrossProblem, Outlines
from wardbook.checks.contradictions.acknowledged import acknowledged_contradictions_are_there
from wardbook.checks.contradictions.ages import adults_begin_at_one_age
from wardbook.checks.contradictions.dosages import dosages_are_those_that_are_noted
from wardbook.checks.contradictions.guidelines import tables_stand_where_their_variants_do, years_are_those_of_sources
from wardbook.checks.contradictions.noted import (
    noted_figures_are_stated,
    noted_patients_are_named,
    statements_are_as_they_are_noted,
)
from wardbook.checks.contradictions.patients import (
    ages_are_the_same_in_population_and_criteria,
    links_lead_to_the_patients_they_name,
    nobody_is_led_away_who_fits,
    patients_are_led_where_they_fit,
    patients_in_words_are_those_of_the_population,
    sentences_speak_of_the_population,
)
from wardbook.checks.contradictions.people import (
    cases_have_one_sex,
    exits_speak_of_those_who_leave,
    links_are_for_the_sex_of_the_sentence,
    patients_are_named_once,
    pregnancy_in_words_is_that_of_the_population,
    summaries_name_the_sex,
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
    numbers_are_those_of_their_sources,
    patients_are_those_of_the_source,
)
from wardbook.checks.contradictions.thresholds import (
    bands_of_scores_meet,
    instruments_have_the_same_ends,
    points_add_up,
    thresholds_leave_no_gap,
)
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
    noted_patients_are_named,
    patients_are_those_of_the_source,
    ratings_in_words_are_those_of_the_table,
    ratings_are_the_same_where_a_text_says_so,
    advice_follows_the_ratings,
    a_variant_rates_a_study_once,
    ratings_are_those_that_are_quoted,
    tables_stand_where_their_variants_do,
    years_are_those_of_sources,
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
    cases_have_one_sex,
    summaries_name_the_sex,
    pregnancy_in_words_is_that_of_the_population,
    patients_are_named_once,
    exits_speak_of_those_who_leave,
    links_are_for_the_sex_of_the_sentence,
    adults_begin_at_one_age,
    thresholds_leave_no_gap,
    instruments_have_the_same_ends,
    points_add_up,
    bands_of_scores_meet,
    studies_in_words_are_rated,
    doses_in_words_are_those_of_the_regimen,
    doses_of_a_source_are_the_same_everywhere,
    dosages_are_those_that_are_noted,
    texts_give_no_orders,
    acknowledged_contradictions_are_there,
)
"""The rules about contradictions between records."""
