"""PDF files as attachments: whole, readable by everybody, and without anything that acts."""

from __future__ import annotations

import re
import zlib
from typing import Final

from wardbook.read.media.faults import FileFault
from wardbook.read.media.kinds import PDF, kind_of

_MOST_UNPACKED: Final = 20_000_000
"""Bytes of the objects in a file, unpacked."""

_STREAM: Final = re.compile(rb"stream\r?\n")
_STREAM_END: Final = b"endstream"
_NAME: Final = re.compile(rb"/([^\x00\s()<>\[\]{}/%]*)")
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_END: Final = b"%%EOF"
_NEAR_END: Final = 2048
"""Some programs add a few bytes after the end."""
_PACKED_OBJECTS: Final = b"ObjStm"
_ENCRYPTED: Final = b"Encrypt"
_TOO_LONG_FOR_CHANCE: Final = 6
_ACTING: Final = {
    b"JavaScript": "JavaScript",
    b"JS": "JavaScript",
    b"Launch": "an action that starts a program",
    b"EmbeddedFile": "a file in it",
    b"EmbeddedFiles": "a file in it",
    b"RichMedia": "a film or a player",
    b"XFA": "a form that is a program",
}
"""Names in a PDF for what does more than show pages."""


def check_pdf(raw: bytes) -> None:
    """See that a file is a PDF that shows pages and does nothing else. Raises FileFault."""
    if (kind := kind_of(raw)) != PDF:
        raise FileFault(f"expected PDF, as the file's name says, got {kind}: export the document as PDF")
    if _END not in raw[-_NEAR_END:]:
        raise FileFault("expected a whole PDF, got one that breaks off: fetch it again, or export it anew")
    plain, packed = _objects(raw)
    # Long names are looked for in the packed bytes too, where chance does not write them.
    found = _names(plain) | {name for name in _names(raw) if len(name) >= _TOO_LONG_FOR_CHANCE}
    if _ENCRYPTED in found:
        raise FileFault("expected a PDF that everybody can read, got an encrypted one: save it without a password")
    found |= _names(_unpacked(packed))
    for name, thing in _ACTING.items():
        if name in found:
            raise FileFault(
                f"expected a PDF that only shows pages, got one with {thing}: print it into a new PDF, or save it as"
                " PDF/A"
            )


def _objects(raw: bytes) -> tuple[bytes, list[bytes]]:
    """The text of a PDF outside of streams, and the streams that hold more objects."""
    plain, packed, end = bytearray(), [], 0
    while stream := _STREAM.search(raw, end):
        between = raw[end : stream.start()]
        plain += between
        end = raw.find(_STREAM_END, stream.end())
        if end < 0:
            end = len(raw)
        # The dictionary of a stream is the last before it.
        if _PACKED_OBJECTS in _names(between[between.rfind(b"obj") :]):
            packed.append(raw[stream.end() : end])
        end += len(_STREAM_END)
    return bytes(plain + raw[end:]), packed


def _names(objects: bytes) -> set[bytes]:
    """The names in some objects, as they are meant: a name can be written with numbers for letters."""
    return {_ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name) for name in _NAME.findall(objects)}


def _unpacked(packed: list[bytes]) -> bytes:
    """The objects in some streams. Raises FileFault."""
    objects = bytearray()
    for stream in packed:
        reader = zlib.decompressobj()
        try:
            objects += reader.decompress(stream, max(1, _MOST_UNPACKED - len(objects)))
        except zlib.error:
            reader = zlib.decompressobj()
        if not reader.eof:
            raise FileFault(
                "expected a PDF whose objects can be read, got one with objects that are damaged or packed in an"
                " unusual way: print it into a new PDF"
            )
    return bytes(objects)
