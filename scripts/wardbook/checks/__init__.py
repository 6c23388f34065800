"""The rules of content beyond its shape, as an ordered list.

A rule is a generator of problems over all that was read; its docstring is the rule in one
sentence. Rules look at sound records only and keep silent about what a broken file may hold.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from wardbook.checks.answers import CHECKS_OF_ANSWERS, FIELDS_OF_ANSWERS, PARTS_OF_ANSWERS, VALUES_OF_ANSWERS
from wardbook.checks.answers.workflow import (
    emergencies_have_no_other_urgency,
    other_outcomes_are_labelled,
)
from wardbook.checks.between import (
    CrossProblem,
    Outlines,
    answers_are_of_their_kind,
    live_pages_cite_nothing_retracted,
    media_are_named,
    no_source_follows_itself,
    phones_are_of_services_that_are_called,
    placed_records_are_shown,
    presentations_are_used,
    scenarios_stand_in_their_topic,
    sources_are_named,
    successors_hold,
    topics_list_their_own,
)
from wardbook.checks.contradictions import CONTRADICTIONS_BETWEEN
from wardbook.checks.eligibility import CHECKS_OF_ELIGIBILITY
from wardbook.checks.embedding import intranets_are_listed_once, intranets_fit_in_a_line
from wardbook.checks.helpers import Check
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
from wardbook.checks.placed.figures import captions_are_short, persons_have_consented
from wardbook.checks.placed.regimens import REGIMEN_CHECKS, REGIMEN_NEIGHBOUR_CHECKS
from wardbook.checks.placed.tables import (
    cells_are_short,
    columns_are_told_apart,
    numbers_are_numbers,
    rows_are_told_apart,
    rows_fit_columns,
    tables_have_sources,
)
from wardbook.checks.placed.texts import records_are_placed_in_long_texts, records_are_placed_once
from wardbook.checks.protocols import imaging_protocols_have_images
from wardbook.checks.published.changes import CHECKS_OF_CHANGES
from wardbook.checks.published.moved import (
    old_addresses_lead_on,
    old_ids_are_free,
    old_ids_are_told_once,
    registered_addresses_last,
    registered_copies_last,
    registered_copies_stand_once,
)
from wardbook.checks.radiation import (
    bands_have_doses,
    levels_fit_the_bands,
    levels_match_what_is_printed,
    levels_name_their_source,
    only_imaging_has_radiation,
    ranges_rise,
)
from wardbook.checks.review import (
    dates_are_in_order,
    live_pages_are_reviewed_as_they_stand,
    live_pages_are_reviewed_in_time,
    next_reviews_come_soon_enough,
    reviews_have_happened,
    sources_were_published_when_read,
    statuses_are_backed,
    versions_are_listed,
)
from wardbook.checks.scales import (
    categories_can_be_told_apart,
    categories_cover_the_scale,
    colours_carry_white_text,
    signs_have_one_tone,
)
from wardbook.checks.text.claims import live_pages_cite_their_claims
from wardbook.checks.text.glyphs import printed_characters_have_glyphs
from wardbook.checks.text.sources import (
    isbns_have_their_last_digit,
    retractions_have_happened,
)
from wardbook.checks.text.words import characters_are_what_they_seem, placeholders_are_replaced
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.validate import where

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
    *CHECKS_OF_CHANGES,
    sources_were_published_when_read,
    retractions_have_happened,
    isbns_have_their_last_digit,
    categories_cover_the_scale,
    categories_can_be_told_apart,
    signs_have_one_tone,
    bands_have_doses,
    ranges_rise,
    colours_carry_white_text,
    levels_fit_the_bands,
    only_imaging_has_radiation,
    imaging_protocols_have_images,
    levels_name_their_source,
    levels_match_what_is_printed,
    *CHECKS_OF_ELIGIBILITY,
    *CHECKS_OF_ANSWERS,
    other_outcomes_are_labelled,
    emergencies_have_no_other_urgency,
    dates_are_in_order,
    reviews_have_happened,
    live_pages_are_reviewed_as_they_stand,
    live_pages_are_reviewed_in_time,
    next_reviews_come_soon_enough,
    statuses_are_backed,
    versions_are_listed,
    live_pages_cite_their_claims,
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
    *REGIMEN_CHECKS,
    services_have_one_phone,
)
"""All rules, in the order they run; reports are sorted by file and line all the same."""

NEIGHBOUR_CHECKS: Final[tuple[NeighbourCheck, ...]] = (
    topics_list_their_own,
    scenarios_stand_in_their_topic,
    sources_are_named,
    placed_records_are_shown,
    *REGIMEN_NEIGHBOUR_CHECKS,
    *CONTRADICTIONS_BETWEEN,
    media_are_named,
    presentations_are_used,
    answers_are_of_their_kind,
    successors_hold,
    phones_are_of_services_that_are_called,
    live_pages_cite_nothing_retracted,
    no_source_follows_itself,
)
"""The rules about how records stand to each other."""


_OF_VALUES: Final[frozenset[Check]] = frozenset(
    {
        printed_characters_have_glyphs,
        ids_match_file_names,
        ids_are_portable,
        ids_are_unique,
        services_have_one_phone,
        references_resolve,
        topics_list_a_scenario_once,
        routes_lead_away,
        citations_are_written_as_such,
        settings_cite_nothing,
        choices_are_made_once,
        *VALUES_OF_ANSWERS,
        colours_carry_white_text,
        intranets_are_listed_once,
        cells_are_short,
        isbns_have_their_last_digit,
        captions_are_short,
        records_are_placed_once,
        records_are_placed_in_long_texts,
    }
)
"""Rules that judge a value by itself, or by others like it: they hold for every sound value of a faulty record."""
_OF_PARTS: Final[frozenset[Check]] = frozenset(
    {
        other_outcomes_are_labelled,
        emergencies_have_no_other_urgency,
        *PARTS_OF_ANSWERS,
        meanings_are_of_abbreviations,
    }
)
"""Rules that judge the fields of a part by each other, such as those of a row: they hold for every sound part."""
_REVIEW: Final = ("review",)
_OF_FIELDS: Final[Mapping[Check, tuple[str, ...]]] = {
    **FIELDS_OF_ANSWERS,
    levels_name_their_source: ("adult", "child", "radiation_source"),
    levels_match_what_is_printed: ("adult", "child"),
    dates_are_in_order: _REVIEW,
    reviews_have_happened: _REVIEW,
    live_pages_are_reviewed_as_they_stand: _REVIEW,
    statuses_are_backed: _REVIEW,
    versions_are_listed: _REVIEW,
    sources_were_published_when_read: ("year", "accessed_on"),
    retractions_have_happened: ("year", "retracted"),
    columns_are_told_apart: ("columns",),
    tables_have_sources: ("source",),
    persons_have_consented: ("shows_patient", "consent"),
}
"""Rules that judge some fields of a record by each other, with the fields. All others need a sound record."""


def faults_in(content: Content) -> Iterator[Problem]:
    """The faults that the rules find in records, each by itself, and in what is sound of faulty ones."""
    yield from (problem for check in CHECKS for problem in check(content))
    for rest in content.rests:
        alone, stand_ins = content.of_rest(rest), [where(loc) for loc in rest.stand_ins]
        missing = {where(rest.text.known(loc)) for loc in rest.stand_ins if loc not in rest.text.lines}
        # Of a file of which something is left out nobody can tell what is missing.
        for check in (check for check in CHECKS if rest.text.is_whole or check in _OF_VALUES):
            for problem in check(alone):
                in_what_is_missing = check in _OF_VALUES and problem.where in missing
                if not in_what_is_missing and _is_certain(check, problem.where, stand_ins):
                    yield problem


def _is_certain(check: Check, place: str, stand_ins: Iterable[str]) -> bool:
    """Whether a fault at a place is one, whatever was meant where values stand in for faulty ones."""
    part = place.rpartition(".")[0] or place
    if check in _OF_VALUES:
        return not any(_is_in(place, stand_in) for stand_in in stand_ins)
    if check in _OF_PARTS:
        return not any(_is_in(place, stand_in) or _is_in(stand_in, part) for stand_in in stand_ins)
    fields = [(_NUMBER.sub("", stand_in), field) for stand_in in stand_ins for field in _OF_FIELDS.get(check, ())]
    return check in _OF_FIELDS and not any(_is_in(one, other) or _is_in(other, one) for one, other in fields)


_NUMBER: Final = re.compile(r"\[\d+\]")
"""The number of an item in a place."""


def _is_in(place: str, outer: str) -> bool:
    """Whether a place of a record is another one, or in it."""
    return place.startswith(outer) and place[len(outer) : len(outer) + 1] in ("", ".", "[")


def problems_between(outlines: Outlines) -> Iterator[CrossProblem]:
    """The faults that the rules find between records."""
    return (cross_problem for check in NEIGHBOUR_CHECKS for cross_problem in check(outlines))
