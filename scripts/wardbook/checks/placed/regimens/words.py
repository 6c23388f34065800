"""Rules about words: abbreviations and numbers that are known to be misread where they are of a dose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from wardbook.model.base import Line, Record
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.table import DataTable
from wardbook.model.records.topic import Topic
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.document import Document
from wardbook.text.tree import RichText, words

_IN_BLOOD: Final = r"(?! ?/ ?[dmu]?[lL]\b)"
"""Not after the unit of a laboratory value, as in ng/mL and U/L, which nobody takes for a dose."""
_ERROR_PRONE: Final[Mapping[str, str]] = {
    rf"(?<=\d) ?[uU]{_IN_BLOOD}": "units",
    rf"(?:IU|iu|I\.U\.){_IN_BLOOD}": "units",
    rf"(?:[\u00b5\u03bcu]g|mcg){_IN_BLOOD}": "micrograms",
    rf"ng{_IN_BLOOD}": "nanograms",
    r"cc|ml": "mL",
    r"q\.?d|Q\.?D|q1d": "once a day",
    r"q\.?o\.?d|Q\.?O\.?D": "every other day",
    r"o\.?d|O\.?D": "once a day, or right eye",
    r"TIW|tiw": "3 times a week",
    r"(?:hs|HS|q\.?hs)(?!-)": "at bedtime, or half strength",
    r"SC|SQ|sub q": "subcutaneous",
    r"per os": "oral",
    r"D/C": "discharge, or stop",
    r"MS": "morphine sulfate or magnesium sulfate",
    r"MSO[4₄]": "morphine sulfate",
    r"MgSO[4₄]": "magnesium sulfate",
    r"@": "at",
}
"""Forms that are misread, and the words for them: of ISMP's list of error-prone abbreviations and the Joint
Commission's "Do Not Use" list. The BNF wants micrograms and nanograms in full, where the other two allow `mcg`."""
_ABBREVIATIONS: Final = [
    (re.compile(rf"(?<![^\W\d])(?<![.@])(?<![^\W\d_]-)(?:{form})(?![^\W_])"), meant)
    for form, meant in _ERROR_PRONE.items()
]
_UNITS_AFTER_NUMBERS: Final = [
    (re.compile(rf"(?<=\d) ?(?:{form})(?![^\W_])"), meant)
    for form, meant in _ERROR_PRONE.items()
    if meant in ("units", "micrograms", "nanograms", "mL")
]
_READ: Final = (Regimen, Scenario, Topic, Protocol, Procedure, DataTable)
"""The records whose texts are read for doses; sources quote others."""
_QUOTED: Final = frozenset({"code", "acknowledged"})
"""Fields that are no words for readers."""
_UNIT: Final = r"(?:g|mg|mL|micrograms?|nanograms?|units?|mmol)\b"
_TRAILING: Final = re.compile(rf"(?<![\d.,])(?P<whole>\d+)\.(?P<part>\d*?)0+(?P<unit> ?{_UNIT})(?!/d?L)")
_NAKED: Final = re.compile(rf"(?<![\d.,])\.\d+ ?{_UNIT}")
_SMALL: Final = re.compile(r"(?<![\d.,])0\.\d*[1-9]\d* ?(?P<unit>g|mg)\b(?! ?/)")
_THOUSANDS: Final = re.compile(rf"(?<![\d.,])(?P<number>\d{{4,}})(?P<unit> ?{_UNIT})")
_DOSE: Final = re.compile(
    rf"(?<![^\W_])\d[\d.,]* ?(?:{_UNIT}|[uU]|IU|mcg|[\u00b5\u03bcu]g|ml)(?![^\W_])(?! ?/ ?d?[lL]\b)|^{_UNIT}$"
)
"""An amount of a drug, or its unit alone as the unit of a column."""
_SMALLER: Final = {"g": "mg", "mg": "micrograms"}


class _Said(NamedTuple):
    """A text that a reader may take for a dose."""

    document: Document[Record]
    loc: Loc
    said: str
    """Its plain words."""
    place: Literal["regimen", "table", "text"]
    """A regimen or a treatment, a table with doses, or anything else."""


def abbreviations_are_safe(content: Content) -> Iterator[Problem]:
    """No abbreviation that is known to be misread stands where doses stand (ISMP, Joint Commission, BNF)."""
    # Elsewhere `MS` and `SC` may mean something else, and only a unit after a number is one of a dose.
    for document, loc, said, place in _texts(content):
        for pattern, meant in _UNITS_AFTER_NUMBERS if place == "text" else _ABBREVIATIONS:
            for found in dict.fromkeys(match[0].strip() for match in pattern.finditer(said)):
                message = f"expected words that nobody misreads, got `{found}`: write {meant}"
                yield document.problem(loc, message)


def numbers_in_words_are_safe(content: Content) -> Iterator[Problem]:
    """An amount in words has no zeros at its end, one before its point, and commas (ISMP, Joint Commission, BNF)."""
    # The BNF's units for small amounts are for doses, not for tables that compare them.
    for document, loc, said, place in _texts(content):
        for found, advice in _unsafe_numbers(said, place):
            yield document.problem(loc, f"expected an amount that nobody misreads, got `{found}`: {advice}")


def _unsafe_numbers(said: str, place: str) -> Iterator[tuple[str, str]]:
    for found in _TRAILING.finditer(said):
        part = f".{found['part']}" if found["part"] else ""
        yield found[0], f"write `{found['whole']}{part}{found['unit']}`, without zeros at its end"
    for found in _NAKED.finditer(said):
        yield found[0], f"write `0{found[0]}`, with a zero before the point"
    for found in _SMALL.finditer(said) if place == "regimen" else ():
        yield found[0], f"write it in {_SMALLER[found['unit']]}"
    for found in _THOUSANDS.finditer(said) if place != "text" else ():
        yield found[0], f"write `{int(found['number']):,}{found['unit']}`, with commas"


def _texts(content: Content) -> Iterator[_Said]:
    for document in content.documents:
        record = document.record
        if isinstance(record, _READ):
            units = _units(record) if isinstance(record, DataTable) else {}
            texts = [
                (loc, " ".join(filter(None, (said, units.get(loc[2:3])))))
                for loc, leaf in document.leaves
                if (said := _said(leaf)) and not _QUOTED & {*loc}
            ]
            has_doses = isinstance(record, DataTable) and any(_DOSE.search(said) for _, said in texts)
            for loc, said in texts:
                is_regimen = isinstance(record, Regimen) or loc[0] == "treatment"
                yield _Said(document, loc, said, "regimen" if is_regimen else "table" if has_doses else "text")


def _units(table: DataTable) -> dict[Loc, str]:
    """The units of the columns of numbers, by what stands in the place of a cell: they are read beside its number."""
    return {
        (str(column.name),): str(column.unit) for column in table.columns if column.unit and column.align == "number"
    }


def _said(leaf: object) -> str:
    if isinstance(leaf, RichText):
        return words(leaf)
    return str(leaf) if isinstance(leaf, Line) else ""
