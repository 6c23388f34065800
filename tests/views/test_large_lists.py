"""Lists of many scenarios: each is there, and the page stays as small as a phone is to be given."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.large_topic import enlarge
from support.loading import load
from support.paths import TODAY, copy_project
from support.printers import blank
from support.rendering import render_targets
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.render.context import render_context
from wardbook.render.templates import Templates
from wardbook.views.lists.home import MOST_SCENARIOS
from wardbook.views.lists.scenarios import MOST_ANSWERS, WITHOUT_ANSWERS
from wardbook.views.records.guide import LARGEST_UNFOLDED
from wardbook.views.targets.layouts import LIST
from wardbook.views.targets.list_pages import LIST_PAGES

LARGEST_PAGE = 300_000
"""Bytes of HTML in the largest page that a phone is to be given."""
THEME = 25_000
"""Bytes that the theme puts around a page."""
LISTS = ("a-z", "by-modality", "by-rating", "by-radiation")


def page(library: Library, templates: Templates, name: str) -> str:
    """A list as it is rendered."""
    context = render_context(library, templates, blank)
    return render_targets([(LIST, name)], edition_of(library, TODAY), context)[LIST_PAGES[name].path].decode()


def test_lists_of_many_leave_the_answers_to_the_pages_and_to_the_finder(tmp_path: Path, templates: Templates) -> None:
    root = copy_project(tmp_path / "project")
    enlarge(root, MOST_ANSWERS + 1)
    library = load(root)

    for name in LISTS:
        text = page(library, templates, name)
        assert {id for id in library.summaries if f"scenarios/{id}/" in text} == library.summaries.keys()
        assert WITHOUT_ANSWERS in text
        assert "wb-chip" not in text
        assert len(text.encode()) + THEME < LARGEST_PAGE


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_few_have_the_answers(library: Library, templates: Templates, name: str) -> None:
    text = page(library, templates, name)

    assert WITHOUT_ANSWERS not in text
    assert "wb-chip" in text


@pytest.mark.parametrize(
    ("scenarios", "folded", "listed"),
    [(LARGEST_UNFOLDED + 1, True, True), (MOST_SCENARIOS + 1, False, False)],
)
def test_home_page_of_a_large_library_is_short(
    tmp_path: Path, templates: Templates, scenarios: int, folded: bool, listed: bool
) -> None:
    root = copy_project(tmp_path / "project")
    enlarge(root, scenarios + 1 - len(load(root).summaries))
    library = load(root)
    assert len(library.summaries) == scenarios

    text = page(library, templates, "home")
    found = {id for id in library.summaries if f"scenarios/{id}/" in text}
    assert found == (library.summaries.keys() if listed else set())
    assert all(f"topics/{id}/" in text for id in library.topics)
    assert ("<details" in text) is folded
    assert len(text.encode()) + THEME < LARGEST_PAGE / 2


def test_many_ways_on_without_a_page_are_counted(
    library: Library, templates: Templates, monkeypatch: pytest.MonkeyPatch
) -> None:
    gap = "<dd>It ticks."
    assert page(library, templates, "coverage").count(gap) == 2

    monkeypatch.setattr("wardbook.views.lists.coverage.MOST_GAPS", 4)
    text = page(library, templates, "coverage")

    assert gap not in text
    assert "here is their number for each scenario" in text
    assert text.count("<dd>") == len(["New bear, lump", "Old bear, lump", "What the topic does not cover"])
    assert "<dd>3</dd>" in text
