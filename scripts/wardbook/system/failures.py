"""Sentences for failures of the system and for errors that nobody expected; no traceback is ever shown."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from errno import EACCES, EDQUOT, EEXIST, EFBIG, ENOSPC, EPERM, EROFS
from pathlib import Path
from traceback import format_exception
from typing import Final

from wardbook import __version__
from wardbook.problems import ContentError, UserError, visible

if sys.platform != "win32":
    import pwd

_NOT_WRITTEN: Final = {EDQUOT, EEXIST, EFBIG, ENOSPC, EROFS}
"""Errors that come of writing alone."""
_NOT_ALLOWED: Final = {EACCES, EPERM}
_ROOT: Final = 0
"""The user who may write everything."""
_MOST_SHOWN: Final = 200
"""Characters of an unexpected error that its sentence shows; its file has all."""


def told(error: BaseException) -> str:
    """The sentence for an error that ends the work, whatever it is."""
    match error:
        case UserError() | ContentError():
            return str(error)
        case OSError():
            return unwritable(error)
        case MemoryError():
            return "Memory ran out: free some memory, then try again."
    return unexpected(error)


def unwritable(error: OSError) -> str:
    """The sentence for a file that cannot be written, or perhaps not be read."""
    done = "written" if error.errno in _NOT_WRITTEN else "read or written"
    path = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None
    owner = owner_advice(path) if path and error.errno in _NOT_ALLOWED else ""
    return visible(f"{path or 'A file'}: could not be {done}: {error.strerror or error}{owner}.")


def owner_advice(path: Path) -> str:
    """The advice where a file or folder belongs to another user than this one; empty elsewhere, and for root."""
    if sys.platform == "win32":
        return ""
    place = next((place for place in (path, *path.absolute().parents) if os.path.lexists(place)), path)
    try:
        owner = place.lstat().st_uid
    except OSError:
        return ""
    user = os.geteuid()
    if user in {owner, _ROOT}:
        return ""
    me = _name(user)
    return (
        f": {place} belongs to {_name(owner)}, and {me} runs Wardbook:"
        f" give the project's folder with all in it to {me} (`chown -R {me} FOLDER`)"
    )


def unexpected(error: BaseException) -> str:
    """The sentence for an error that nobody expected; its details are written into a file that the sentence names."""
    words = visible(f"{type(error).__name__}: {error}")
    shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}\N{HORIZONTAL ELLIPSIS}"
    return f"Wardbook cannot go on, because of an error that it did not expect ({shown}). {_kept(error)}"


def _kept(error: BaseException) -> str:
    """Write the details of an error; the sentence that says where they are."""
    details = "".join(_details(error)).encode("utf-8", "backslashreplace")
    try:
        file, name = tempfile.mkstemp(prefix="wardbook-error-", suffix=".txt")
        with os.fdopen(file, "wb") as open_file:
            open_file.write(details)
    except OSError as failure:
        return f"Its details could not be written: {failure.strerror}."
    return f"Its details for a report: {name}"


def _details(error: BaseException) -> Iterator[str]:
    yield f"wardbook {__version__}, Python {sys.version}, {platform.platform()}\n"
    yield f"{sys.argv!r}\n\n"
    yield from format_exception(error)


def _name(user: int) -> str:
    """The name of a user of the system, or the number of one without a name."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
