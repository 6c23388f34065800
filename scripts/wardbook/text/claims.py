"""Signs of a claim in a text: a number, a dose, a treatment or a recommendation in its words."""

from __future__ import annotations

import re
from typing import Final, Literal

from wardbook.text.numbers import numbers_in

ClaimReason = Literal["dose", "number", "treatment", "recommendation"]
"""Why a reader may ask where a statement comes from."""
CLAIM_REASONS: Final[tuple[ClaimReason, ...]] = ("recommendation", "dose", "treatment", "number")
"""The reasons in the order in which they are told."""

_AMOUNTS: Final = re.compile(
    r"(?:g|kg|mg|ug|ng|mol|mmol|umol|nmol|iu|u|meq|gy|cgy|mgy|ugy|sv|msv|usv|mbq|gbq|mci|ml|l)(?:per|$)"
)
"""The beginning of a unit of what is given to a patient."""
_CONCENTRATION: Final = re.compile(r"per(?:l|dl|ml|ul|mol|mmol)$")
"""The end of a unit of what is found in blood or urine, and so given to nobody."""
_BODY: Final = frozenset({"g", "kg", "l"})
"""Units in which patients and organs are measured as well; alone they make no dose."""

_TREATMENT: Final = re.compile(
    r"\b(?:treat(?:s|ed|ing|ment|ments)?|therap(?:y|ies|eutic)|\w+therap(?:y|ies)|surg(?:ery|eries|ical|ically)"
    r"|operat(?:e|es|ed|ion|ions|ive)|antibiotics?|antimicrobials?|anticoagula(?:nts?|tion)|analges(?:ia|ics?)"
    r"|corticosteroids?|steroids?|heparins?|transplant(?:s|ation)?|transfus(?:e|ed|ion|ions)|resect(?:ed|ion)"
    r"|excis(?:ed|ion)|drainage|infusions?|infused|inject(?:ed|ion|ions)|prescri(?:be|bed|ption)|medications?|drugs?"
    r"|dos(?:e|es|ed|age)|explor(?:ed|ation)|\w{3,}ectom(?:y|ies)|\w{3,}pex(?:y|ies)|\w{3,}otom(?:y|ies)|vaccin\w+)\b",
    re.IGNORECASE,
)
_RECOMMENDATION: Final = re.compile(
    r"\b(?:should|must|ought|recommend(?:s|ed|ing|ation|ations)?|advis(?:e|es|ed|able)|advice"
    r"|(?:contra)?indicated|contraindications?|preferred|preferable|is required|are required|avoid(?:ed)?"
    r"|do not|routine(?:ly)?|first[- ](?:choice|line)|(?:in)?appropriate|refer(?:red|ral)?|at once|urgent(?:ly)?"
    r"|immediate(?:ly)?)\b",
    re.IGNORECASE,
)
_PARTS_OF_TREATMENT: Final = (
    "treat",
    "therap",
    "surg",
    "operat",
    "antibiot",
    "antimicrob",
    "anticoag",
    "analges",
    "steroid",
    "heparin",
    "transplant",
    "transfus",
    "resect",
    "excis",
    "drainage",
    "infus",
    "inject",
    "prescri",
    "medication",
    "drug",
    "dos",
    "explor",
    "ectom",
    "pex",
    "otom",
    "vaccin",
)
"""Parts of the words for treatments, in small letters; words without any of them, as most are, name none."""
_PARTS_OF_RECOMMENDATION: Final = (
    *[
        "should",
        "must",
        "ought",
        "recommend",
        "advi",
        "indicat",
        "prefer",
        "required",
        "avoid",
        "routine",
        "first",
        "appropriate",
        "refer",
        "urgent",
    ],
    *("immediate", "do not", "at once"),
)
"""Parts of the words that recommend, in small letters."""


def claim_reasons_in(words: str) -> frozenset[ClaimReason]:
    """Why some words are a claim; nothing for words that claim nothing of the kind."""
    small = words.casefold()
    found = set[ClaimReason]()
    for number in numbers_in(words):
        found.add("number")
        if _is_dose(number.unit):
            found.add("dose")
    if any(map(small.__contains__, _PARTS_OF_TREATMENT)) and _TREATMENT.search(words):
        found.add("treatment")
    if any(map(small.__contains__, _PARTS_OF_RECOMMENDATION)) and _RECOMMENDATION.search(words):
        found.add("recommendation")
    return frozenset(found)


def _is_dose(unit: str) -> bool:
    return unit not in _BODY and bool(_AMOUNTS.match(unit)) and not _CONCENTRATION.search(unit)
