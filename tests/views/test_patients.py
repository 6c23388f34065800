"""Groups of patients: whatever shows an answer, a rating or a dose says for whom it is, and is of nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from support.rendering import context
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.views.article.article import article_source, lay_out
from wardbook.views.lists.scenarios import a_to_z, by_modality, by_radiation, by_rating
from wardbook.views.parts.answer import shown_answer
from wardbook.views.parts.ratings import POPULATIONS
from wardbook.views.records.rated import rated_in

SEAM = "open-seam"


def words_of(shown: Any) -> str:
    return "".join(word.text for word in shown)


def populations(doses: Any) -> list[str]:
    return [shown.population for shown in doses]


@pytest.fixture(scope="module")
def expected(library: Library) -> dict[str, list[str]]:
    """The populations whose doses each group may show."""
    groups = library.scenarios[SEAM].patient_groups or ()
    assert len({group.age_group for group in groups}) == 3
    return {group.label: list(POPULATIONS[group.age_group]) for group in groups}


def test_answer_and_tables_show_each_group_its_own_doses(
    library: Library, today: date, expected: dict[str, list[str]]
) -> None:
    layout = lay_out(article_source(library.scenarios[SEAM], edition_of(library, today)))
    answers = layout.head.answer.recommendations
    tables = layout.sections["ratings"].view.tables

    assert [words_of(one.patients) for one in answers] == [words_of(of.patients) for of in tables] == list(expected)
    for one in answers:
        for study in (*one.studies, *one.also):
            assert populations(study.doses) == expected[words_of(one.patients)]
    for of in tables:
        assert list(of.populations) == expected[words_of(of.patients)]
        assert {tuple(populations(row.doses)) for row in of.rows} == {tuple(expected[words_of(of.patients)])}
    (others,) = layout.sections["rationale"].view.others
    found = [(words_of(one.patients), populations(one.study.doses)) for one in others.entries[0].studies]
    assert sorted(found) == [(who, expected[who]) for who in ("Cubs", "Grown bears", "Mothers to be")]


def test_procedure_says_for_whom_it_is_rated(library: Library, expected: dict[str, list[str]]) -> None:
    shown = rated_in(library.procedures["us-bear"], [library.summaries[SEAM]], context(library))
    found = [(words_of(one.patients), populations(one.doses)) for group in shown.groups for one in group.ratings]

    assert found == [(who, expected[who]) for who, _ in found]
    assert {who for who, _ in found} == expected.keys() - {"Bears with wire"}
    assert [(group.scenarios, group.answers) for group in shown.groups] == [(1, 1), (1, 0), (1, 0)]


@pytest.mark.parametrize("make", [a_to_z, by_modality, by_rating, by_radiation])
def test_lists_say_for_whom_each_study_is(
    library: Library, today: date, expected: dict[str, list[str]], make: Any
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
