"""Sentences of a record that are held against the data: those with numbers, ratings, studies, doses or radiation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from wardbook.kinds import SOURCE
from wardbook.model.base import Line, Record, Ref
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.table import DataTable
from wardbook.model.records.topic import Topic
from wardbook.model.scales import Scales
from wardbook.model.traverse import Leaf, Loc
from wardbook.text.numbers import Number, numbers_in
from wardbook.text.passages import Passage, joined, passages, unquoted
from wardbook.text.patients import patients_in
from wardbook.text.tree import RichText

STATING: Final = (Scenario, Topic, Protocol, Procedure, Regimen, DataTable, Scales)
"""Records whose texts are held against the data."""


_WHOLE: Final = (Procedure, Regimen, DataTable)
"""Those in which a source that is named anywhere stands for the whole."""


_LEFT_OUT: Final = frozenset({"id", "review", "acknowledged", "attachments"})
"""Fields about the record, not about patients."""


_RATED: Final = frozenset({"ratings", "patient_groups"})
"""Fields whose numbers are votes and ratings, which have rules of their own."""


_NAMING: Final = re.compile(
    r"\b(?:C[TX]R?|MRI?|US|PET\S*|[Xx]-[Rr]ays?|[Uu]ltraso\w+|[Ss]onogra\w+|[Rr]adiogra\w+|[Ss]cans?|[Ss]cintigra\w+"
    r"|\w*[Tt]omogra\w+|[Mm]ammogra\w+|[Aa]ngiogra\w+|[Ff]luorosco\w+|[Ee]chocardiogra\w+)(?!\w)"
)
"""Words of which at least one stands in every sentence that names a study."""
_PARTS_OF_NAMES: Final = (
    *("CT", "CX", "MR", "US", "PET", "-ray", "-Ray", "ltraso", "onogra", "adiogra", "can", "cintigra", "omogra"),
    *("ammogra", "ngiogra", "luorosco", "chocardiogra"),
)
"""Parts of these words; a sentence without any of them has none."""


_RADIATION: Final = re.compile(r"ionizing|radiation level|\bnone from\b|\buses none\b", re.IGNORECASE)


_ORDERING: Final = ("must", "shall", "have to", "has to", "always", "never")
_DIRECTIVE: Final = re.compile(
    r"\b(?:must|shall|have to|has to|always|never)\s+"
    r"(?:order|request|perform|obtain|get|scan|image|do|book|prescribe|give|refer|admit|operate)\b",
    re.IGNORECASE,
)


_DOSE: Final = re.compile(r"\d\s?(?:[mkµμ]?g|mcg|micrograms?|milligrams?|nanograms?|units?|IU|mL|mmol|[cmµμ]?Gy|mSv)\b")


YEAR: Final = re.compile(r"(?<![\w.,–-])(?:19|20)\d\d(?![\w%–-]|[.,]\d)")
"""A year in some words."""


_UNRATED: Final = re.compile(r"\bno rating|\bnot rated|\bnot seen|\bnot shown|\bsee the\b", re.IGNORECASE)
_UNRATED_WORDS: Final = ("no rating", "not rated", "not seen", "not shown", "see the")


_ALIKE: Final = re.compile(r"\bsame rating|\brating is the same|\brate[sd]? .{0,40}\balike\b", re.IGNORECASE)


_READ: Final = frozenset({"faq", "rationale", "differential", "pitfalls", "bottom_line", "patient_groups"})
"""Fields of a scenario in which a study that is named must be rated."""


_DIGIT: Final = re.compile(r"[0-9]")


Speaks = Literal["rating", "same rating", "radiation", "study", "directive", "dose", "no rating", "year"]


class Linked(NamedTuple):
    """A link in a sentence."""

    place: int
    """The place where its words begin."""
    record_kind: str
    id: str
    words: str


class Said(NamedTuple):
    """A sentence or a line that is held against the data."""

    loc: Loc
    words: str
    sources: tuple[str, ...]
    """The sources that it cites; if none, those that the text or the entry around it cites."""
    cites: bool
    """Whether it cites them itself."""
    numbers: tuple[str, ...]
    """Its numbers, each as its value and its unit with a space between them."""
    located: tuple[tuple[str, str], ...]
    """The sources that it cites with a locator."""
    links: tuple[Linked, ...]
    patients: tuple[str, ...]
    """The ages and sexes that it speaks of."""
    speaks: tuple[Speaks, ...]
    """The subjects that it may speak of, beside its numbers."""


def said_in(record: Record, leaves: Sequence[Leaf], labels: Sequence[str]) -> Iterator[Said]:
    """The sentences and lines of a record that say something that others may contradict."""
    parsed = {loc: passages(leaf) for loc, leaf in leaves if isinstance(leaf, RichText) and loc[0] not in _LEFT_OUT}
    around = _Around(record, leaves, parsed)
    subjects = _Subjects(isinstance(record, Scenario), labels)
    units = {loc[:-1]: leaf for loc, leaf in leaves if loc and loc[-1] == "unit" and isinstance(leaf, str)}
    routes = {loc[:-1]: str(leaf) for loc, leaf in leaves if _is_source(leaf) and loc[-1] == "id"}
    for loc, passage in _rows(record):
        yield from _statement(loc, passage, around, subjects)
    in_rows = {loc for loc, _ in _rows(record)}
    for loc, leaf in leaves:
        if loc[0] in _LEFT_OUT or (loc[:2] in in_rows and loc[-1] != "note"):
            continue
        if isinstance(leaf, RichText):
            for passage in parsed[loc]:
                yield from _statement(loc, passage, around, subjects)
        elif isinstance(leaf, Line) or (type(leaf) in (int, float) and loc[0] not in _RATED):
            if loc[-1] == "unit":
                continue
            unit = units.get(loc[:-1], "") if loc[-1] in ("value", "to", "low", "high") else ""
            words = f"{leaf:.15g}" if isinstance(leaf, float) else str(leaf)
            # The note on a route to a source says what the source is about.
            cited = ((routes[loc[:-1]], ""),) if loc[-1] == "note" and loc[:-1] in routes else ()
            yield from _statement(loc, Passage(f"{words} {unit}".strip(), cited), around, subjects)


def _is_source(leaf: object) -> bool:
    return isinstance(leaf, Ref) and leaf.record_kind == SOURCE


def _rows(record: Record) -> Iterator[tuple[Loc, Passage]]:
    """The rows of tables and of lists of parameters, each as one sentence."""
    if isinstance(record, DataTable):
        for number, row in enumerate(record.rows):
            cells = [passages(row[one.name].text) if one.name in row else [] for one in record.columns]
            texts = [joined(cell) for cell in cells]
            said = [
                f"{column.head.lower()} {text}{'' if column.unit in (None, '%') else ' '}{column.unit or ''}"
                if _DIGIT.search(text)
                else text
                for column, text in zip(record.columns[1:], texts[1:], strict=True)
            ]
            citations = tuple(citation for cell in cells for passage in cell for citation in passage.citations)
            yield ("rows", number), Passage(f"{texts[0]}: {', '.join(said)}", citations)
    if isinstance(record, Protocol):
        for number, one in enumerate(record.parameters):
            whose = f" ({one.population})" if one.population else ""
            yield ("parameters", number), Passage(f"{one.name}: {one.value} {one.unit or ''}".strip() + whose)


def _statement(loc: Loc, passage: Passage, around: _Around, subjects: _Subjects) -> Iterator[Said]:
    words = passage.words
    own = tuple(dict.fromkeys(source for source, _ in passage.citations))
    numbers = tuple(dict.fromkeys(map(figure, numbers_in(words)))) if _DIGIT.search(words) else ()
    located = tuple(one for one in passage.citations if one[1])
    speaks = subjects.of(loc, words)
    sources = own or around.sources(loc)
    patients = patients_of(words)
    links = tuple(Linked(*link) for link in passage.links)
    if speaks or located or patients or (sources and numbers):
        yield Said(loc, words.strip(), sources, bool(own), numbers, located, links, patients, speaks)


@dataclass(frozen=True)
class _Subjects:
    """Tells what a sentence may speak of."""

    rates: bool
    """Whether it is of a scenario, which has ratings."""
    labels: Sequence[str]

    def of(self, loc: Loc, words: str) -> tuple[Speaks, ...]:
        """The subjects of a sentence."""
        small = words.casefold()
        found = set[Speaks]()
        if any(map(small.__contains__, self.labels)):
            found.add("rating")
        if "rat" in small and _ALIKE.search(words):
            found.add("same rating")
        if ("radiation" in small or "none" in small or "ionizing" in small) and _RADIATION.search(words):
            found.add("radiation")
        if any(map(small.__contains__, _ORDERING)) and _DIRECTIVE.search(unquoted(words)):
            found.add("directive")
        if _DIGIT.search(words) and _DOSE.search(words):
            found.add("dose")
        if _DIGIT.search(words) and YEAR.search(words):
            found.add("year")
        if self.rates and not _READ.isdisjoint(loc):
            if any(map(words.__contains__, _PARTS_OF_NAMES)) and _NAMING.search(words):
                found.add("study")
            if any(map(small.__contains__, _UNRATED_WORDS)) and _UNRATED.search(words):
                found.add("no rating")
        return tuple(sorted(found))


class _Around:
    """The sources that are cited around a place of a record."""

    def __init__(self, record: Record, leaves: Iterable[Leaf], parsed: dict[Loc, list[Passage]]) -> None:
        self._whole = isinstance(record, _WHOLE)
        self._nested = isinstance(record, Scales)
        self._found: dict[Loc, dict[str, None]] = defaultdict(dict)
        for loc, leaf in leaves:
            cited: Iterable[str] = ()
            if loc in parsed:
                cited = [source for passage in parsed[loc] for source, _ in passage.citations]
            elif _is_source(leaf) and loc[0] not in _LEFT_OUT:
                cited = [str(leaf)]
            for source in cited:
                for end in range(len(loc) + 1):
                    self._found[loc[:end]][source] = None

    def sources(self, loc: Loc) -> tuple[str, ...]:
        """The sources that the text at a place cites; if none, those of the entry that it stands in."""
        for end in range(len(loc), -1, -1):
            here = loc[:end]
            is_place = bool(loc) and loc[-1] == "locator" and end == len(loc) - 1
            if here in self._found and (end == len(loc) or is_place or self._is_entry(here)):
                return tuple(self._found[here])
        return ()

    def _is_entry(self, loc: Loc) -> bool:
        if not loc:
            return self._whole
        return isinstance(loc[-1], int) or loc == ("answer",) or loc[-1] == "ratings" or self._nested


def patients_of(words: str) -> tuple[str, ...]:
    """The ages and sexes that some words speak of, in one list."""
    found = patients_in(words)
    return (*sorted(found.ages), *sorted(found.sexes))


def figure(number: Number) -> str:
    """A number as it is compared: its value and its unit, with a space between them."""
    return f"{number.value} {number.unit}"
