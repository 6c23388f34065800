"""The rules of content that judge a rating table by itself."""

from __future__ import annotations

from typing import Final

from wardbook.checks.answers.ratings import (
    disagreements_are_allowed,
    disagreements_show_in_the_votes,
    final_ratings_fit_categories,
    medians_are_those_of_the_votes,
    medians_fit_categories,
    procedures_are_rated_once,
)
from wardbook.checks.helpers import Check
from wardbook.checks.identity import ids_are_portable
from wardbook.checks.links import references_resolve
from wardbook.checks.radiation import levels_fit_the_bands, levels_match_what_is_printed, levels_name_their_source
from wardbook.checks.scales import rows_are_rated_on_the_scale

RULES: Final[tuple[Check, ...]] = (
    ids_are_portable,
    references_resolve,
    procedures_are_rated_once,
    disagreements_are_allowed,
    final_ratings_fit_categories,
    medians_are_those_of_the_votes,
    medians_fit_categories,
    disagreements_show_in_the_votes,
    levels_name_their_source,
    levels_fit_the_bands,
    levels_match_what_is_printed,
    rows_are_rated_on_the_scale,
)
"""The rules that ask for no more of a scenario than its rating table, or for a procedure alone."""
