"""Names that a table may use: the ids of a project, and the labels that stand for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from wardbook.authoring.ratings.cells import folded
from wardbook.authoring.ratings.rows import scale_at, tables_in
from wardbook.kinds import PROCEDURE, SCENARIO
from wardbook.model.base import Record
from wardbook.model.register import Moved
from wardbook.model.scales import Category, EvidenceLevel, Scales
from wardbook.problems import ContentError, Problem
from wardbook.read.content import Snapshot, known_ids
from wardbook.read.document import Document, parse, yaml_in
from wardbook.read.layout import CONTENT, MOVED, file_of, record_in
from wardbook.read.yaml import YamlText

_SCALES: Final = f"{CONTENT}/scales.yaml"
_FINDER: Final = f"{CONTENT}/finder.yaml"


class NamedCategory(NamedTuple):
    """A category that a cell names by its id or by one of its labels."""

    id: str
    is_disputed: bool
    """Whether the label says that the panel disagreed."""


TableKey = tuple[str, str]
"""A rating table: the scenario, and its group of patients or nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScaleNames:
    """Names on a scale, or on all scales of the library where a table does not say which is its own."""

    scale: str
    """The id of the scale; empty for all."""
    categories: Mapping[str, NamedCategory]
    """Categories by their ids and labels."""
    category_ids: Sequence[str]
    strengths: Mapping[str, str]
    """Levels of evidence by their ids and labels."""
    strength_ids: Sequence[str]

    def category(self, cell: str) -> NamedCategory | None:
        """The category that a cell names."""
        return self.categories.get(folded(cell))

    def strength(self, cell: str) -> str | None:
        """The strength of evidence that a cell names."""
        return self.strengths.get(folded(cell))


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """Names that a table may use."""

    ids: Mapping[str, Set[str]]
    """Ids by kind of record."""
    groups: Mapping[str, Sequence[str]]
    """The groups of patients of the scenarios that have some."""
    old_procedures: Set[str]
    """Ids of procedures that are no more."""
    single_files: tuple[Document[Record], ...]
    procedures: Mapping[str, Mapping[str, Any]]
    """The fields of each procedure, as they are written."""
    procedures_by_label: Mapping[str, Sequence[str]]
    scale_of: Mapping[TableKey, str]
    """The ids of the scales on which tables say that they are rated."""
    scales: Mapping[str, ScaleNames]
    """The names on each scale by its id, and those on all scales by an empty one."""
    bands: Mapping[str, str]
    """Radiation bands by their symbols."""

    def on_scale(self, table: TableKey) -> ScaleNames:
        """The names on the scale of a table; those on all scales where it names none that there is."""
        return self.scales.get(self.scale_of.get(table, ""), self.scales[""])

    def scales_with(self, what: str, cell: str) -> list[str]:
        """The scales with a category, or a strength of evidence, that a cell names."""
        return [id for id, names in self.scales.items() if id and getattr(names, what)(cell) is not None]


def names_in(snapshot: Snapshot, scenarios: Iterable[str]) -> Names:
    """The names that a table for some scenarios may use in a project. Raises ContentError where a file is faulty."""
    single = [parse(path, snapshot[path]) for path in (_SCALES, _FINDER, MOVED) if path in snapshot]
    documents = tuple(one.document for one in single if one.document)
    scales = next((document.record for document in documents if isinstance(document.record, Scales)), None)
    moved = next((document.record for document in documents if isinstance(document.record, Moved)), None)
    read = {path: yaml_in(path, raw) for path, raw in snapshot.items() if record_in(path)[0] == PROCEDURE}
    faults = [problem for one in single for problem in one.problems]
    faults += (text for text in read.values() if isinstance(text, Problem))
    if scales is None or faults:
        raise ContentError(
            faults or [Problem(_SCALES, 1, "", "expected the scales of the library, got none: write them")]
        )
    procedures = {record_in(path)[1]: _fields(text) for path, text in read.items()}
    by_label: dict[str, list[str]] = defaultdict(list)
    for id, fields in procedures.items():
        by_label[folded(str(fields.get("label", "")))].append(id)
    files = {id: file_of(SCENARIO, id) for id in scenarios}
    tables = {id: tables_in(path, snapshot[path]) for id, path in files.items() if path in snapshot}
    return Names(
        ids=known_ids(snapshot, documents),
        groups={id: list(places) for id, places in tables.items() if "" not in places},
        old_procedures={str(move.id) for move in (moved.moved if moved else ()) if move.kind == PROCEDURE},
        single_files=documents,
        procedures=procedures,
        procedures_by_label=by_label,
        scale_of={
            (id, group): scale
            for id, of_groups in tables.items()
            for group, place in of_groups.items()
            if (scale := scale_at(files[id], snapshot[files[id]], place))
        },
        scales=_scale_names(scales),
        bands={str(band.symbols): str(band.id) for band in scales.bands if band.symbols},
    )


def _fields(text: YamlText | Problem) -> Mapping[str, Any]:
    return text.value if isinstance(text, YamlText) and isinstance(text.value, dict) else {}


def _scale_names(scales: Scales) -> dict[str, ScaleNames]:
    """The names on each scale; those on all scales are those on the only one where there is one."""
    by_scale = {str(scale.id): _names_on(str(scale.id), scale.categories, scale.levels) for scale in scales.scales}
    only = next(iter(by_scale.values())) if len(by_scale) == 1 else None
    return {**by_scale, "": only or _names_on("", scales.categories, scales.levels)}


def _names_on(scale: str, categories: Sequence[Category], levels: Sequence[EvidenceLevel]) -> ScaleNames:
    return ScaleNames(
        scale=scale,
        categories=_categories(categories),
        category_ids=[category.id for category in categories],
        strengths=_named((str(level.id), level.label) for level in levels),
        strength_ids=[level.id for level in levels],
    )


def _categories(of: Sequence[Category]) -> dict[str, NamedCategory]:
    categories = [(str(category.id), category) for category in of]
    disputed = _named((id, one.disagreement.label) for id, one in categories if one.disagreement)
    undisputed = _named((id, one.label) for id, one in categories)
    ids = {id for id, _ in categories}
    return {name: NamedCategory(id, True) for name, id in disputed.items() if name not in ids} | {
        name: NamedCategory(id, False) for name, id in undisputed.items()
    }


def _named(ids_and_labels: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The ids by themselves and by their labels. A label that several scales have stands for none of them."""
    pairs = list(ids_and_labels)
    labels = Counter(folded(label) for _, label in pairs)
    by_label = {folded(label): id for id, label in pairs if labels[folded(label)] == 1}
    return by_label | {id: id for id, _ in pairs}
