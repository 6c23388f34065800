"""Which options are imaging, and the word for the options of a library."""

from __future__ import annotations

from wardbook.library.library import Library
from wardbook.model.records.procedure import Procedure


def is_imaging(procedure: Procedure, library: Library) -> bool:
    """Whether an option is imaging, which alone has radiation."""
    return library.modalities[procedure.modality].kind == "imaging"


def word_for_options(library: Library) -> str:
    """The word for what a library rates, by the kinds of its modalities."""
    kinds = {modality.kind for modality in library.modalities.values()}
    words = {"imaging": "study", "test": "test", "treatment": "treatment"}
    return words.get(kinds.pop(), "option") if len(kinds) == 1 else "option"
