"""Search metadata of a page: its answer in a line, and synonyms for its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.library.vocabulary import strings_in
from wardbook.model.parts.review import Review
from wardbook.model.records.scenario import ImagingAnswer, Scenario
from wardbook.views.context import PageContext
from wardbook.views.page import SearchMetadata
from wardbook.views.parts.flags import flag, last_day
from wardbook.views.parts.ratings import focal_rows, row_chip


def search_metadata(
    kind: str, title: str, summary: str, *, said: Sequence[Any], context: PageContext, review: Review | None = None
) -> SearchMetadata:
    """A page of a kind with one line about it; `said` are the records and texts that it shows."""
    status = flag(review, context.edition) if review else None
    last = last_day(review) if review else None
    names = context.vocabulary.synonyms.of((title, summary))
    words = context.vocabulary.synonyms.of(strings_in(*said))
    return SearchMetadata(
        kind=kind,
        title=title,
        summary=summary,
        status=status.label if status else "",
        tone=status.status if status else "",
        due=last.isoformat() if last else "",
        names=names,
        words=tuple(word for word in words if word not in names),
    )


def scenario_search_metadata(scenario: Scenario, context: PageContext) -> SearchMetadata:
    """A scenario, with its population and its answer; of a withdrawn one only that it is withdrawn."""
    scenario_summary = context.library.summaries[scenario.id]
    labels = (context.library.procedures[row.procedure].label for row in scenario_summary.rows)
    shown = search_metadata(
        "Scenario",
        scenario_summary.short_title,
        scenario_summary.population.summary,
        said=(scenario, *labels),
        context=context,
        review=scenario_summary.review,
    )
    if scenario_summary.review.status == "withdrawn":
        return shown
    study, rating, rating_tone, more = _answer(scenario_summary, context.library)
    return replace(shown, study=study, rating=rating, rating_tone=rating_tone, more=more)


def _answer(scenario_summary: ScenarioSummary, library: Library) -> tuple[str, str, str, int]:
    """The first focal study with its rating in words and its tone, and how many more there are."""
    if not isinstance(scenario_summary.answer, ImagingAnswer):
        return "No imaging", "", "", 0
    focal = focal_rows(scenario_summary, library.scales)
    chip = row_chip(focal[0], library.scales)
    return library.procedures[focal[0].procedure].label, f"{chip.symbol} {chip.label}", chip.tone, len(focal) - 1
