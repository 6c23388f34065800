"""The legend of rating tables: their signs with the words that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wardbook.model.scales import Band, Scale


def legend(scales: Iterable[Scale], bands: Sequence[Band]) -> tuple[tuple[str, str], ...]:
    """Every category of some scales; of the radiation levels the lowest and the highest, as none is told in words."""
    categories = ((category.symbol, category.label) for scale in scales for category in scale.categories)
    return (*dict.fromkeys(categories), *_levels(bands))


def _levels(bands: Sequence[Band]) -> Iterator[tuple[str, str]]:
    some = [band.symbols for band in bands if band.symbols and not band.is_none]
    if some:
        yield some[0], "lowest radiation level"
        yield some[-1], "highest"
