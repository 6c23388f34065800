"""The patients that a text speaks of: their ages and their sex, by the words for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    **dict.fromkeys(
        ("child", "children", "infant", "infants", "newborn", "newborns", "neonate", "neonates"), ("child", "")
    ),
    **dict.fromkeys(("toddler", "toddlers", "adolescent", "adolescents", "pediatric", "paediatric"), ("child", "")),
    **dict.fromkeys(("boy", "boys"), ("child", "male")),
    **dict.fromkeys(("girl", "girls"), ("child", "female")),
    **dict.fromkeys(("adult", "adults"), ("adult", "")),
    **dict.fromkeys(("man", "men"), ("adult", "male")),
    **dict.fromkeys(("woman", "women"), ("adult", "female")),
    **dict.fromkeys(("male", "males"), ("", "male")),
    **dict.fromkeys(("female", "females"), ("", "female")),
}
"""Words for patients, each with the age group and the sex that it says."""
WORD_FOR_PATIENTS: Final = rf"(?<![\w-])(?:either sex|both sexes|{'|'.join(sorted(_WORDS, key=len))})(?![\w-])"
"""A pattern of the words for patients."""
_WORD: Final = re.compile(WORD_FOR_PATIENTS, re.IGNORECASE)
_SERVICE: Final = re.compile(
    r"p[a]?ediatric (?:oncology|radiology|surgery|intensive|an[a]?esthesia|emergency|urology|center|medicine)",
    re.IGNORECASE,
)
_OF_AN_AGE: Final = re.compile(r"(?<![\w.–-])(?P<years>\d{1,3})[- ]years?[- ]old\b", re.IGNORECASE)


KEPT_TEXTS: Final = 2**14


class Patients(NamedTuple):
    """The ages and sexes that a text speaks of; none where it does not say."""

    ages: frozenset[str]
    sexes: frozenset[str]
    words: tuple[str, ...]


_NOBODY: Final = Patients(frozenset(), frozenset(), ())
_PARTS: Final = (
    "child",
    "boy",
    "girl",
    "adult",
    "man",
    "men",
    "male",
    "infant",
    "newborn",
    "neonat",
    "toddler",
    "adolescent",
    "diatric",
    "sex",
)
"""Parts of the words for patients; a text without any of them has none."""


@lru_cache(KEPT_TEXTS)
def patients_in(text: str) -> Patients:
    """The patients that a text speaks of."""
    if not any(map(text.casefold().__contains__, _PARTS)):  # most texts
        return _NOBODY
    if "ediatric" in text:
        text = _SERVICE.sub("", text)
    words = tuple(match[0] for match in _WORD.finditer(text))
    ages, sexes = set[str](), set[str]()
    for word in words:
        age, sex = _WORDS.get(word.casefold(), ("", "any"))
        ages |= {age} - {""}
        sexes |= {"male", "female"} if sex == "any" else {sex} - {""}
    return Patients(frozenset(ages), frozenset(sexes), words)


def years_old(text: str) -> list[int]:
    """The ages in a text such as `a 12-year-old boy`."""
    return [int(match["years"]) for match in _OF_AN_AGE.finditer(text)]
