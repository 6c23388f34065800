"""The votes of a panel: columns, the median, and the same in words."""

from __future__ import annotations

import pytest

from support.rendering import rendered
from wardbook.library.library import Library
from wardbook.model.parts.ratings import RatingRow
from wardbook.render.templates import Templates
from wardbook.views.parts.options.votes import VoteColumn, shown_votes


def row(*votes: int) -> RatingRow:
    return RatingRow(procedure="us", category="good", votes=votes or None)


def test_columns_stand_at_their_ratings_and_are_as_tall_as_their_votes() -> None:
    votes = shown_votes(row(0, 0, 0, 0, 0, 0, 1, 1, 2))

    assert votes is not None
    assert votes.columns == (VoteColumn(67.7, 50.0, 50.0), VoteColumn(78.8, 50.0, 50.0), VoteColumn(89.9, 0.0, 100.0))
    assert votes.median == pytest.approx(88.9)


def test_words_say_what_the_drawing_shows() -> None:
    votes = shown_votes(row(0, 0, 0, 0, 0, 0, 1, 1, 2))

    assert votes is not None
    assert votes.words == "votes: 1 for 7, 1 for 8, 2 for 9"


@pytest.mark.parametrize("votes", [(), (0,) * 9])
def test_nothing_is_drawn_where_nobody_voted(votes: tuple[int, ...]) -> None:
    assert shown_votes(row(*votes)) is None


def test_pages_and_embeds_have_the_words_beside_the_drawing(library: Library, templates: Templates) -> None:
    files = rendered(library, templates)

    for path in ("scenarios/new-bear-lump/index.md", "embed/scenarios/new-bear-lump/ratings/index.html"):
        page = files[path].decode()
        assert '<span class="wb-votes" aria-hidden="true">' in page
        assert "votes: 1 for 7, 1 for 8, 2 for 9" in page
