"""Units of doses and routes: closed lists, with the words that readers see and what editors may type for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import Field, StrictFloat

DoseUnit = Literal[
    "g", "mg", "microgram", "nanogram", "mL", "unit", "mmol", "mEq", "tablet", "capsule", "puff", "drop", "sachet"
]
"""The units of doses. Micrograms, nanograms and units have no short form, because it is misread (BNF, ISMP)."""

DoseBasis = Literal[
    "dose", "day", "hour", "kg/dose", "kg/day", "kg/hour", "kg/minute", "m2/dose", "m2/day"
]  # fmt: skip
"""The basis of an amount: one dose or all doses of a day, for the patient or for each kg or m² of the patient."""

TimeUnit = Literal["minute", "hour", "day", "week", "month", "year"]

Route = Literal[
    "oral",
    "sublingual",
    "buccal",
    "rectal",
    "by-feeding-tube",
    "intravenous",
    "intramuscular",
    "subcutaneous",
    "intraosseous",
    "intrathecal",
    "intraarticular",
    "inhaled",
    "nebulized",
    "intranasal",
    "topical",
    "transdermal",
    "into-the-eye",
    "into-the-ear",
    "vaginal",
]
"""The routes, each a word that nobody takes for another."""

MOST_OF_A_DRUG: Final = 100_000_000
Amount = Annotated[StrictFloat, Field(gt=0, le=MOST_OF_A_DRUG)]
"""An amount of a drug."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DoseUnitFacts:
    """A unit: its words and codes."""

    several: str
    """Its word after any number but 1."""
    ucum: str
    """Its code in UCUM."""
    nanograms: int = 0
    """How many nanograms it is; 0 for what is no mass."""
    typed: tuple[str, ...] = ()
    """Other ways in which it is typed."""


DOSE_UNITS: Final[Mapping[DoseUnit, DoseUnitFacts]] = {
    "g": DoseUnitFacts(several="g", ucum="g", nanograms=10**9, typed=("gm", "gram", "grams", "G")),
    "mg": DoseUnitFacts(several="mg", ucum="mg", nanograms=10**6, typed=("milligram", "milligrams", "MG", "Mg")),
    "microgram": DoseUnitFacts(
        several="micrograms", ucum="ug", nanograms=10**3, typed=("mcg", "µg", "μg", "micrograms", "mcgs")
    ),
    "nanogram": DoseUnitFacts(several="nanograms", ucum="ng", nanograms=1, typed=("nanograms",)),
    "mL": DoseUnitFacts(several="mL", ucum="mL", typed=("ml", "ML", "cc", "millilitre", "milliliter")),
    "unit": DoseUnitFacts(several="units", ucum="[iU]", typed=("units", "U", "u", "IU", "iu", "international units")),
    "mmol": DoseUnitFacts(several="mmol", ucum="mmol"),
    "mEq": DoseUnitFacts(several="mEq", ucum="meq"),
    "tablet": DoseUnitFacts(several="tablets", ucum="{tablet}", typed=("tab", "tabs", "tablets")),
    "capsule": DoseUnitFacts(several="capsules", ucum="{capsule}", typed=("cap", "caps", "capsules")),
    "puff": DoseUnitFacts(several="puffs", ucum="{puff}", typed=("puffs",)),
    "drop": DoseUnitFacts(several="drops", ucum="[drp]", typed=("drops", "gtt")),
    "sachet": DoseUnitFacts(several="sachets", ucum="{sachet}", typed=("sachets",)),
}
"""The units by their names in content."""

_ROUTES_TYPED: Final[Mapping[str, Route]] = {
    "PO": "oral",
    "po": "oral",
    "by mouth": "oral",
    "IV": "intravenous",
    "iv": "intravenous",
    "IM": "intramuscular",
    "SC": "subcutaneous",
    "SQ": "subcutaneous",
    "SL": "sublingual",
    "PR": "rectal",
    "IN": "intranasal",
    "PV": "vaginal",
    "IO": "intraosseous",
}

DOSE_WORDS_TYPED: Final[Mapping[str, str]] = {
    **{typed: name for name, unit in DOSE_UNITS.items() for typed in (unit.ucum, *unit.typed) if typed != name},
    **_ROUTES_TYPED,
}
"""Units and routes by what is typed for them. A likely word would not do: `mcg` is not `mg`."""

_BASES: Final[Mapping[DoseBasis, str]] = {
    "dose": "",
    "day": " per day",
    "hour": " per hour",
    "kg/dose": "/kg per dose",
    "kg/day": "/kg per day",
    "kg/hour": "/kg per hour",
    "kg/minute": "/kg per minute",
    "m2/dose": "/m² per dose",
    "m2/day": "/m² per day",
}


def number_in_words(value: float) -> str:
    """A number as it is read: `1,200`, `0.5`, never `1.0`."""
    return f"{value:,.15g}"


def amount_in_words(value: float, to: float | None, one: str, several: str) -> str:
    """An amount or a range: `1 day`, `1,200 mg`, `7–14 days`. No line breaks between a number and its unit."""
    numbers = "–".join(number_in_words(number) for number in (value, to) if number is not None)
    return f"{numbers}\N{NO-BREAK SPACE}{one if to is None and value == 1 else several}"


def basis_in_words(basis: DoseBasis, *, after_several: bool = False) -> str:
    """The basis of an amount, as it follows the amount; empty for a whole dose."""
    words = _BASES[basis]
    return words.replace("/", " per ") if after_several else words


def route_in_words(route: Route) -> str:
    """A route as it is read."""
    return route.replace("-", " ")


def nanograms(value: float, unit: DoseUnit) -> Fraction | None:
    """A mass as it compares with others; nothing for what is no mass."""
    each = DOSE_UNITS[unit].nanograms
    return Fraction(str(value)) * each if each else None
