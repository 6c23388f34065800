"""A topic with many scenarios: its page shows all of them, and stays small."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.large_topic import enlarge
from support.loading import load
from support.paths import TODAY, copy_project
from support.printers import blank
from support.rendering import render_targets
from wardbook.library.edition import edition_of
from wardbook.render.context import render_context
from wardbook.render.templates import Templates
from wardbook.views.records.guide import LARGEST_UNFOLDED

LARGEST_PAGE = 300_000
"""Bytes of HTML in the largest page that a phone is to be given."""
THEME = 25_000
"""Bytes that the theme puts around a page."""
FILES = ("topics/robots.md", "embed/topics/robots/article/index.html")


def topic(root: Path, scenarios: int, templates: Templates) -> dict[str, str]:
    """The page and the embed of a topic with so many scenarios."""
    enlarge(root, scenarios)
    library = load(root)
    context = render_context(library, templates, blank)
    files = render_targets([("topic", "robots")], edition_of(library, TODAY), context)
    return {name: files[name].decode() for name in FILES}


def test_page_of_220_scenarios_names_each_and_is_no_larger_than_a_phone_is_to_be_given(
    tmp_path: Path, templates: Templates
) -> None:
    for text in topic(copy_project(tmp_path / "project"), 220, templates).values():
        assert text.count("wb-scenario__title") == 220
        assert text.count("<details") == 5
        assert "Robot 219, Known lump" in text
        assert "This topic has 220 scenarios." in text
        assert "or radiography; bears" not in text
        assert len(text.encode()) < LARGEST_PAGE - THEME


@pytest.mark.parametrize(("scenarios", "folded"), [(LARGEST_UNFOLDED, 0), (LARGEST_UNFOLDED + 1, 5)])
def test_only_topics_with_many_scenarios_are_folded(
    tmp_path: Path, templates: Templates, scenarios: int, folded: int
) -> None:
    for text in topic(copy_project(tmp_path / "project"), scenarios, templates).values():
        assert text.count("<details") == folded
        assert text.count("or radiography; bears") == (0 if folded else scenarios - 1)
