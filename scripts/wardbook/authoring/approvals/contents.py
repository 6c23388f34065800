"""The content that is approved: the files of a record and of all that it uses, as values to keep and as a meaning."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any, Final

from wardbook.kinds import FILED
from wardbook.library.meaning import TERM, Meaning, as_seen, meaning_of
from wardbook.library.vocabulary import Vocabulary
from wardbook.model.base import Record
from wardbook.model.finder import Finder, Modality
from wardbook.model.media import MEDIA
from wardbook.model.outline import Key
from wardbook.model.records import MODEL_OF
from wardbook.model.records.approval import ApprovedFile
from wardbook.model.scales import RadiationScale, Scale, Scales
from wardbook.model.settings import Term, Terms
from wardbook.model.traverse import Loc
from wardbook.problems import as_document
from wardbook.read.content import Snapshot, parsed_in
from wardbook.read.document import Document, Parsed, Raw
from wardbook.read.layout import CONTENT, SINGLE, file_of

PART_MODELS: Final[Mapping[str, type[Record]]] = {
    **MODEL_OF,
    **dict.fromkeys(MEDIA, ApprovedFile),
    "scale": Scale,
    "radiation": RadiationScale,
    "modality": Modality,
    TERM: Term,
}
"""The models of what can be a part of approved content, by kind."""


@dataclass(frozen=True, slots=True)
class ApprovedPart:
    """A part of approved content: a record, with the file and the place in it where it is written."""

    document: Document[Record]
    loc: Loc
    record: Record
    value: Any
    """Its values, as the file has them."""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """The content of a project, in which approved records and what they use are found."""

    raw: Callable[[str], Raw | None]
    """Gives the bytes of a file, or nothing for one that is not there."""
    read: Callable[[str], Parsed | None]
    """Gives a file, parsed, or nothing for one that is not there."""
    singles: tuple[Document[Record], ...]
    """The files that stand alone."""
    vocabulary: Vocabulary
    parts: dict[Key, ApprovedPart] = field(default_factory=dict)
    """The parts that were found so far, but files and terms."""
    faulty: list[str] = field(default_factory=list)
    """The files that were found faulty; a meaning without what is in them says nothing."""

    def meaning(self, key: Key) -> Meaning:
        """The meaning of a record; without a part where a file is faulty."""
        return meaning_of(key, self._find, self.vocabulary)

    def values(self, meaning: Meaning) -> dict[str, Any]:
        """The values of a meaning that was found here, as its versions keep them."""
        return {f"{kind}:{id}": self._value((kind, id), record) for (kind, id), record in meaning.items()}

    def term(self, abbreviation: str) -> ApprovedPart | None:
        """The term with an abbreviation."""
        for document in self.singles:
            if isinstance(document.record, Terms):
                for number, term in enumerate(document.record.terms):
                    if term.abbreviation == abbreviation:
                        return _row(document, ("terms", number), term)
        return None

    def _value(self, key: Key, record: Record) -> Any:
        return self.parts[key].value if key in self.parts else record.model_dump(mode="json", exclude_defaults=True)

    def _find(self, kind: str, id: str) -> tuple[Key, Record] | None:
        if kind in MEDIA:
            raw = self.raw(f"{CONTENT}/{MEDIA[kind].folder}/{id}")
            return ((kind, id), _file(raw)) if isinstance(raw, bytes) else None
        found = next(self._parts(kind, id), None)
        if found is None:
            return None
        key, part = found
        self.parts[key] = part
        return key, part.record

    def _parts(self, kind: str, id: str) -> Iterator[tuple[Key, ApprovedPart]]:
        """The part to which a reference leads; none where a file is missing or faulty."""
        if kind not in FILED:
            for single in self.singles:
                yield from _rows(single, kind, id)
        elif parsed := self.read(file_of(kind, id)):
            if document := parsed.document:
                yield (kind, id), ApprovedPart(document, (), document.record, document.text.value)
            else:
                self.faulty.append(parsed.path)


def _rows(document: Document[Record], kind: str, id: str) -> Iterator[tuple[Key, ApprovedPart]]:
    """The part of a file that stands alone to which a reference leads."""
    match document.record:
        case Scales(scales=scales) if kind in ("scale", "category", "strength"):
            for number, scale in enumerate(scales):
                named = {"scale": [scale.id], "category": [one.id for one in scale.categories]}
                if id in named.get(kind, [level.id for level in scale.levels]):
                    yield ("scale", str(scale.id)), _row(document, ("scales", number), scale)
        case Scales(radiation=RadiationScale() as radiation) if kind == "band":
            yield ("radiation", "radiation"), _row(document, ("radiation",), radiation)
        case Finder(modalities=modalities) if kind == "modality":
            for number, modality in enumerate(modalities):
                if modality.id == id:
                    yield (kind, id), _row(document, ("modalities", number), modality)


def _file(raw: bytes) -> ApprovedFile:
    return ApprovedFile.model_validate({"sha256": sha256(raw).hexdigest()})


def _row(document: Document[Record], loc: Loc, record: Record) -> ApprovedPart:
    value: Any = document.text.value
    for part in loc:
        value = value[part]
    return ApprovedPart(document, loc, record, value)


def contents_of(snapshot: Snapshot) -> Contents:
    """The content of a snapshot."""
    parse = cache(lambda path: parsed_in(snapshot, path))
    found = [parse(path).document for name in SINGLE if (path := f"{CONTENT}/{name}") in snapshot]
    singles = tuple(document for document in found if document)
    return Contents(
        raw=snapshot.get,
        read=lambda path: parse(path) if path in snapshot else None,
        singles=singles,
        vocabulary=vocabulary_of(singles),
    )


def vocabulary_of(singles: tuple[Document[Record], ...]) -> Vocabulary:
    """The abbreviations of the library."""
    return Vocabulary(next((one.record.terms for one in singles if isinstance(one.record, Terms)), ()))


def values_as_json(values: Mapping[str, Any]) -> str:
    """Values as a version keeps them."""
    return as_document(values)


def meaning_in(content: str) -> Meaning | None:
    """The meaning of a version that was kept; none where this program cannot read it."""
    try:
        values = json.loads(content)
        return {
            key_in(name): as_seen(PART_MODELS[key_in(name)[0]].model_validate(value)) for name, value in values.items()
        }
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):  # whoever wrote it
        return None


def key_in(name: str) -> Key:
    """The kind and the id of a part, by its name in a version."""
    kind, _, id = name.partition(":")
    return kind, id
