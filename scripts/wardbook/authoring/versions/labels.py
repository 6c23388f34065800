"""The words of a version of the content by its ids: names of records, studies, categories, bands and people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from wardbook.kinds import FILED
from wardbook.model.base import Ref
from wardbook.model.finder import Finder
from wardbook.model.scales import Band, Scales
from wardbook.model.settings import People
from wardbook.read.content import Snapshot, parsed_in, single_in
from wardbook.read.layout import file_of
from wardbook.views.parts.radiation import dose_range


class Labels:
    """The words of some versions of the content, the newest last; a record is read when somebody asks for its name."""

    def __init__(self, versions: Sequence[Snapshot]) -> None:
        self._versions = versions
        self._single: dict[tuple[str, str], str] = {}
        for snapshot in versions:
            self._single |= {(kind, id): words for kind, id, words in _of_single_files(snapshot)}
        self.of = cache(self._of)

    def ref(self, ref: Ref) -> str:
        """The words of what a reference leads to."""
        return self.of(ref.record_kind, str(ref))

    def _of(self, kind: str, id: str) -> str:
        """The words of a record by its kind and id; its id where it has none."""
        if (kind, id) in self._single:
            return self._single[kind, id]
        if kind in FILED:
            for snapshot in reversed(self._versions):
                if (path := file_of(kind, id)) in snapshot and (document := parsed_in(snapshot, path).document):
                    return str(getattr(document.record, FILED[kind].title))
        return id


def _of_single_files(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """The kinds, ids and words of what stands in the files of which there is one."""
    if scales := single_in(snapshot, Scales):
        yield from (("scale", scale.id, scale.name) for scale in scales.record.scales)
        yield from (("category", category.id, category.label) for category in scales.record.categories)
        yield from (("strength", level.id, level.label) for level in scales.record.levels)
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
