"""Blanks: what a source or a measurement does not say leaves no sign behind."""

from __future__ import annotations

from datetime import date

import pytest

from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.views.parts.references import source_details
from wardbook.views.records.protocol import protocol_layout


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"container": "Plush", "year": 2019, "volume": "7(2)", "pages": "1–9"}, "Plush 2019;7(2):1–9"),
        ({"container": "Plush", "volume": "7(2)", "pages": "1–9"}, "Plush 7(2):1–9"),
        ({"container": "Plush", "pages": "1–9"}, "Plush 1–9"),
        ({"publisher": "Bear press", "year": 2019}, "Bear press. 2019"),
        ({}, ""),
    ],
)
def test_source_is_cited_as_far_as_it_is_known(library: Library, known: dict[str, object], said: str) -> None:
    blank = dict.fromkeys(("publisher", "container", "year", "volume", "pages"))
    source = next(iter(library.sources.values())).model_copy(update=blank | known)

    assert source_details(source) == said


def test_measurements_without_a_formula_have_no_column_for_it(library: Library, today: date) -> None:
    protocol = library.protocols["us-bear"]
    plain = protocol.model_copy(
        update={"measurements": tuple(one.model_copy(update={"formula": None}) for one in protocol.measurements)}
    )

    shown = [protocol_layout(one, edition_of(library, today)).view for one in (protocol, plain)]

    assert [(view.has_formulas, view.has_ranges) for view in shown] == [(True, True), (False, True)]
