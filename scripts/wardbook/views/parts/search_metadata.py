"""Search metadata of a page: its answer in a line, and synonyms for its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from wardbook.kinds import SCENARIO
from wardbook.library.library import Library
from wardbook.library.summary import RecommendationSummary, ScenarioSummary
from wardbook.library.synonyms import OtherWords
from wardbook.library.vocabulary import strings_in
from wardbook.model.base import Record
from wardbook.model.parts.ratings import RatingRow, Relation
from wardbook.model.records.scenario import Scenario
from wardbook.text.numbers import numbers_in
from wardbook.views.context import PageContext
from wardbook.views.page import SearchMetadata
from wardbook.views.parts.exclusions import emergencies_in_words, is_elsewhere
from wardbook.views.parts.flags import Flag
from wardbook.views.parts.options.words import ANSWERS, option_words
from wardbook.views.parts.radiation import doses
from wardbook.views.parts.ratings import focal_rows, row_chip
from wardbook.views.parts.status import NO_STATUS, StatusLine, ending_as_data, status_line


def search_metadata(
    kind: str,
    title: str,
    summary: str,
    *,
    said: Sequence[Any],
    context: PageContext,
    question: str = "",
    line: StatusLine = NO_STATUS,
    answers: Sequence[str] = (),
    emergencies: Sequence[str] = (),
) -> SearchMetadata:
    """A page of a kind with one line about it; `said` are the records and texts that it shows.

    A word stands once among its names and words: of a phrase, the index tells one place only.
    """
    warning = line.flag or Flag("", "")
    called = context.vocabulary.synonyms.of((title,))
    names = context.vocabulary.synonyms.of((title, summary))
    answered = context.vocabulary.synonyms.of(answers)
    about = {form for term in (*names, *answered) for form in term.others}
    warned = context.vocabulary.synonyms.of(emergencies)
    words = context.vocabulary.synonyms.of(strings_in(*context.library.as_read(*said)))
    return SearchMetadata(
        kind=kind,
        title=title,
        summary=summary,
        question=question,
        status=warning.label,
        tone=warning.status if warning.label else "",
        facts=" · ".join(line.facts),
        ending=json.dumps(ending_as_data(line.ending), ensure_ascii=False) if line.ending else "",
        due=line.due,
        late=line.aged.label if line.aged else "",
        called=_listed(_terms(called)),
        names=_listed(_terms(names)),
        answers=_listed([[answer] for answer in answers] + _terms(answered)),
        words=_listed(_terms(_without(words, about))),
        emergencies=_listed(emergencies),
        warned=_listed(_terms(_without(warned, about))),
        numbers=number_words(title, summary, *_texts_and_numbers(said, context.library)),
    )


def number_words(*texts: str) -> tuple[str, ...]:
    """The numbers in texts that follow each other, as words of the index."""
    numbers = numbers_in(" ".join(texts))
    return tuple(sorted({word for number in numbers for word in (number.word, number.bare_word)}))


def _texts_and_numbers(said: Iterable[Any], library: Library) -> list[str]:
    """All texts and numbers of records, and of what they place, but their reviews, whose days nobody looks for."""
    parts = (
        part
        for whole in said
        for part in ([part for name, part in iter(whole) if name != "review"] if isinstance(whole, Record) else [whole])
    )
    leaves = library.as_read(*parts)
    return strings_in(*(f"{leaf:.15g}" if type(leaf) in {int, float} else leaf for leaf in leaves))


def scenario_search_metadata(scenario: Scenario, context: PageContext) -> SearchMetadata:
    """A scenario, with its population and its answer; of one that no longer holds where to go instead."""
    scenario_summary = context.library.summaries[scenario.id]
    ended = scenario.review.ended
    labels = () if ended else tuple(context.library.procedures[row.procedure].label for row in scenario.rated)
    shown = search_metadata(
        "Scenario",
        scenario_summary.short_title,
        scenario_summary.population.summary,
        said=() if ended else (*_own_words(scenario), *labels),
        context=context,
        question=scenario.title,
        line=status_line(SCENARIO, scenario.id, scenario.review, context.edition),
        answers=_answers(scenario_summary, context.library),
        emergencies=() if ended else tuple(emergencies_in_words(scenario)),
    )
    shown = replace(shown, numbers=(*shown.numbers, *_dose_numbers(scenario_summary, context.library)))
    if ended:
        return shown
    return _with_answers(shown, scenario_summary, context.library)


def _own_words(scenario: Scenario) -> Iterator[Any]:
    """Parts of a scenario about its own patients; what it says of others is looked for on their pages."""
    for name, part in iter(scenario):
        if name == "excludes":
            yield from (exclusion for exclusion in scenario.excludes if not is_elsewhere(exclusion))
        elif name not in {"related", "review"}:
            yield part


def _dose_numbers(scenario_summary: ScenarioSummary, library: Library) -> tuple[str, ...]:
    """The numbers in the radiation levels of its rated studies."""
    shown = (
        shown.dose.range
        for recommendation in scenario_summary.recommendations
        for row in recommendation.rows
        for shown in doses(library.procedures[row.procedure], library, recommendation.age_group)
    )
    return number_words(*shown)


def _with_answers(shown: SearchMetadata, scenario_summary: ScenarioSummary, library: Library) -> SearchMetadata:
    """The metadata with the answer in short, or with one for each group of patients."""
    answers = [_answer(one, library) for one in scenario_summary.recommendations]
    if scenario_summary.recommendations[0].patients:
        several = zip(scenario_summary.recommendations, answers, strict=True)
        groups = [[one.patients, *answer, one.group, _naming(one)] for one, answer in several]
        return replace(shown, groups=_listed(groups))
    study, rating, tone, more = answers[0]
    return replace(shown, study=study, rating=rating, rating_tone=tone, more=more)


def _naming(recommendation: RecommendationSummary) -> str:
    """Words by which a query means this group of patients and not the others."""
    pregnancy = {"pregnant": "pregnant, in pregnancy", "not-pregnant": "not pregnant"}
    return f"{recommendation.patients}, {pregnancy.get(recommendation.pregnancy, '')}".removesuffix(", ")


def _answer(recommendation: RecommendationSummary, library: Library) -> tuple[str, str, str, str]:
    """The first focal option with its rating in words and its tone, and words for how many more there are."""
    focal = focal_rows(recommendation, library.scales)
    if not focal:
        return ANSWERS[recommendation.answer.kind], "", "", ""
    chip = row_chip(focal[0], library.scales)
    label = str(library.procedures[focal[0].procedure].label)
    if focal[0].comparator:
        label = f"{label} rather than {focal[0].comparator}"
    return label, f"{chip.symbol} {chip.label}", chip.tone, _more(focal, recommendation.relations, library)


def _more(focal: Sequence[RatingRow], relations: Iterable[Relation], library: Library) -> str:
    """Words for the focal options beside the first: `or` where one of all is enough."""
    others = focal[1:]
    if not others:
        return ""
    words = option_words((library.procedures[row.procedure] for row in others), library)
    enough = {row.procedure for row in focal}
    either = any(relation.kind == "either" and enough <= set(relation.procedures) for relation in relations)
    many = words.one if len(others) == 1 else words.many
    return f"{'or one of' if either and len(others) > 1 else 'or' if either else 'and'} {len(others)} more {many}"


def _answers(scenario_summary: ScenarioSummary, library: Library) -> tuple[str, ...]:
    """All focal options, or words for an answer without any, such as that there is no imaging."""
    named = (
        answer
        for recommendation in scenario_summary.recommendations
        for answer in [
            str(library.procedures[row.procedure].label) for row in focal_rows(recommendation, library.scales)
        ]
        or [ANSWERS[recommendation.answer.kind]]
    )
    return tuple(dict.fromkeys(named))


def _listed(values: Sequence[str] | Sequence[Sequence[str]]) -> str:
    """A list as JSON; nothing for an empty one."""
    return json.dumps(values, ensure_ascii=False) if values else ""


def _terms(terms: Iterable[OtherWords]) -> list[list[str]]:
    """Terms as the search reads them, each with its other words behind it."""
    return [[term.said, *term.others] for term in terms]


def _without(terms: Iterable[OtherWords], known: set[str]) -> list[OtherWords]:
    """The terms without some of their forms."""
    left = (replace(term, others=tuple(form for form in term.others if form not in known)) for term in terms)
    return [term for term in left if term.others]
