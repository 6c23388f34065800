"""Rules about words in regimens and treatments: abbreviations and numbers that are known to be misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from wardbook.model.base import Line, Record
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.scenario import Scenario
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
_UNIT: Final = r"(?:g|mg|mL|micrograms?|nanograms?|units?|mmol)\b"
_TRAILING: Final = re.compile(rf"(?<![\d.,])(?P<whole>\d+)\.(?P<part>\d*?)0+(?P<unit> ?{_UNIT})(?!/d?L)")
_NAKED: Final = re.compile(rf"(?<![\d.,])\.\d+ ?{_UNIT}")
_SMALL: Final = re.compile(r"(?<![\d.,])0\.\d*[1-9]\d* ?(?P<unit>g|mg)\b(?! ?/)")
_THOUSANDS: Final = re.compile(rf"(?<![\d.,])(?P<number>\d{{4,}})(?P<unit> ?{_UNIT})")
_SMALLER: Final = {"g": "mg", "mg": "micrograms"}


def abbreviations_are_safe(content: Content) -> Iterator[Problem]:
    """No abbreviation that is known to be misread stands in a regimen or a treatment (ISMP, Joint Commission, BNF)."""
    for document, loc, said in _texts(content):
        for pattern, meant in _ABBREVIATIONS:
            for found in dict.fromkeys(match[0].strip() for match in pattern.finditer(said)):
                message = f"expected words that nobody misreads, got `{found}`: write {meant}"
                yield document.problem(loc, message)


def numbers_in_words_are_safe(content: Content) -> Iterator[Problem]:
    """An amount in words has no zeros at its end, one before its point, and commas (ISMP, Joint Commission, BNF)."""
    for document, loc, said in _texts(content):
        for found, advice in _unsafe_numbers(said):
            yield document.problem(loc, f"expected an amount that nobody misreads, got `{found}`: {advice}")


def _unsafe_numbers(said: str) -> Iterator[tuple[str, str]]:
    for found in _TRAILING.finditer(said):
        part = f".{found['part']}" if found["part"] else ""
        yield found[0], f"write `{found['whole']}{part}{found['unit']}`, without zeros at its end"
    for found in _NAKED.finditer(said):
        yield found[0], f"write `0{found[0]}`, with a zero before the point"
    for found in _SMALL.finditer(said):
        yield found[0], f"write it in {_SMALLER[found['unit']]}"
    for found in _THOUSANDS.finditer(said):
        yield found[0], f"write `{int(found['number']):,}{found['unit']}`, with commas"


def _texts(content: Content) -> Iterator[tuple[Document[Record], Loc, str]]:
    """Every text of a regimen and of a treatment, in plain words; codes are no words."""
    for document in content.documents:
        is_regimen = isinstance(document.record, Regimen)
        if is_regimen or isinstance(document.record, Scenario):
            for loc, leaf in document.leaves:
                if (is_regimen or loc[0] == "treatment") and "code" not in loc:
                    if isinstance(leaf, RichText):
                        yield document, loc, words(leaf)
                    elif isinstance(leaf, Line):
                        yield document, loc, str(leaf)
