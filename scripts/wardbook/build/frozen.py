"""Records as bytes for the memory, and back. Only our own records come back, whatever the bytes say."""

from __future__ import annotations

import io
import pickle
from datetime import date
from typing import Any, Final

_OURS: Final = (
    "wardbook.model.",
    "wardbook.text.tree",
    "wardbook.model.outline",
    "wardbook.library.summary",
    "wardbook.library.library",
)


class _Reader(pickle.Unpickler):
    """Knows the classes of our records and nothing that could act."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("datetime", "date"):
            return date
        # What a module has from elsewhere is not its own, and a name with a point leads into anything.
        if module.startswith(_OURS) and name.isidentifier():
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


def freeze(value: object) -> bytes:
    """A record as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def thaw(raw: bytes) -> Any:
    """The record that the bytes hold. Raises `pickle.UnpicklingError` for anything else."""
    try:
        return _Reader(io.BytesIO(raw)).load()
    except Exception as error:  # damaged bytes raise whatever their first wrong instruction leads to
        raise pickle.UnpicklingError(f"no record: {error}") from error
