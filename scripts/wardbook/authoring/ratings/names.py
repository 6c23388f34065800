"""Names that a table may use: the ids of a project, and the labels that stand for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from wardbook.authoring.ratings.cells import folded
from wardbook.authoring.ratings.rows import tables_in
from wardbook.kinds import PROCEDURE, SCENARIO
from wardbook.model.base import Record
from wardbook.model.register import Moved
from wardbook.model.scales import Scales
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
    categories: Mapping[str, NamedCategory]
    """Categories by their ids and labels."""
    strengths: Mapping[str, str]
    """Levels of evidence by their ids and labels."""
    bands: Mapping[str, str]
    """Radiation bands by their symbols."""

    def category(self, cell: str) -> NamedCategory | None:
        """The category that a cell names."""
        return self.categories.get(folded(cell))

    def strength(self, cell: str) -> str | None:
        """The strength of evidence that a cell names."""
        return self.strengths.get(folded(cell))


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
        categories=_categories(scales),
        strengths=_named((str(level.id), level.label) for level in scales.levels),
        bands={str(band.symbols): str(band.id) for band in scales.bands if band.symbols},
    )


def _fields(text: YamlText | Problem) -> Mapping[str, Any]:
    return text.value if isinstance(text, YamlText) and isinstance(text.value, dict) else {}


def _categories(scales: Scales) -> dict[str, NamedCategory]:
    categories = [(str(category.id), category) for category in scales.categories]
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
