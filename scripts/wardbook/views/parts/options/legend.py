"""The legend of rating tables: their signs with the words that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wardbook.model.scales import Band, Scale


def legend(scales: Iterable[Scale], bands: Sequence[Band]) -> tuple[tuple[str, str], ...]:
    """Every category of some scales; of the radiation levels none, the lowest and the highest."""
    categories = ((category.symbol, category.label) for scale in scales for category in scale.categories)
    return (*dict.fromkeys(categories), *_levels(bands))


def _levels(bands: Sequence[Band]) -> Iterator[tuple[str, str]]:
    drawn = [band for band in bands if band.symbols]
    some = [band.symbols or "" for band in drawn if any(dose.high != 0 for dose in band.doses)]
    for band in drawn:
        if band.symbols and band.symbols not in some:
            yield band.symbols, band.spoken
    if some:
        yield some[0], "lowest radiation level"
        yield some[-1], "highest"
