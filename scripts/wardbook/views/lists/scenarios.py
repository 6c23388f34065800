"""Lists of all scenarios that need no script: from A to Z, and by what the answer is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from wardbook import urls
from wardbook.kinds import SCENARIO
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.library.summary import RecommendationSummary, ScenarioSummary
from wardbook.model.parts.ratings import RatingRow
from wardbook.urls import Href
from wardbook.views.lists.finder_data import by_title
from wardbook.views.page import Head, Page
from wardbook.views.parts.answer import AnswerInWords, all_listed, answer_in_words, same_chip
from wardbook.views.parts.finder_values import level_of, levels, rating_of, ratings
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.options.words import ANSWERS, is_imaging, words_of_library
from wardbook.views.parts.radiation import ShownDose, doses, whose_in
from wardbook.views.parts.ratings import Chip, focal_rows, row_chip
from wardbook.views.parts.status import Ending, ending_of
from wardbook.views.parts.titles import anchor, letter, letter_order

AnswerFor = tuple[RecommendationSummary, Sequence[RatingRow]]
"""A recommendation with those of its focal options that a line shows."""

_NO_LEVEL: Final = ("no-level", "No imaging, so no level")
ENDED_TITLE: Final = ("withdrawn", "Superseded or withdrawn")
MOST_ANSWERS: Final = 400
"""The most lines of a page that shows answers, which has about 300 KB of HTML then."""
WITHOUT_ANSWERS: Final = "This list is long, so it leaves out the answers. Each page and the finder have them."


@dataclass(frozen=True, slots=True)
class Study:
    """A study in a line, with its rating and its radiation."""

    label: str
    chip: Chip
    doses: tuple[ShownDose, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LineAnswer:
    """The answer for some patients."""

    patients: str
    """The patients in a few words; empty where the answer is for all of the scenario's."""
    studies: tuple[Study, ...]
    """Empty where no option is the answer."""
    name: str
    """Words for such an answer, such as `No imaging`."""
    said: AnswerInWords | None
    """The first sentence of such an answer; none where its name says all."""
    overall: Chip | None
    """Without an option: the category of every row, if it is the same for all."""
    all_listed: str
    """Words for all the rows, such as `Every study listed`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScenarioLine:
    """A scenario in a line."""

    title: str
    href: Href
    population: str
    answers: tuple[LineAnswer, ...] | None
    """Empty where the scenario no longer holds; none in a list that leaves the answers out."""
    flag: Flag | None
    ending: Ending | None
    """Stands in place of the answer of a scenario that no longer holds."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading."""

    anchor: str
    title: str
    lines: tuple[ScenarioLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ScenarioList:
    """A list's page."""

    title: str
    intro: str
    letters: bool
    """Whether the headings are letters."""
    groups: tuple[Group, ...]
    finder: Href


def a_to_z(edition: Edition) -> Page:
    """All scenarios by title."""
    path = urls.A_TO_Z
    by_letter: dict[str, list[ScenarioLine]] = {}
    for summary in by_title(edition.library.summaries.values()):
        by_letter.setdefault(letter(summary.short_title), []).append(
            _line(summary, [(one, focal_rows(one, edition.library.scales)) for one in summary.recommendations], edition)
        )
    groups = (
        Group(anchor(sign), sign, tuple(lines))
        for sign, lines in sorted(by_letter.items(), key=lambda of: letter_order(of[0]))
    )
    return _page(path, "Scenarios from A to Z", "All scenarios by title.", groups, letters=True)


def by_modality(edition: Edition) -> Page:
    """All scenarios by the modality of their answers."""
    path = urls.BY_MODALITY
    titles = {id: str(modality.label) for id, modality in edition.library.modalities.items()}
    groups = _groups(titles, lambda _, row: {edition.library.procedures[row.procedure].modality}, edition)
    intro = (
        f"Each scenario stands under the modality of the {words_of_library(edition.library).one} that is its answer."
    )
    return _page(path, "Scenarios by modality", intro, groups)


def by_rating(edition: Edition) -> Page:
    """All scenarios by the rating of their answers."""
    path = urls.BY_RATING
    titles = {id: f"{chip.symbol} {chip.label}" for id, chip in ratings(edition.library.scales).items()}
    groups = _groups(titles, lambda _, row: {rating_of(row)}, edition)
    intro = f"Each scenario stands under the rating of the {words_of_library(edition.library).one} that is its answer."
    return _page(path, "Scenarios by rating", intro, groups)


def by_radiation(edition: Edition) -> Page:
    """All scenarios by the radiation levels of their answers."""

    def keys(recommendation: RecommendationSummary, row: RatingRow) -> set[str]:
        procedure = edition.library.procedures[row.procedure]
        if not is_imaging(procedure, edition.library):
            return {_NO_LEVEL[0]}
        whose = whose_in(recommendation.age_group, edition.library.scales)
        return {level_of(procedure.level(one)) for one in whose}

    path = urls.BY_RADIATION
    titles = {id: " ".join((symbols, words)).strip() for id, (symbols, words) in levels(edition.library.scales).items()}
    titles |= dict([_NO_LEVEL])
    intro = (
        "Each scenario stands under the level of the study that is its answer, for its own patients: the level for "
        "children, for adults, or for both."
    )
    return _page(path, "Scenarios by radiation level", intro, _groups(titles, keys, edition))


def _unoptioned(kind: str) -> str:
    """The id of the group of scenarios without an option as their answer."""
    return kind if kind == "no-imaging" else f"answer.{kind}"  # no id of a modality has a point in it


def _groups(
    titles: Mapping[str, str],
    keys: Callable[[RecommendationSummary, RatingRow], set[str]],
    edition: Edition,
) -> Iterator[Group]:
    """The scenarios under each title, with those of their studies that belong there; then those without a study."""
    without_option = {_unoptioned(kind): title for kind, title in ANSWERS.items()} | dict([ENDED_TITLE])
    found: dict[str, list[ScenarioLine]] = {id: [] for id in (*titles, *without_option)}
    for summary in by_title(edition.library.summaries.values()):
        for key, answers in _answers_by(keys, summary, edition).items():
            found[key].append(_line(summary, answers, edition))
    for id, title in {**titles, **without_option}.items():
        if found[id]:
            yield Group(f"list-{id.replace('.', '-')}", title, tuple(found[id]))


def _answers_by(
    keys: Callable[[RecommendationSummary, RatingRow], set[str]], summary: ScenarioSummary, edition: Edition
) -> dict[str, list[AnswerFor]]:
    """The answers of a scenario that belong under each title, with their studies."""
    if not summary.recommendations:
        return {ENDED_TITLE[0]: []}
    found: dict[str, list[AnswerFor]] = {}
    for recommendation in summary.recommendations:
        studies: dict[str, list[RatingRow]] = {}
        for row in focal_rows(recommendation, edition.library.scales):
            for key in keys(recommendation, row):
                studies.setdefault(key, []).append(row)
        for key, rows in (studies or {_unoptioned(recommendation.answer.kind): []}).items():
            found.setdefault(key, []).append((recommendation, rows))
    return found


def _line(summary: ScenarioSummary, answers: Sequence[AnswerFor], edition: Edition) -> ScenarioLine:
    return ScenarioLine(
        title=summary.short_title,
        href=urls.href(urls.page_of(SCENARIO, summary.id)),
        population=summary.population.summary,
        answers=tuple(_answer(one, rows, edition.library) for one, rows in answers),
        flag=flag(summary.review, edition),
        ending=ending_of(summary.review, edition),
    )


def _answer(recommendation: RecommendationSummary, rows: Sequence[RatingRow], library: Library) -> LineAnswer:
    return LineAnswer(
        patients=recommendation.patients,
        studies=tuple(_study(recommendation, row, library) for row in rows),
        name=ANSWERS[recommendation.answer.kind],
        said=None if rows else answer_in_words(recommendation.answer),
        overall=None if rows else same_chip(recommendation.rows, library),
        all_listed=all_listed(recommendation.rows, library),
    )


def _study(recommendation: RecommendationSummary, row: RatingRow, library: Library) -> Study:
    procedure = library.procedures[row.procedure]
    return Study(procedure.label, row_chip(row, library.scales), doses(procedure, library, recommendation.age_group))


def _page(path: str, title: str, intro: str, groups: Iterable[Group], *, letters: bool = False) -> Page:
    shown, told = tuple(groups), intro
    if sum(len(group.lines) for group in shown) > MOST_ANSWERS:
        shown = tuple(_without_answers(group) for group in shown)
        told = f"{intro} {WITHOUT_ANSWERS}"
    return Page(
        path=path,
        template="scenarios.md.jinja",
        head=Head(title=title, description=intro, styles=(urls.FINDER_STYLE,)),
        view=ScenarioList(
            title=title,
            intro=told,
            letters=letters,
            groups=shown,
            finder=urls.href(urls.FINDER),
        ),
    )


def _without_answers(group: Group) -> Group:
    return replace(group, lines=tuple(replace(line, answers=None) for line in group.lines))
