"""The words of a version of the content by its ids: names of records, studies, categories, bands and people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from wardbook.kinds import FILED
from wardbook.model.base import Record, Ref
from wardbook.model.finder import Finder
from wardbook.model.outline import Key
from wardbook.model.scales import Band, RadiationScale, Scale, Scales
from wardbook.model.settings import People
from wardbook.read.content import Snapshot, parsed_in, single_in
from wardbook.read.layout import file_of
from wardbook.views.parts.radiation import dose_range


class Labels:
    """The words of what ids stand for; words are looked for when somebody asks."""

    def __init__(self, words: Callable[[str, str], str | None]) -> None:
        """Take the function that gives words by kind and id, and nothing where there are none."""
        self._words = cache(words)

    def of(self, kind: str, id: str) -> str:
        """The words of a record by its kind and id; its id where it has none."""
        return self._words(kind, id) or id

    def ref(self, ref: Ref) -> str:
        """The words of what a reference leads to."""
        return self.of(ref.record_kind, str(ref))


def labels_of_versions(versions: Sequence[Snapshot]) -> Labels:
    """The words in some versions of the content, the newest last; a record is read when somebody asks for its name."""
    single = {(kind, id): words for snapshot in versions for kind, id, words in _of_single_files(snapshot)}

    def words(kind: str, id: str) -> str | None:
        if (kind, id) in single or kind not in FILED:
            return single.get((kind, id))
        for snapshot in reversed(versions):
            if (path := file_of(kind, id)) in snapshot and (document := parsed_in(snapshot, path).document):
                return title_of(kind, document.record)
        return None

    return Labels(words)


def labels_of_records(records: Mapping[Key, Record]) -> Labels:
    """The words of records, of scales and of radiation bands by their kinds and ids."""
    single = {key: title_of(key[0], record) for key, record in records.items() if key[0] in FILED}
    for record in records.values():
        if isinstance(record, Scale):
            single |= {(kind, id): words for kind, id, words in _of_scale(record)}
        elif isinstance(record, RadiationScale):
            single |= {("band", band.id): _band(band) for band in record.bands}
    return Labels(lambda kind, id: single.get((kind, id)))


def title_of(kind: str, record: Record) -> str:
    """The title of a record."""
    return str(getattr(record, FILED[kind].title))


def _of_scale(scale: Scale) -> Iterator[tuple[str, str, str]]:
    yield "scale", scale.id, scale.name
    yield from (("category", category.id, category.label) for category in scale.categories)
    yield from (("strength", level.id, level.label) for level in scale.levels)


def _of_single_files(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """The kinds, ids and words of what stands in the files of which there is one."""
    if scales := single_in(snapshot, Scales):
        for scale in scales.record.scales:
            yield from _of_scale(scale)
        yield from (("band", band.id, _band(band)) for band in scales.record.bands)
    if people := single_in(snapshot, People):
        yield from (("person", person.id, person.name) for person in people.record.people)
    if finder := single_in(snapshot, Finder):
        for kind, items in _of_finder(finder.record).items():
            yield from ((kind, id, words) for id, words in items)


def _band(band: Band) -> str:
    """A radiation level with its doses."""
    doses = {"adult": band.adult, "child": band.child, "": band.any_age}
    ranges = ", ".join(f"{whose} {dose_range(dose)}".strip() for whose, dose in doses.items() if dose)
    return f"{band.spoken} ({ranges})"


def _of_finder(finder: Finder) -> Mapping[str, list[tuple[str, str]]]:
    return {
        "presentation": [(one.id, one.label) for one in finder.presentations],
        "stage": [(one.id, one.label) for one in finder.stages],
        "modality": [(one.id, one.label) for one in finder.modalities],
    }
