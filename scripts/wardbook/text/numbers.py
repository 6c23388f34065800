"""The numbers in a text, each in one form however it is written, with its unit.

The search's script finds them in the same way (templates/assets/search/numbers.js).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

_WRITTEN: Final[Mapping[str, str]] = {
    "pct": "% percent",
    "g": "g gram grams",
    "kg": "kg kgs",
    "mg": "mg mgs milligram milligrams",
    "ug": "µg mcg ug microgram micrograms",
    "ng": "ng",
    "pg": "pg",
    "l": "l litre liter litres liters",
    "dl": "dl",
    "ml": "ml mls cc millilitre milliliter",
    "ul": "µl ul",
    "mol": "mol",
    "mmol": "mmol",
    "umol": "µmol umol",
    "nmol": "nmol",
    "iu": "iu",
    "u": "u unit units",
    "meq": "meq",
    "km": "km",
    "m": "m",
    "cm": "cm",
    "mm": "mm",
    "um": "µm um micron microns",
    "m2": "m2 m²",
    "cm2": "cm2 cm²",
    "cm3": "cm3 cm³",
    "mm3": "mm3 mm³",
    "fr": "fr french",
    "mmhg": "mmhg",
    "cmh2o": "cmh2o cmh₂o",
    "kpa": "kpa",
    "degc": "°c",
    "degf": "°f",
    "gy": "gy gray",
    "cgy": "cgy",
    "mgy": "mgy",
    "ugy": "µgy ugy",
    "sv": "sv",
    "msv": "msv millisievert millisieverts",
    "usv": "µsv usv",
    "mbq": "mbq",
    "gbq": "gbq",
    "mci": "mci",
    "kv": "kv kvp",
    "ma": "ma",
    "mas": "mas",
    "hz": "hz",
    "khz": "khz",
    "mhz": "mhz",
    "t": "t tesla",
    "hu": "hu",
    "bpm": "bpm",
    "s": "s sec secs second seconds",
    "ms": "ms",
    "min": "min mins minute minutes",
    "h": "h hr hrs hour hours",
    "day": "day days",
    "week": "wk wks week weeks",
    "month": "mo mos month months",
    "year": "y yr yrs year years yo",
}
"""The units as the search compares them, each with the ways in which it is written."""
UNITS: Final[Mapping[str, str]] = {
    written: unit for unit, ways in _WRITTEN.items() for written in ways.replace("µ", "μ").split()
}
"""The units by the ways in which they are written, in small letters."""

_UNIT: Final = "|".join(re.escape(written) for written in sorted(UNITS, key=lambda written: (-len(written), written)))
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_NUMBER: Final = re.compile(
    r"(?P<whole>[0-9]"  # comes first, as such patterns are found faster
    r"(?<![^\W_].)(?<![^\W\d_][-‐‑.·'’*].)(?<!\d[.,·].)"  # no part of a word: neither T2 nor COVID-19
    r"(?:(?<=[1-9])[0-9]{0,2}(?:[,\u2009\u202f\xa0][0-9]{3})+(?![0-9])|[0-9]*))"
    r"(?:[.,·](?P<part>[0-9]+))?"
    r"(?:\s?[×x*·]\s?10(?P<power>\^-?[0-9]+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?P<exponent>\^-?[0-9]+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
    rf"(?:\s?(?P<unit>/?(?:{_UNIT})(?:[/·](?:{_UNIT}))*)(?![^\W_]|[-‐‑'’][^\W\d_]))?"
    r"(?![^\W_]|[.,·][0-9])",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile("[0-9]")
_RANGE: Final = re.compile(r"\s?[-‐‑–—−/]\s?|\s(?:to|or)\s")
"""Text between two numbers of which only the second has a unit, which is that of both."""
_AROUND: Final = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text."""

    start: int
    end: int
    """The end of its unit."""
    value: str
    unit: str

    @property
    def word(self) -> str:
        """The number as one word that the index does not take apart: `n12d5mg` for 12.5 mg."""
        return f"n{self.value}{self.unit}"

    @property
    def bare_word(self) -> str:
        """The number without its unit as one word."""
        return f"n{self.value}"


def numbers_in(text: str) -> list[Number]:
    """The numbers in a text. In a range such as `5–10 mg` both have the unit."""
    if not _DIGIT.search(text):  # most texts
        return []
    found = list(_numbers(text.replace("µ", "μ")))
    for place in range(len(found) - 2, -1, -1):
        this, after = found[place], found[place + 1]
        if after.unit and not this.unit and _RANGE.fullmatch(text[this.end : after.start]):
            found[place] = replace(this, unit=after.unit)
    return found


def _numbers(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        start = match.start()
        is_part = not match["part"] and text[max(start - 1, 0)] == "."  # as in `.5`
        value = _value("0", match["whole"]) if is_part else _value(match["whole"], match["part"] or "")
        if power := match["power"]:
            value += f"e{_power(power)}"
        if exponent := match["exponent"]:
            value += f"p{_power(exponent)}"
        yield Number(start, match.end(), value, _unit(match["unit"] or ""))


def _value(whole: str, part: str) -> str:
    digits = re.sub("[^0-9]", "", whole).lstrip("0") or "0"
    rest = part.rstrip("0")
    return f"{digits}d{rest}" if rest else digits


def _power(text: str) -> str:
    return text.translate(_RAISED).removeprefix("^").replace("-", "m")


def _unit(text: str) -> str:
    return "per".join("x".join(UNITS.get(atom, "") for atom in part.split("·")) for part in text.lower().split("/"))


def parted(query: str) -> tuple[str, tuple[str, ...]]:
    """The words of a query, and its numbers as words of the index."""
    numbers = numbers_in(query)
    if not numbers:
        return query, ()
    rest, start = "", 0
    for number in numbers:
        rest += query[start : number.start] + " "
        start = number.end
    words = (_AROUND.sub("", word) for word in (rest + query[start:]).split())
    return " ".join(word for word in words if word), tuple(number.word for number in numbers)
