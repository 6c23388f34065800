"""Search metadata of a page: its answer in a line, and synonyms for its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.library.synonyms import OtherWords
from wardbook.library.vocabulary import strings_in
from wardbook.model.parts.review import Review
from wardbook.model.records.scenario import ImagingAnswer, Scenario
from wardbook.views.context import PageContext
from wardbook.views.page import SearchMetadata
from wardbook.views.parts.finder_values import ANSWERS
from wardbook.views.parts.flags import flag, last_day
from wardbook.views.parts.ratings import focal_rows, row_chip

_NO_IMAGING: Final = ANSWERS["no-imaging"]


def search_metadata(
    kind: str, title: str, summary: str, *, said: Sequence[Any], context: PageContext, review: Review | None = None
) -> SearchMetadata:
    """A page of a kind with one line about it; `said` are the records and texts that it shows."""
    status = flag(review, context.edition) if review else None
    last = last_day(review) if review else None
    names = context.vocabulary.synonyms.of((title, summary))
    words = context.vocabulary.synonyms.of(strings_in(*context.library.as_read(*said)))
    return SearchMetadata(
        kind=kind,
        title=title,
        summary=summary,
        status=status.label if status else "",
        tone=status.status if status else "",
        due=last.isoformat() if last else "",
        names=_in_words(names),
        words=_in_words(_without(words, {form for term in names for form in term.others})),
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
    return replace(
        shown,
        study=study,
        rating=rating,
        rating_tone=rating_tone,
        more=more,
        answers=_answers(scenario_summary, context),
    )


def _answer(scenario_summary: ScenarioSummary, library: Library) -> tuple[str, str, str, int]:
    """The first focal study with its rating in words and its tone, and how many more there are."""
    if not isinstance(scenario_summary.answer, ImagingAnswer):
        return _NO_IMAGING, "", "", 0
    focal = focal_rows(scenario_summary, library.scales)
    chip = row_chip(focal[0], library.scales)
    return library.procedures[focal[0].procedure].label, f"{chip.symbol} {chip.label}", chip.tone, len(focal) - 1


def _answers(scenario_summary: ScenarioSummary, context: PageContext) -> tuple[str, ...]:
    """All focal studies, and other words for them; or that there is no imaging."""
    if not isinstance(scenario_summary.answer, ImagingAnswer):
        return (_NO_IMAGING,)
    focal = focal_rows(scenario_summary, context.library.scales)
    labels = tuple(context.library.procedures[row.procedure].label for row in focal)
    return (*labels, *_in_words(context.vocabulary.synonyms.of(labels)))


def _in_words(terms: Iterable[OtherWords]) -> tuple[str, ...]:
    """Terms as the search reads them: `US = ultrasound, sonography`."""
    return tuple(f"{term.said} = {', '.join(term.others)}" for term in terms)


def _without(terms: Iterable[OtherWords], known: set[str]) -> Iterable[OtherWords]:
    """The terms without some of their forms."""
    left = (replace(term, others=tuple(form for form in term.others if form not in known)) for term in terms)
    return (term for term in left if term.others)
