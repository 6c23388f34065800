"""Groups of patients: whatever shows an answer, a rating or a dose says for whom it is, and is of nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from support.rendering import context
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.scales import Whose
from wardbook.views.article.article import article_source, lay_out
from wardbook.views.context import PageContext
from wardbook.views.lists.scenarios import a_to_z, by_modality, by_radiation, by_rating
from wardbook.views.parts.answer import brief_answer, shown_answer
from wardbook.views.parts.radiation import dose_heads, whose_in
from wardbook.views.parts.search_metadata import scenario_search_metadata
from wardbook.views.records.rated import rated_in

SEAM = "split-seam"


def words_of(shown: Any) -> str:
    return "".join(word.text for word in shown)


def populations(doses: Any) -> list[str]:
    return [shown.population for shown in doses]


@pytest.fixture(scope="module")
def expected(library: Library) -> dict[str, list[Whose]]:
    """The populations whose doses each group may show."""
    groups = library.scenarios[SEAM].patient_groups or ()
    assert len({group.age_group for group in groups}) == 3
    return {group.label: list(whose_in(group.age_group, library.scales)) for group in groups}


def test_the_words_that_tell_a_group_apart_stand_with_its_answer(library: Library, today: date) -> None:
    layout = lay_out(article_source(library.scenarios[SEAM], edition_of(library, today)))
    assert layout.head.answer
    told = {words_of(one.patients): one.criteria for one in layout.head.answer.recommendations}
    assert [who for who, criteria in told.items() if criteria] == ["Bears that glow"]


def test_a_step_for_all_groups_says_so(library: Library) -> None:
    scenario = library.scenarios[SEAM]
    step = scenario.treatment_steps[0]
    every = step.model_copy(update={"patients": tuple(group.id for group in scenario.patient_groups or ())})
    assert scenario.step_label(step) == "Cubs and Bears that glow: A wide seam"
    assert scenario.step_label(every) == "All patients: A wide seam"


def test_answer_and_tables_show_each_group_its_own_doses(
    library: Library, today: date, expected: dict[str, list[Whose]]
) -> None:
    layout = lay_out(article_source(library.scenarios[SEAM], edition_of(library, today)))
    assert layout.head.answer
    answers = layout.head.answer.recommendations
    tables = layout.sections["ratings"].view.tables

    assert [words_of(one.patients) for one in answers] == list(expected)
    assert [words_of(of.patients) for of in tables] == [who for who in expected if who != "Bears that glow"]
    for one in answers:
        for study in (*one.studies, *one.also):
            assert populations(study.doses) == expected[words_of(one.patients)]
    for of in tables:
        own = [] if of.option_head == "Treatment" else expected[words_of(of.patients)]
        assert of.dose_heads == dose_heads(own)
        assert {tuple(populations(row.doses)) for row in of.rows} == {tuple(own)}
    (others,) = layout.sections["rationale"].view.others
    found = [(words_of(one.patients), populations(one.study.doses)) for one in others.entries[0].studies]
    assert sorted(found) == [(who, expected[who]) for who in ("Cubs", "Grown bears", "Mothers to be")]


def test_procedure_says_for_whom_it_is_rated(library: Library, expected: dict[str, list[Whose]]) -> None:
    shown = rated_in(library.procedures["us-bear"], [library.summaries[SEAM]], context(library))
    found = [(words_of(one.patients), populations(one.doses)) for group in shown.groups for one in group.ratings]

    assert found == [(who, expected[who]) for who, _ in found]
    assert {who for who, _ in found} == {"Cubs", "Grown bears", "Mothers to be"}
    assert [(group.scenarios, group.answers) for group in shown.groups] == [(1, 1), (1, 0)]


@pytest.mark.parametrize("make", [a_to_z, by_modality, by_rating, by_radiation])
def test_lists_say_for_whom_each_study_is(
    library: Library, today: date, expected: dict[str, list[Whose]], make: Any
) -> None:
    def answers() -> Iterator[Any]:
        for group in make(edition_of(library, today)).view.groups:
            for line in group.lines:
                if line.title == library.summaries[SEAM].short_title:
                    yield from line.answers

    found = list(answers())
    assert {answer.patients for answer in found} == expected.keys()
    for answer in found:
        for study in answer.studies:
            assert populations(study.doses) == expected[answer.patients]


def test_an_answer_for_both_ages_says_so(library: Library) -> None:
    citing = context(library, references=tuple(library.sources))
    said = "The answer is the same for children and adults."
    known, seam = (shown_answer(library.summaries[id], citing).recommendations for id in ("known-lump", SEAM))

    assert [one.ages for one in known] == [said]
    assert [words_of(one.patients) for one in seam if one.ages == said] == ["Bears with wire"]


def test_each_answer_has_the_words_for_its_own_options(library: Library) -> None:
    answers = brief_answer(library.summaries[SEAM], context(library)).recommendations
    without = [(one.name, one.all_listed, one.radiation) for one in answers if not one.studies]

    assert without == [
        ("No imaging", "Every study listed", "none"),
        ("No treatment", "Every treatment listed", ""),
        ("Advice", "Every option listed", ""),
        ("No imaging", "Every study listed", "none"),
    ]


def test_one_legend_serves_the_tables_of_several_scales(library: Library, today: date) -> None:
    section = lay_out(article_source(library.scenarios[SEAM], edition_of(library, today))).sections["ratings"].view
    bears, grade, _ = library.scales.scales
    categories = [(category.symbol, category.label) for scale in (bears, grade) for category in scale.categories]

    assert list(section.legend[: len(categories)]) == categories
    assert [words for _, words in section.legend[len(categories) :]] == [
        "lowest radiation level",
        "highest",
    ]
    assert [option.title for option in section.weighed] == [
        "Bears that dye does not suit: Sewing by hand, compared with glue"
    ]


def test_a_search_hit_has_the_answer_of_each_group_by_itself(library: Library, today: date) -> None:
    found = scenario_search_metadata(library.scenarios["split-seam"], PageContext(edition_of(library, today)))

    assert (found.study, found.rating, found.more) == ("", "", "")
    assert json.loads(found.groups) == [
        ["Cubs", "US bear", "● Usually good", "favorable", "or 1 more study", "cubs", "Cubs"],
        [
            "Grown bears",
            "Radiography bear, 2 views",
            "● Usually good",
            "favorable",
            "and 1 more study",
            "grown",
            "Grown bears, not pregnant",
        ],
        ["Bears with wire", "No imaging", "", "", "", "wired", "Bears with wire"],
        ["Bears that dye does not suit", "No treatment", "", "", "", "dyed", "Bears that dye does not suit"],
        ["Bears that glow", "Advice", "", "", "", "glowing", "Bears that glow"],
        ["Mothers to be", "No imaging", "", "", "", "mothers", "Mothers to be, pregnant, in pregnancy"],
    ]


@pytest.mark.parametrize(
    ("scenario", "answer"),
    [
        ("known-lump", ("US bear", "◐ Perhaps good", "cautious", "and 1 more study")),
        ("open-seam", ("Sewing by hand rather than watchful waiting", "↑ Conditionally for", "favorable", "")),
        ("tea-after-mending", ("Advice", "", "", "")),
        ("rattling-robot", ("", "", "", "")),
    ],
)
def test_a_search_hit_has_the_answer_for_all_patients_in_short(
    library: Library, today: date, scenario: str, answer: tuple[str, str, str, str]
) -> None:
    found = scenario_search_metadata(library.scenarios[scenario], PageContext(edition_of(library, today)))

    assert (found.study, found.rating, found.rating_tone, found.more) == answer
    assert found.groups == ""
