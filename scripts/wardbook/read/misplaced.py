"""Files of no known kind: what each of them probably is, and where and under which name it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from wardbook.kinds import FILED, PLACED, SCENARIO
from wardbook.model.likeness import likely
from wardbook.model.media import DOCUMENT, MEDIA, PICTURE, MediaKind
from wardbook.model.patterns import WORDS, as_slug, file_name
from wardbook.read.layout import (
    CONTENT,
    FOLDERS,
    IMAGES,
    IN_MEDIA_FOLDERS,
    SINGLE,
    is_beside,
    is_image,
    media_in,
    model_of,
)
from wardbook.read.leftovers import copied_from

_TAKE_OUT: Final = "and take this one out of content/"
_WORD_PROCESSOR: Final = "a document of a word processor"
_SPREADSHEET: Final = "a spreadsheet"
_FOREIGN: Final[Mapping[str, str]] = {
    **dict.fromkeys((".docx", ".doc", ".docm", ".dotx", ".odt", ".rtf", ".pages"), _WORD_PROCESSOR),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".tsv"), _SPREADSHEET),
    **dict.fromkeys((".pptx", ".ppt", ".odp", ".key"), "a presentation"),
    **dict.fromkeys((".tif", ".tiff", ".gif", ".bmp", ".heic", ".avif", ".dcm"), "a picture of another format"),
}
"""Files of other programs, by their endings."""
_ADVICE: Final[Mapping[str, str]] = {
    _WORD_PROCESSOR: f"copy its words into a file that `wardbook new KIND ID` writes, {_TAKE_OUT}",
    _SPREADSHEET: (
        "save a table as `CSV UTF-8` beside its file in content/tables/, take ratings over by"
        f" `wardbook import ratings FILE`, {_TAKE_OUT}"
    ),
    "a picture of another format": f"save it as PNG or JPEG in content/figures/, {_TAKE_OUT}",
}
_ENDING_BEFORE_TXT: Final = re.compile(r"(\.(?:ya?ml|md|csv))\.txt$", re.IGNORECASE)
_HIDDEN_ENDING: Final = "; Windows hides this ending until you tick `File name extensions` in the menu View"


def misplaced(path: str) -> str:
    """The message for a file of no known kind."""
    name, media = PurePosixPath(path).name, IN_MEDIA_FOLDERS.get(PurePosixPath(path).parent.name)
    if original := copied_from(name):
        what = media.name if media else "picture" if _is_picture(original) else "record"
        return (
            f"expected one file for each {what}, got what looks like a copy of `{original}`:"
            " take over what is new in it and delete it, or give it a name of its own"
        )
    if path.count("/") == 2 and media and not name.endswith(("yaml", "yml")):
        return f"expected {WORDS[media.form]}, got `{name}`: {_renamed(media, name)}"
    if foreign := _FOREIGN.get(PurePosixPath(name.lower()).suffix):
        return f"expected a content file, got {foreign}: {_ADVICE.get(foreign, f'take it out of {CONTENT}/')}"
    meant = next((place for place in _meant(path) if place != path and _is_known(place)), "")
    return _moved(path, meant) if meant else f"expected a content file, got one of no known kind: {_advice_on(path)}"


def _moved(path: str, meant: str) -> str:
    """The message for a file that is to have another place or name."""
    name, ending = PurePosixPath(path).name, PurePosixPath(meant).suffix
    if PurePosixPath(meant).parent != PurePosixPath(path).parent:
        return f"expected a content file in the folder of its kind, got one elsewhere: move it to {meant}"
    if name.endswith(ending):
        return f"expected a content file, got one of no known kind: did you mean {PurePosixPath(meant).name}?"
    hidden = _HIDDEN_ENDING if _ENDING_BEFORE_TXT.search(name) else ""
    return f"expected a name that ends in `{ending}`, got `{name}`: rename it to `{PurePosixPath(meant).name}`{hidden}"


def _advice_on(path: str) -> str:
    """The advice about a file of which nobody can tell what it is."""
    if path.count("/") == 1 and path.endswith(".yaml"):
        folder = f"{CONTENT}/{FILED[SCENARIO].plural}"
        return f"move it to the folder of its kind, such as {folder}/{PurePosixPath(path).name}"
    return f"{CONTENT}/ holds {_HOLDS}"


_HOLDS: Final = ", ".join(
    [
        *SINGLE,
        *(f"{folder}/ID{kind.suffix}" for folder, kind in FOLDERS.items()),
        *(f"{kind.plural}/ID{suffix}" for kind in PLACED.values() for suffix in kind.beside),
        *(f"{kind.folder}/{kind.example}" for kind in MEDIA.values()),
    ]
)
"""All that content/ holds."""


def _renamed(media: MediaKind, name: str) -> str:
    """The advice about a file in the folder of pictures or documents."""
    foreign, meant = _FOREIGN.get(PurePosixPath(name.lower()).suffix), file_name(name)
    if foreign:
        return "save it as PDF" if media is DOCUMENT else "save it as PNG or JPEG"
    return f"rename it to `{meant}`" if re.fullmatch(media.form, meant) else "rename it, or take it out"


def _meant(path: str) -> Iterator[str]:
    """The places that a file may have been meant for, the likeliest first."""
    own, *inner = PurePosixPath(path).parts[1:-1] or ("",)
    bare = _ENDING_BEFORE_TXT.sub(r"\1", PurePosixPath(path).name.rstrip(". "))
    stem, ending = PurePosixPath(bare).stem, PurePosixPath(bare).suffix.lower()
    ending = ".yaml" if ending == ".yml" else ending
    if not as_slug(stem):
        return  # nothing of its name can stand in an id
    if not own and ending in IMAGES:
        yield f"{CONTENT}/{file_name(bare)}"
    if not own:
        yield from (f"{CONTENT}/{name}" for name in likely(stem + ending, SINGLE))
    for folder in (own, *inner, *likely(own, FOLDERS)):
        kind = FOLDERS.get(folder)
        if kind and ending in ("", ".txt", ".md", ".yaml"):
            yield f"{CONTENT}/{folder}/{as_slug(stem)}{kind.suffix}"
    for kind in PLACED.values():
        if ending in kind.beside:
            yield f"{CONTENT}/{kind.plural}/{as_slug(stem)}{ending}"
    if ending not in ("", ".yaml", ".md"):
        yield from (f"{CONTENT}/{media.folder}/{file_name(bare)}" for media in MEDIA.values())


def _is_known(path: str) -> bool:
    return bool(model_of(path) or is_beside(path) or is_image(path) or media_in(path)[0])


def _is_picture(name: str) -> bool:
    return bool(re.fullmatch(PICTURE.form, name.lower()))
