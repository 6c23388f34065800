"""The rules of content beyond its shape, as an ordered list.

A rule is a generator of problems over all that was read; its docstring is the rule in one
sentence. Rules look at sound records only and keep silent about what a broken file may hold.
"""

from collections.abc import Callable, Iterator
from typing import Final

from wardbook.checks.answers.bottom_line import bottom_lines_are_short
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
from wardbook.checks.between import (
    CrossProblem,
    Outlines,
    media_are_named,
    phones_are_of_services_that_are_called,
    placed_records_are_shown,
    presentations_are_used,
    scenarios_stand_in_their_topic,
    sources_are_named,
    topics_list_their_own,
)
from wardbook.checks.embedding import intranets_are_listed_once, intranets_fit_in_a_line
from wardbook.checks.glyphs import printed_characters_have_glyphs
from wardbook.checks.identity import (
    ids_are_portable,
    ids_are_unique,
    ids_match_file_names,
    meanings_are_of_abbreviations,
    services_have_one_phone,
    terms_are_unique,
    words_belong_to_one_term,
)
from wardbook.checks.links import (
    choices_are_made_once,
    citations_are_written_as_such,
    references_resolve,
    routes_lead_away,
    settings_cite_nothing,
    topics_list_a_scenario_once,
)
from wardbook.checks.moved import (
    old_addresses_lead_on,
    old_ids_are_free,
    old_ids_are_told_once,
    registered_addresses_last,
    registered_copies_last,
    registered_copies_stand_once,
)
from wardbook.checks.placed.figures import captions_are_short, persons_have_consented
from wardbook.checks.placed.tables import (
    cells_are_short,
    columns_are_told_apart,
    numbers_are_numbers,
    rows_are_told_apart,
    rows_fit_columns,
    tables_have_sources,
)
from wardbook.checks.placed.texts import records_are_placed_in_long_texts, records_are_placed_once
from wardbook.checks.radiation import levels_match_what_is_printed, levels_name_their_source
from wardbook.checks.ratings import (
    answers_match_ratings,
    disagreements_are_allowed,
    disagreements_are_explained,
    disagreements_show_in_the_votes,
    final_ratings_fit_categories,
    focal_studies_are_favoured,
    medians_are_those_of_the_votes,
    medians_fit_categories,
    named_procedures_are_rated,
    procedures_are_rated_once,
)
from wardbook.checks.review import (
    dates_are_in_order,
    live_pages_are_reviewed_as_they_stand,
    reviews_have_happened,
    sources_were_published_when_read,
    statuses_are_backed,
    versions_are_listed,
)
from wardbook.checks.scales import (
    categories_can_be_told_apart,
    categories_cover_the_scale,
    colours_carry_white_text,
    ranges_rise,
)
from wardbook.checks.text import characters_are_what_they_seem, placeholders_are_replaced
from wardbook.checks.workflow import (
    emergencies_have_no_other_urgency,
    focal_pathways_are_complete,
    other_outcomes_are_labelled,
)
from wardbook.problems import Problem
from wardbook.read.content import Content

Check = Callable[[Content], Iterator[Problem]]
NeighbourCheck = Callable[[Outlines], Iterator[CrossProblem]]

CHECKS: Final[tuple[Check, ...]] = (
    placeholders_are_replaced,
    printed_characters_have_glyphs,
    characters_are_what_they_seem,
    ids_match_file_names,
    ids_are_portable,
    ids_are_unique,
    meanings_are_of_abbreviations,
    terms_are_unique,
    words_belong_to_one_term,
    references_resolve,
    topics_list_a_scenario_once,
    routes_lead_away,
    citations_are_written_as_such,
    settings_cite_nothing,
    old_ids_are_free,
    old_ids_are_told_once,
    old_addresses_lead_on,
    registered_addresses_last,
    registered_copies_last,
    registered_copies_stand_once,
    sources_were_published_when_read,
    categories_cover_the_scale,
    categories_can_be_told_apart,
    ranges_rise,
    colours_carry_white_text,
    levels_name_their_source,
    levels_match_what_is_printed,
    scenarios_answer_for_all_or_for_groups,
    groups_are_told_apart,
    groups_are_of_the_population,
    every_patient_has_one_group,
    answers_say_for_which_ages,
    procedures_are_rated_once,
    disagreements_are_allowed,
    disagreements_are_explained,
    final_ratings_fit_categories,
    medians_are_those_of_the_votes,
    medians_fit_categories,
    disagreements_show_in_the_votes,
    focal_studies_are_favoured,
    answers_match_ratings,
    named_procedures_are_rated,
    related_studies_are_rated,
    equivalents_are_rated_alike,
    studies_have_one_relation,
    focal_pathways_are_complete,
    other_outcomes_are_labelled,
    emergencies_have_no_other_urgency,
    bottom_lines_are_short,
    dates_are_in_order,
    reviews_have_happened,
    live_pages_are_reviewed_as_they_stand,
    statuses_are_backed,
    versions_are_listed,
    choices_are_made_once,
    intranets_are_listed_once,
    intranets_fit_in_a_line,
    columns_are_told_apart,
    rows_fit_columns,
    rows_are_told_apart,
    cells_are_short,
    numbers_are_numbers,
    tables_have_sources,
    captions_are_short,
    persons_have_consented,
    records_are_placed_once,
    records_are_placed_in_long_texts,
    services_have_one_phone,
)
"""All rules, in the order they run; reports are sorted by file and line all the same."""

NEIGHBOUR_CHECKS: Final[tuple[NeighbourCheck, ...]] = (
    topics_list_their_own,
    scenarios_stand_in_their_topic,
    sources_are_named,
    placed_records_are_shown,
    media_are_named,
    presentations_are_used,
    phones_are_of_services_that_are_called,
)
"""The rules about how records stand to each other."""


def faults_in(content: Content) -> Iterator[Problem]:
    """The faults that the rules find in records, each by itself."""
    return (problem for check in CHECKS for problem in check(content))


def problems_between(outlines: Outlines) -> Iterator[CrossProblem]:
    """The faults that the rules find between records."""
    return (cross_problem for check in NEIGHBOUR_CHECKS for cross_problem in check(outlines))
