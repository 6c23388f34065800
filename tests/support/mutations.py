"""Mutations of a library: every rating, band, dose, number and population flipped, one at a time, and what is reported.

Run as a program, this flips all of the sample and prints the shares: `make mutations`.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from support.paths import ROOT
from wardbook.checks import faults_in, problems_between
from wardbook.checks.between import Outlines
from wardbook.kinds import SOURCE
from wardbook.model.base import Record
from wardbook.model.outline import Key, Outline
from wardbook.model.scales import Scales
from wardbook.model.traverse import Loc
from wardbook.read.content import Content, gathered, known_ids, outlines_in, parsed_in, take_snapshot
from wardbook.read.document import Document, Parsed, YamlFile
from wardbook.read.validate import as_record
from wardbook.text.numbers import numbers_in

Kind = Literal["rating", "band", "dose", "number", "population"]
Place = Literal["data", "defining words", "cited words", "other words", "noted words"]

MOSTLY: Final = 0.8
"""The share of a file's sources with which something must be noted, so that its values can be held against them."""
FOLDERS: Final = ("scenarios", "topics", "protocols", "procedures", "tables", "regimens")
"""Folders whose files are flipped whole."""
NOT_FLIPPED: Final = frozenset({"review", "acknowledged", "attachments", "id"})
"""Fields about the record itself, such as its version."""
NAMES: Final = frozenset(
    word
    for words in (
        "id source procedure procedures after topic presentations stage kind role standing axis urgency scale strength",
        "modality protocol radiation_source reported_by regimens findings align name operator tone symbol symbols",
        "contrast rule code edition service services heading spoken scenarios sources panels alternative unit per",
        "period_unit routes color",
    )
    for word in words.split()
)
"""Fields that hold ids, units and words of closed lists."""
DEFINING: Final = frozenset(
    {"title", "short_title", "category", "population", "variants", "vignette", "answer", "fits"}
)
"""Fields of a scenario that say which patients it is about."""
DOSE_UNITS: Final = frozenset({"g", "mg", "ug", "ng", "ml", "iu", "u", "mmol", "gy", "cgy", "mgy", "sv", "msv", "usv"})
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "child": ("adult",),
    "children": ("adults",),
    "boy": ("girl", "man"),
    "boys": ("girls", "men"),
    "girl": ("boy", "woman"),
    "girls": ("boys", "women"),
    "adult": ("child",),
    "adults": ("children",),
    "man": ("woman", "boy"),
    "men": ("women", "boys"),
    "woman": ("man", "girl"),
    "women": ("men", "girls"),
    "male": ("female",),
    "female": ("male",),
    "newborn": ("adult",),
    "newborns": ("adults",),
    "infant": ("adult",),
    "infants": ("adults",),
    "adolescent": ("adult",),
    "adolescents": ("adults",),
}
"""Words for patients, with those of another age or sex."""

_WORD: Final = re.compile(rf"(?<![\w@:-])(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_MARK: Final = re.compile(r"\[@[^\]]*\]|\]\([a-z]+:[a-z0-9-]+\)|\[[a-z]+: [a-z0-9-]+\]")
_LOCATOR: Final = re.compile(r"(?<=,)[^\]]*(?=\])")
_SYMBOLS: Final = re.compile(r"☢+")


class Flip(NamedTuple):
    """One value of the content, and another one in its place."""

    path: str
    loc: Loc
    kind: Kind
    place: Place
    before: str
    after: str
    value: Any
    """What then stands at the place."""

    def __str__(self) -> str:
        place = ".".join(map(str, self.loc))
        return f"{self.path}: {place}: {self.kind}, {self.place}: {self.before} → {self.after}"


class Library:
    """The content of a project, of which one value at a time can be another one."""

    def __init__(self, root: Path) -> None:
        snapshot = take_snapshot(root)
        self._parsed = {path: parsed_in(snapshot, path) for path in snapshot}
        self._documents = tuple(parsed.document for parsed in self._parsed.values() if parsed.document)
        self._known = known_ids(snapshot, self._documents)
        self._outlines = {path: outlines_in(self._content(parsed)) for path, parsed in self._parsed.items()}
        self._scales = next(one.record for one in self._documents if isinstance(one.record, Scales))

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """Every flip, in the order of files and fields."""
        return tuple(flip for path in sorted(self._parsed) for flip in self._of_file(path))

    @cached_property
    def noted(self) -> frozenset[str]:
        """The paths of the sources with which something is noted, and of files that mostly cite such sources."""
        quoted = {
            key: path
            for path, found in self._outlines.items()
            for key, one in found.items()
            if one.statements.quoted is not None
        }
        cited = {
            path: [key for one in found.values() for key in one.names if key[0] == SOURCE]
            for path, found in self._outlines.items()
        }
        return frozenset(
            path
            for path, keys in cited.items()
            if path in quoted.values() or (keys and sum(key in quoted for key in keys) >= MOSTLY * len(keys))
        )

    def faults(self, flip: Flip | None = None) -> list[str]:
        """The messages of all faults, where one value is another one."""
        return list(self._messages(flip))

    def reports(self, flip: Flip) -> bool:
        """Whether there is a fault where one value is another one; no second one is looked for."""
        return next(self._messages(flip), None) is not None

    def _messages(self, flip: Flip | None) -> Iterator[str]:
        if flip is None:
            yield from (one.message for one in faults_in(self._content(*self._parsed.values())))
            yield from self._between({})
            return
        parsed = self._with(flip)
        yield from (problem.message for problem in parsed.problems)
        if parsed.document:
            content = self._content(parsed)
            yield from (one.message for one in faults_in(content))
            yield from self._between({flip.path: outlines_in(content)})

    def _content(self, *parsed: Parsed) -> Content:
        paths = {one.path for one in parsed}
        single = tuple(one for one in self._documents if one.path.count("/") == 1 and one.path not in paths)
        return gathered(parsed, self._known, single)

    def _between(self, changed: Mapping[str, dict[Key, Outline]]) -> Iterator[str]:
        outlines = {key: one for found in ({**self._outlines, **changed}).values() for key, one in found.items()}
        yield from (one.message for one in problems_between(Outlines(by_key=dict(sorted(outlines.items())), unread={})))

    def _with(self, flip: Flip) -> Parsed:
        document = self._document(flip.path)
        text = replace(document.text, value=_put(document.text.value, flip.loc, flip.value))
        built = as_record(type(document.record), flip.path, text)
        if isinstance(built, list):
            return Parsed(flip.path, problems=tuple(built))
        return Parsed(flip.path, Document(built, flip.path, text), YamlFile(flip.path, text))

    def _document(self, path: str) -> Document[Record]:
        document = self._parsed[path].document
        assert document is not None
        return document

    def _of_file(self, path: str) -> Iterator[Flip]:
        folder = path.split("/")[1]
        if folder not in (*FOLDERS, "sources", "scales.yaml"):
            return
        value: Any = self._document(path).text.value
        if folder == "sources":
            value = {"quoted": value.get("quoted", [])}
        for loc, leaf in _leaves(value, ()):
            if loc[0] in NOT_FLIPPED:
                continue
            for kind, before, after, new in self._of_value(folder, loc, leaf, value):
                yield Flip(path, loc, kind, _place(folder, loc, leaf, before), before, after, new)
        yield from self._disagreements(path, folder, value)

    def _of_value(self, folder: str, loc: Loc, leaf: Any, whole: Any) -> Iterator[tuple[Kind, str, str, Any]]:
        field = next((part for part in reversed(loc) if isinstance(part, str)), "")
        if field == "category" and len(loc) > 2:
            for other in self._near(str(leaf), [str(one.id) for one in self._scale_of(str(leaf))]):
                yield "rating", str(leaf), other, other
        elif field == "band":
            for other in self._near(str(leaf), [str(one.id) for one in self._scales.bands]):
                yield "band", str(leaf), other, other
        elif loc[-2:] == ("population", "age_group") or loc[-2:] == ("population", "sex"):
            for other in [one for one in _OTHERS[field] if leaf not in (one, "both")]:
                yield "population", str(leaf), other, other
        elif type(leaf) in (int, float):
            is_dose = (folder == "scales.yaml" and loc[0] == "radiation") or _unit(whole, loc) in DOSE_UNITS
            for other in [leaf + 1, *([leaf * 10] if is_dose and leaf else [])]:
                yield "dose" if is_dose else "number", f"{leaf:g}", f"{other:g}", other
        elif isinstance(leaf, str) and field not in NAMES:
            yield from self._of_text(leaf)

    def _of_text(self, text: str) -> Iterator[tuple[Kind, str, str, Any]]:
        bare = _MARK.sub(lambda match: " " * len(match[0]), text)
        for start, end, other in self._labels(bare):
            yield "rating", text[start:end], other, text[:start] + other + text[end:]
        for match in _SYMBOLS.finditer(bare):
            for other in {match[0] + "☢", match[0][1:] or "O"}:
                yield "band", match[0], other, text[: match.start()] + other + text[match.end() :]
        for match in _WORD.finditer(bare):
            for other in WORDS[match[0].casefold()]:
                word = other.capitalize() if match[0][0].isupper() else other
                yield "population", match[0], word, text[: match.start()] + word + text[match.end() :]
        located = [(found, match.start()) for match in _MARK.finditer(text) for found in _LOCATOR.finditer(match[0])]
        numbers = [(number.start, number.unit) for number in numbers_in(bare)]
        for found, start in located:
            numbers += [(start + found.start() + number.start, "") for number in numbers_in(found[0])]
        for start, unit in numbers:
            digits = _DIGITS.match(text, start)
            if digits:
                for other in _other_numbers(digits[0], unit):
                    kind: Kind = "dose" if unit in DOSE_UNITS else "number"
                    yield kind, digits[0], other, text[:start] + other + text[start + len(digits[0]) :]

    def _labels(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The ratings that a text states: from where to where, and another one of the scale."""
        taken: list[range] = []
        ranks: dict[str, list[str]] = {}
        for scale in self._scales.scales:
            labels = [[one.label, *([one.disagreement.label] if one.disagreement else [])] for one in scale.categories]
            for rank, forms in enumerate(labels):
                others = [form for near in (rank - 1, rank + 1) if 0 <= near < len(labels) for form in labels[near][:1]]
                ranks |= {form: [*others, *(one for one in forms if one != form)] for form in forms if " " in form}
        for label in sorted(ranks, key=len, reverse=True):
            for match in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.IGNORECASE):
                if not any(match.start() in one for one in taken):
                    taken.append(range(match.start(), match.end()))
                    for other in ranks[label]:
                        written = other if match[0][0].isupper() else other[0].lower() + other[1:]
                        yield match.start(), match.end(), written

    def _disagreements(self, path: str, folder: str, value: Any) -> Iterator[Flip]:
        """A disagreement in every row that may have one and has none, and none where there is one."""
        allowed = {str(one.id) for one in self._scales.categories if one.disagreement}
        for loc, leaf in _leaves(value, ()) if folder == "scenarios" else ():
            if len(loc) > 2 and loc[-1] == "category" and leaf in allowed:
                row = _get(value, loc[:-1])
                other = not row.get("disagreement", False)
                before, after = ("none", "disagreement") if other else ("disagreement", "none")
                yield Flip(path, loc[:-1], "rating", "data", before, after, {**row, "disagreement": other})

    def _scale_of(self, category: str) -> Iterable[Any]:
        return self._scales.scale_with(category).categories

    @staticmethod
    def _near(id: str, ids: list[str]) -> list[str]:
        place = ids.index(id)
        return [ids[near] for near in (place - 1, place + 1) if 0 <= near < len(ids)]


_OTHERS: Final = {"age_group": ("child", "adult"), "sex": ("male", "female", "any")}


def sampled(flips: Iterable[Flip], number: int, seed: int) -> list[Flip]:
    """Some of the flips, of every kind as many as of the others where there are so many."""
    by_kind = defaultdict(list)
    for flip in flips:
        by_kind[flip.kind].append(flip)
    chosen = random.Random(seed)
    each = number // len(by_kind)
    return [flip for found in by_kind.values() for flip in chosen.sample(found, min(each, len(found)))]


def main() -> None:
    """Flip everything in the sample, or in the project that is named, and print the shares."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    library = Library(root)
    before = Counter(library.faults())
    assert not before, f"the content as it stands has faults: {sorted(before)[:3]}"
    found: Counter[tuple[str, str]] = Counter()
    whole: Counter[tuple[str, str]] = Counter()
    missed = []
    for flip in library.flips:
        whole[flip.kind, flip.place] += 1
        if library.reports(flip):
            found[flip.kind, flip.place] += 1
        else:
            missed.append(f"missed  {flip}")
    lines = [*missed, ""]
    for kind in dict.fromkeys(kind for kind, _ in whole):
        lines += [_share(", ".join(one), found[one], whole[one]) for one in whole if one[0] == kind]
        lines.append(_share(f"{kind}, all", *(sum(n for (k, _), n in c.items() if k == kind) for c in (found, whole))))
    sys.stdout.write("\n".join([*lines, _share("all", found.total(), whole.total()), ""]))


def _share(name: str, found: int, whole: int) -> str:
    return f"{name:36} {found:5} of {whole:5}  {100 * found / whole:5.1f} %"


def _place(folder: str, loc: Loc, leaf: Any, before: str) -> Place:
    if folder == "sources":
        return "noted words"
    if not isinstance(leaf, str) or (
        before == leaf and not _MARK.search(leaf) and " " not in leaf and loc[-1] != "text"
    ):
        return "data"
    if folder == "scenarios" and loc[0] in DEFINING:
        return "defining words"
    return "cited words" if "[@" in leaf else "other words"


def _other_numbers(digits: str, unit: str) -> list[str]:
    last = digits[-1]
    others = [digits[:-1] + str((int(last) + 1) % 10)]
    if unit in DOSE_UNITS:
        others.append(f"{float(digits.replace(',', '')) * 10:.15g}")
    return [other for other in others if other != digits]  # ten times 0 is no other dose


def _unit(whole: Any, loc: Loc) -> str:
    around = _get(whole, loc[:-1])
    return str(around.get("unit", "")).casefold() if isinstance(around, dict) else ""


def _leaves(value: Any, loc: Loc) -> Iterator[tuple[Loc, Any]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, (*loc, name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(item, (*loc, number))
    else:
        yield loc, value


def _get(value: Any, loc: Loc) -> Any:
    for part in loc:
        value = value[part]
    return value


def _put(value: Any, loc: Loc, new: Any) -> Any:
    """A copy of a value with another one at a place in it."""
    if not loc:
        return new
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[loc[0]] = _put(value[loc[0]], loc[1:], new)
    return copy


if __name__ == "__main__":
    main()
