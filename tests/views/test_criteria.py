"""Criteria: groups in words, what of a group reaches other pages, and each prior test once."""

from __future__ import annotations

import re

import pytest

from support.pages import split
from support.paths import TODAY
from support.printers import blank
from support.rendering import render_targets
from support.reviews import review, with_review
from wardbook import urls
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.library.summary import summarize
from wardbook.model.parts.criteria import ExcludingGroup
from wardbook.model.parts.criteria_words import entry_words, score_words
from wardbook.model.parts.score import Score
from wardbook.render.context import render_context
from wardbook.render.templates import Templates
from wardbook.views.context import PageContext
from wardbook.views.parts.exclusions import emergencies_in_words, is_elsewhere
from wardbook.views.sections.eligibility import eligibility
from wardbook.views.text import shown_words

ROBOT = "rattling-robot"


def cites(library: Library) -> PageContext:
    """A page that may cite every source."""
    return PageContext(edition_of(library, TODAY), tuple(library.sources))


def test_entry_is_said_with_how_it_combines(library: Library) -> None:
    robot = library.scenarios[ROBOT]

    assert [entry_words(entry) for entry in robot.fits] == [
        "A robot.",
        "A robot that is worn out. Any one of these: (Grave signs. Any one of these: An arm is off; or Soldered twice);"
        " (Small signs. At least 2 of these: It squeaks; The whole series squeaks; Much rust (Rust score ≥ 4 spots));"
        " or Its owner says so.",
        "All of these: Shaken before; and (Any one of these: Loud (Noise 3 to 4); or Shrill (Pitch < 2)).",
        "At least 2 of these: At night; At dawn; (All of these: At noon; and In the sun).",
    ]


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ({"name": "Wells", "operator": ">", "value": 4}, "Wells > 4"),
        ({"name": "TWIST", "operator": "=", "value": 3, "to": 4, "unit": "points"}, "TWIST 3 to 4 points"),
        ({"name": "Base excess", "operator": "<", "value": -2.5, "unit": "mmol/L"}, "Base excess < −2.5 mmol/L"),
    ],
)
def test_threshold_is_said_with_its_unit(score: dict[str, object], expected: str) -> None:
    assert score_words(Score.model_validate(score)) == expected


def test_page_says_how_its_lists_combine_where_there_is_more_than_one_entry(library: Library) -> None:
    shown = [eligibility(library.scenarios[id], cites(library)) for id in ("known-lump", ROBOT)]

    assert [(one.fits_rule, one.excludes_rule) for one in shown] == [
        ("", ""),
        ("All of these must hold:", "Any one of these is enough:"),
    ]


def test_group_with_a_red_flag_in_it_is_one_and_an_emergency_comes_first(library: Library) -> None:
    robot = library.scenarios[ROBOT]
    shown = eligibility(robot, cites(library))

    assert [exclusion.warning for exclusion in shown.excludes] == ["Emergency", "Red flag", "", ""]
    assert [is_elsewhere(exclusion) for exclusion in robot.excludes] == [False, False, False, True]
    assert list(emergencies_in_words(robot)) == [
        "It sparks. Any one of these: Sparks fly; or (All of these: It smells; and It is hot)."
        " At once: call Fire brigade."
    ]


def test_every_condition_of_a_group_stands_on_the_page_in_its_order(library: Library, templates: Templates) -> None:
    edition = edition_of(with_review(library, "scenario", ROBOT, review("draft")), TODAY)
    site = render_targets([("scenario", ROBOT)], edition, render_context(edition.library, templates, blank))
    text = split(site[urls.page_of("scenario", ROBOT)])[1]
    group = library.scenarios[ROBOT].excludes[1]
    assert isinstance(group, ExcludingGroup)

    said = re.sub(r"<[^>]*>", " ", text[text.rindex("It sparks") : text.index("At once: call")])

    assert " ".join(said.split()) == (
        "It sparks [3] . Any one of these: Sparks fly. or All of these: It smells. and It is hot."
    )


def test_prior_test_that_decides_is_listed_once_with_the_others(library: Library) -> None:
    bear = library.scenarios["old-bear-lump"].model_copy(update={"prior_tests": ("Weighing",)})
    shown = eligibility(bear, cites(library))

    assert summarize(bear).prior_tests == ("Squeezed before", "Weighing")
    assert summarize(library.scenarios[ROBOT]).prior_tests == ("Shaken before",)
    assert [shown_words(value) for label, value in shown.facts if label == "Completed work-up"] == ["Weighing"]
