"""Words for what a guideline weighs: studies, tests, treatments, or options where they are of several kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from wardbook.library.library import Library
from wardbook.model.finder import OptionKind
from wardbook.model.parts.recommendation import AnswerKind
from wardbook.model.records.procedure import Procedure


@dataclass(frozen=True, slots=True)
class OptionWords:
    """Words for the options of a table or a list."""

    head: str
    """The head of the column with their names."""
    one: str
    many: str


_WORDS: Final[dict[OptionKind, OptionWords]] = {
    "imaging": OptionWords("Procedure", "study", "studies"),
    "test": OptionWords("Test", "test", "tests"),
    "treatment": OptionWords("Treatment", "treatment", "treatments"),
}
_ANY: Final = OptionWords("Option", "option", "options")

ANSWERS: Final[dict[AnswerKind, str]] = {
    "imaging": "Imaging",
    "no-imaging": "No imaging",
    "test": "Test",
    "treatment": "Treatment",
    "no-treatment": "No treatment",
    "management": "Management",
    "advice": "Advice",
}
"""The kinds of answers in words; they stand for the answer where no option is it."""


def option_words(procedures: Iterable[Procedure], library: Library) -> OptionWords:
    """The words for some options: those of their kind, or words for any where they are of several kinds or of none."""
    return _words(library.modalities[procedure.modality].kind for procedure in procedures)


def words_of_library(library: Library) -> OptionWords:
    """The words for the options of the whole library."""
    return _words(modality.kind for modality in library.modalities.values())


def _words(of: Iterable[OptionKind]) -> OptionWords:
    kinds = set(of)
    return _WORDS.get(kinds.pop(), _ANY) if len(kinds) == 1 else _ANY


def is_imaging(procedure: Procedure, library: Library) -> bool:
    """Whether a procedure is imaging, which alone has radiation and contrast."""
    return library.modalities[procedure.modality].kind == "imaging"


def has_imaging(library: Library) -> bool:
    """Whether the library has a modality of imaging."""
    return any(modality.kind == "imaging" for modality in library.modalities.values())


def shows_radiation(library: Library) -> bool:
    """Whether pages about the whole library show radiation."""
    return library.scales.radiation is not None and has_imaging(library)
