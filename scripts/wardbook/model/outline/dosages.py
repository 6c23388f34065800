"""Dosages of a regimen as figures, and those that a line of a source states, so that one can be held against the other.

A line states a dosage in this form: `Amoxicillin: 500 mg, 3 times a day, for 5 days`. Between the drug and the colon
there may be values of a patient: `Amoxicillin, GFR from 10 to 30 mL/min: 500 mg, 2 times a day`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from wardbook.model.outline.said import figure
from wardbook.model.parts.dosing.adjustment import BandedAdjustment, ByCondition
from wardbook.model.parts.dosing.dosage import Dosage
from wardbook.model.records.regimen import Regimen, RegimenDrug
from wardbook.model.traverse import Loc
from wardbook.text.numbers import numbers_in

_OFTEN: Final = re.compile(
    r"\b(?:(?P<few>once|twice)|(?P<times>\d+(?:\s?(?:–|to)\s?\d+)?)\stimes?)(?:\san?|\sper)?\s(?P<period>day|week|month|daily)"
    r"\b|\bevery\s(?P<every>\d+(?:\s?(?:–|to)\s?\d+)?)?\s?(?P<unit>minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_LASTS: Final = re.compile(r"(?:for|until|at least)\b", re.IGNORECASE)
_DAYS: Final = re.compile(r"(?:from )?days?\b", re.IGNORECASE)
_PIECES: Final = re.compile(r"\b(?:tablet|capsule|puff|drop|sachet)s?\b", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+")
_FEW: Final = {"once": ("1",), "twice": ("2",)}
DRUG_MASSES: Final = frozenset({"g", "mg", "ug", "ng", "iu", "u", "mmol", "meq", "kg"})
"""Units of the amount of a drug, but for a volume, of which a text may also say how much is drunk or injected."""
_DOSES: Final = DRUG_MASSES | {"ml"}
_KEPT_LINES: Final = 2**12


class Dosing(NamedTuple):
    """The figures of a dosage; those that a line does not state are empty."""

    days: tuple[str, ...]
    amounts: tuple[str, ...]
    often: tuple[str, ...]
    lasts: tuple[str, ...]

    def agrees(self, noted: Dosing) -> bool:
        """Whether all that is noted is so here."""
        return all(not theirs or mine == theirs for mine, theirs in zip(self, noted, strict=True))


class DosageFacts(NamedTuple):
    """A dosage, or what holds for a patient with some values."""

    loc: Loc
    drug: str
    """In small letters."""
    values: frozenset[str]
    """The ends of the band of values to which it belongs; none for the usual dosage."""
    sources: tuple[str, ...]
    words: str
    dosing: Dosing


class NotedDosage(NamedTuple):
    """A line of a source that states a dosage."""

    drug: str
    values: frozenset[str]
    dosing: Dosing


def dosages_in(regimen: Regimen) -> Iterator[DosageFacts]:
    """The dosages of a regimen."""
    for number, part in enumerate(regimen.parts):
        for place, drug in enumerate(part.drugs):
            loc: Loc = ("parts", number, "drugs", place)
            sources = drug.evidence.sources
            yield from _facts(DosageFacts(loc, drug.name.casefold(), frozenset(), sources, "", _NOTHING), drug.dosages)
            for which, change in enumerate(drug.adjustments):
                if not isinstance(change, ByCondition):
                    yield from _adjusted((*loc, "adjustments", which), drug, change)


def _adjusted(loc: Loc, drug: RegimenDrug, change: BandedAdjustment) -> Iterator[DosageFacts]:
    sources = (change.evidence or drug.evidence).sources
    for number, band in enumerate(change.bands):
        ends = [end for end in (band.at_least, band.above, band.below, band.at_most) if end is not None]
        values = frozenset(one.value for end in ends for one in numbers_in(f"{end:.15g}"))
        facts = DosageFacts((*loc, "bands", number), drug.name.casefold(), values, sources, band.words, _NOTHING)
        yield from _facts(facts, band.dosages) if band.dosages else (facts,)


def _facts(facts: DosageFacts, dosages: tuple[Dosage, ...]) -> Iterator[DosageFacts]:
    for number, one in enumerate(dosages):
        yield facts._replace(loc=(*facts.loc, "dosages", number), words=_words(one), dosing=_dosing(one))


@lru_cache(_KEPT_LINES)
def noted_dosage(line: str) -> NotedDosage | None:
    """The dosage that a line states; none where it is about something else."""
    head, colon, rest = line.partition(": ")
    drug, _, condition = head.partition(", ")
    if not colon or not drug:
        return None
    values = frozenset(number.value for number in numbers_in(condition))
    found: dict[str, list[str]] = {"days": [], "amounts": [], "often": [], "lasts": []}
    field = ""
    for clause in rest.split(", "):
        if field != "lasts":  # what follows a duration belongs to it
            field = _field(clause)
        numbers = numbers_in(clause)
        if field == "amounts" and not _PIECES.search(clause) and any(one.unit not in _DOSES for one in numbers):
            return None
        if field == "often":
            found[field] += _often(clause)
        else:
            found[field] += [one.value if field == "days" else figure(one) for one in numbers]
    dosing = Dosing(*(tuple(found[name]) for name in Dosing._fields))
    return NotedDosage(drug.casefold(), values, dosing) if values or any(dosing) else None


def _field(clause: str) -> str:
    if _DAYS.match(clause):
        return "days"
    if _LASTS.match(clause):
        return "lasts"
    return "often" if _OFTEN.search(clause) else "amounts"


def _often(words: str) -> list[str]:
    match = _OFTEN.search(words)
    if not match:
        return []
    if match["unit"]:
        return ["every", *(_DIGITS.findall(match["every"] or "1")), match["unit"].lower()]
    times = _FEW[match["few"].lower()] if match["few"] else _DIGITS.findall(match["times"])
    return [*times, match["period"].lower().replace("daily", "day")]


def _dosing(dosage: Dosage) -> Dosing:
    amounts = [
        figure(one)
        for part in dosage.dose.components
        for value in (part.value, part.to)
        if value is not None
        for one in numbers_in(f"{value:.15g} {part.unit}")
    ]
    lasts = dosage.duration.words if dosage.duration else ""
    return Dosing(
        days=tuple(one.value for one in numbers_in(dosage.when or "")),
        amounts=tuple(amounts),
        often=tuple(_often(dosage.timing.words)),
        lasts=tuple(map(figure, numbers_in(lasts))),
    )


def _words(dosage: Dosage) -> str:
    duration = f"for {dosage.duration.words}" if dosage.duration and dosage.duration.kind == "for" else ""
    until = dosage.duration.words if dosage.duration and not duration else ""
    words = (dosage.when, dosage.dose.words, dosage.timing.words, duration or until)
    return ", ".join(" ".join(word.split()) for word in words if word)


_NOTHING: Final = Dosing((), (), (), ())
