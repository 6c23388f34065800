"""Rules about scores: limits leave no gap, points add up, and lists of bands leave no value out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.found import Contradiction, FindsContradictions, short, unacknowledged
from wardbook.model.outline import Key, Outline
from wardbook.model.outline.facts import Threshold
from wardbook.model.outline.instruments import BandsFacts, InstrumentFacts
from wardbook.model.traverse import Loc


def thresholds_leave_no_gap(outlines: Outlines) -> Iterator[CrossProblem]:
    """A score that takes patients elsewhere begins where the one of those who fit ends."""
    yield from unacknowledged(outlines, _gaps)


def instruments_have_the_same_ends(outlines: Outlines) -> Iterator[CrossProblem]:
    """A score has the same lowest and highest value wherever it is named."""
    yield from unacknowledged(outlines, _other_ends)


def points_add_up(outlines: Outlines) -> Iterator[CrossProblem]:
    """The points of an instrument's items reach no more than its highest value; items that begin alike count once."""
    yield from unacknowledged(outlines, _other_sums)


def bands_of_scores_meet(outlines: Outlines) -> Iterator[CrossProblem]:
    """Bands of an instrument in one list leave no value out and share none, within what fits on the page."""
    yield from unacknowledged(outlines, _other_bands)


_OPPOSITE: Final = {"≤": (">", "≥"), "<": ("≥", ">"), "≥": ("<", "≤"), ">": ("≤", "<")}


def _gaps(outlines: Outlines) -> Iterator[Contradiction]:
    for key, outline in outlines.by_key.items():
        scores: dict[str, list[Threshold]] = defaultdict(list)
        for one in outline.statements.scores:
            scores[one.name.casefold()].append(one)
        for pair in scores.values():
            fits, others = [one for one in pair if not one.excludes], [one for one in pair if one.excludes]
            if len(fits) == len(others) == 1 and not _meet(fits[0], others[0]):
                yield Contradiction(
                    "thresholds",
                    key,
                    others[0].loc,
                    others[0].name,
                    f"expected a threshold on {others[0].name} that begins where that of the patients who fit ends"
                    f" ({ELSEWHERE}, `{fits[0].operator} {fits[0].value:g}`), got"
                    f" `{others[0].operator} {others[0].value:g}`: mend one of the two",
                    ((key, fits[0].loc),),
                )


def _meet(fits: Threshold, other: Threshold) -> bool:
    """Whether every value either fits or takes patients elsewhere, and none does both."""
    if other.operator not in _OPPOSITE.get(fits.operator, ()):
        return True  # not two sides of one limit
    strict = {"<", ">"} & {fits.operator, other.operator}
    if len(strict) == 1 and fits.operator != other.operator:
        return fits.value == other.value
    step = 1 if other.operator == "≥" else -1
    whole = fits.value.is_integer() and other.value.is_integer()
    return other.value == fits.value + step if whole else (other.value - fits.value) * step > 0


def _other_ends(outlines: Outlines) -> Iterator[Contradiction]:
    first: dict[str, tuple[Key, Threshold]] = {}
    for key, outline in outlines.by_key.items():
        for one in outline.statements.scores:
            if None in one.ends:
                continue
            before, score = first.setdefault(one.name.casefold(), (key, one))
            if score.ends != one.ends:
                yield Contradiction(
                    "thresholds",
                    key,
                    one.loc,
                    one.name,
                    f"expected {score.ends[0]:g} to {score.ends[1]:g} for {one.name}, as {ELSEWHERE} has, got"
                    f" {one.ends[0]:g} to {one.ends[1]:g}: mend one of the two, or give the score a version",
                    ((before, score.loc),),
                )


_BAND: Final = (
    r"(?P<low>\d+)(?:\s?(?:to|or|[–-])\s?(?P<high>\d+))?(?![\w.,]\d|\w|\s?[%/–-])"
    r"(?: points?)?(?P<open> or (?:more|less))?"
)
_ALONE: Final = re.compile(_BAND)
_WORD: Final = re.compile(r"[^\W\d_]+")
_COMPARING: Final = frozenset(
    {"above", "at", "below", "from", "least", "less", "more", "most", "no", "or", "over", "than", "to", "under"}
)
_WHOLE: Final = re.compile(r"\d+")


class _Ends(NamedTuple):
    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low}–{self.high}" if self.high != self.low else str(self.low)


class _Band(NamedTuple):
    loc: Loc
    words: str
    ends: _Ends
    is_empty: bool
    """Whether it is a range that does not rise."""


class _Instrument(NamedTuple):
    name: str
    ends: _Ends
    key: Key
    loc: Loc
    """The place of its ends."""


def _instruments(outlines: Outlines) -> Mapping[str, _Instrument]:
    """The instruments whose lowest and highest value are known, by their names."""
    found: dict[str, _Instrument] = {}
    for key, outline in outlines.by_key.items():
        for one in outline.statements.scores:
            low, high = one.ends
            if low is not None and high is not None and low.is_integer() and high.is_integer():
                found.setdefault(one.name.casefold(), _Instrument(one.name, _Ends(int(low), int(high)), key, one.loc))
    return found


def _other_sums(outlines: Outlines) -> Iterator[Contradiction]:
    known = _instruments(outlines)
    for key, outline in outlines.by_key.items():
        for one in outline.statements.instruments:
            most: dict[str, float] = defaultdict(float)
            for item in one.items:
                name = _first_word(item.name)
                most[name] = max(most[name], item.points)
            total = sum(most.values())
            # That there are too few points, or too many for one item, is judged within a page.
            if one.highest is not None and max(most.values()) <= one.highest < total:
                yield _sum(key, one, total, (key, one.loc))
        for bands in outline.statements.bands_of_scores:
            score = known.get(bands.name.casefold())
            points = [int(words) for _, words in bands.entries if _WHOLE.fullmatch(words)]
            if not score or not _are_points(bands):
                continue
            if sum(points) != score.ends.high and sorted(points) != _values(score.ends):
                first = InstrumentFacts(bands.entries[0][0], bands.name, score.ends.high, ())
                yield _sum(key, first, sum(points), (score.key, score.loc))


def _first_word(item: str) -> str:
    """The first word of an item that says what it is about; items that share it may exclude each other, as ages do."""
    words = [word for word in _WORD.findall(item.casefold()) if word not in _COMPARING]
    return words[0] if words else item


def _sum(key: Key, one: InstrumentFacts, got: float, highest: tuple[Key, Loc]) -> Contradiction:
    return Contradiction(
        "thresholds",
        key,
        one.loc,
        one.name,
        f"expected items of {one.name} whose points add up to {one.highest:g}, its highest value ({ELSEWHERE}), got"
        f" {got:g}: mend the points or the value",
        (highest,),
    )


def _are_points(bands: BandsFacts) -> bool:
    """Whether a column has a number for each item and no band of several values."""
    words = [words for _, words in bands.entries]
    return bands.kind == "column" and not any(_ALONE.fullmatch(one) and not _WHOLE.fullmatch(one) for one in words)


def _values(ends: _Ends) -> list[int]:
    return list(range(ends.low, ends.high + 1))


def _other_bands(outlines: Outlines) -> Iterator[Contradiction]:
    known = _instruments(outlines)
    for key, outline in outlines.by_key.items():
        for facts in outline.statements.bands_of_scores if known else ():
            for score in known.values():
                if (facts.kind != "column" or facts.name.casefold() == score.name.casefold()) and not _are_points(
                    facts
                ):
                    yield from _in_list(key, outline, facts, score)


def _in_list(key: Key, outline: Outline, facts: BandsFacts, score: _Instrument) -> Iterator[Contradiction]:
    bands = [band for loc, words in facts.entries for band in _bands(loc, words, score, facts.kind)]
    # A step of the treatment is for patients of the page; an outcome may lead away from it.
    fits = _fitting(outline, score) if facts.kind == "steps" else score.ends
    for band in bands:
        if band.is_empty or not fits.low <= band.ends.low <= band.ends.high <= fits.high:
            yield _band(key, band, score, f"values of {score.name} within {fits}")
            return
    bands.sort(key=lambda band: band.ends)
    for before, here in pairwise(bands):
        if before.ends != here.ends and here.ends.low != before.ends.high + 1:
            expected = f"a band of {score.name} that begins at {before.ends.high + 1}, after {before.ends}"
            yield _band(key, here, score, expected)
            return
    if len(bands) > 1 and len(bands) == len(facts.entries):
        whole = _Ends(bands[0].ends.low, bands[-1].ends.high)
        if whole not in (fits, _fitting(outline, score)):
            yield _band(key, bands[0]._replace(ends=whole), score, f"bands of {score.name} for {fits}")


def _band(key: Key, band: _Band, score: _Instrument, expected: str) -> Contradiction:
    return Contradiction(
        "thresholds",
        key,
        band.loc,
        band.words,
        f"expected {expected}, as the instrument goes from {score.ends.low} to {score.ends.high} ({ELSEWHERE}), got"
        f" {band.ends} in {short(band.words)}: mend one of the two",
        ((score.key, score.loc),),
    )


def _bands(loc: Loc, words: str, score: _Instrument, kind: str) -> Iterator[_Band]:
    """The bands of an instrument in an entry of a list."""
    pattern = rf"^{_BAND}$" if kind == "column" else rf"(?<![\w-]){re.escape(score.name)}\s{_BAND}"
    for match in re.finditer(pattern, words, re.IGNORECASE):
        low = int(match["low"])
        high = int(match["high"] or low)
        if match["open"]:
            low, high = (low, score.ends.high) if "more" in match["open"] else (score.ends.low, high)
        yield _Band(loc, words, _Ends(low, max(low, high)), is_empty=bool(match["high"]) and high <= low)


def _fitting(outline: Outline, score: _Instrument) -> _Ends:
    """The values of an instrument with which a patient fits on a page."""
    low, high = score.ends
    for one in outline.statements.scores:
        if one.name.casefold() != score.name.casefold() or one.excludes or not one.value.is_integer():
            continue
        value = int(one.value)
        low = {"≥": value, ">": value + 1, "=": value}.get(one.operator, low)
        high = {"≤": value, "<": value - 1, "=": value}.get(one.operator, high)
    return _Ends(low, high)


THRESHOLDS_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (_gaps, _other_ends, _other_sums, _other_bands)
"""Finders of contradictions about scores."""
