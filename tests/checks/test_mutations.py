"""Mutations of the sample: values are flipped one at a time, and the checks report nearly all of them.

`make mutations` flips all values and prints the shares, which docs/trust.md has.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest

from support.mutations import Library, sampled
from support.paths import ROOT

FLIPS = 100
SEED = 32
FLOOR = 0.94
"""A share below that of the whole run, because a sample of this size may have more of the few that are missed."""
LEAST_FILES: Final = 30
"""Files whose sources are mostly noted; of others nobody can tell whether their figures are right."""


@pytest.fixture(scope="module")
def sample() -> Library:
    return Library(ROOT)


def test_the_sample_as_it_stands_has_no_contradiction(sample: Library) -> None:
    assert sample.faults() == []


def test_nearly_every_flip_is_reported_where_sources_are_noted(sample: Library) -> None:
    assert len(sample.noted) >= LEAST_FILES
    flips = sampled((flip for flip in sample.flips if flip.path in sample.noted), FLIPS, SEED)
    missed = [str(flip) for flip in flips if not sample.reports(flip)]
    assert len(missed) <= (1 - FLOOR) * len(flips), "\n".join(missed)


def test_every_kind_of_value_is_flipped(sample: Library) -> None:
    kinds = Counter(flip.kind for flip in sample.flips)
    assert set(kinds) == {"rating", "band", "dose", "number", "population"}
    assert min(kinds.values()) > 30
