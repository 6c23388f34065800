"""Studies in sentences: which of the library's procedures some words may mean.

A procedure is known by the words of its label and by its modality, each also by the other words for it in the library's
terms: `scrotal ultrasound` is `US scrotum`. Words that fit several procedures, such as `CT`, may mean any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+(?:[/’'-][^\W_]+)*")
_FILLERS: Final = frozenset({"of", "the", "and", "a", "an", "to"})
_CONTRAST: Final = frozenset({"with", "without", "iv", "contrast", "medium", "intravenous", "agent"})
_WITHOUT: Final = re.compile(r"\bwithout (?:iv |intravenous )?contrast|\bnon-?contrast|\bunenhanced", re.IGNORECASE)
_WITH: Final = re.compile(r"\bwith (?:iv |intravenous )?contrast", re.IGNORECASE)
_STOPS: Final = re.compile(r"[.;:()?!]")

_Unit = tuple[str, ...]
"""The words of a term, each in its plain form."""


class NamedStudy(NamedTuple):
    """A study that a text names."""

    start: int
    end: int
    words: str
    """As the text names it."""
    modality: frozenset[str]
    parts: frozenset[str]
    """The words that say of what, such as body regions."""
    contrast: str


class _Placed(NamedTuple):
    unit: _Unit
    start: int
    end: int


class Studies:
    """The procedures of a library, to be found in its texts."""

    def __init__(
        self,
        procedures: Mapping[str, tuple[str, str]],
        modalities: Mapping[str, str],
        terms: Iterable[Sequence[str]],
    ) -> None:
        """Procedures have a label and a modality, modalities a label, and a term has its forms, the chief one first."""
        self._forms: dict[str, list[tuple[_Unit, _Unit]]] = {}
        for forms in terms:
            unit = tuple(map(_plain, _WORD.findall(forms[0])))
            for form in forms:
                written = tuple(map(_fold, _WORD.findall(form)))
                if written:
                    self._forms.setdefault(written[0], []).append((written, unit))
        for found in self._forms.values():
            found.sort(key=lambda form: -len(form[0]))
        self._seen: dict[str, tuple[NamedStudy, ...]] = {}
        units = {id: [placed.unit for placed in self._units(label)] for id, (label, _) in procedures.items()}
        named = {id: [placed.unit for placed in self._units(label)] for id, label in modalities.items()}
        self._anchors = {unit for found in named.values() for unit in found[:1]}
        self._anchors |= {found[0] for found in units.values() if found}
        self._parts = {
            id: frozenset(word for unit in found for word in unit if word not in _CONTRAST | _FILLERS)
            for id, found in units.items()
        }
        self._modality = {
            id: frozenset(word for unit in [*named.get(modality, ())[:1], *units[id][:1]] for word in unit)
            for id, (_, modality) in procedures.items()
        }
        self._contrast = {id: _contrast(label) for id, (label, _) in procedures.items()}
        self._words = {word for parts in self._parts.values() for word in parts} | _CONTRAST

    def named_in(self, text: str) -> tuple[NamedStudy, ...]:
        """The studies that a text names."""
        if text not in self._seen:
            self._seen[text] = tuple(self._found(text))
        return self._seen[text]

    def meant(self, study: NamedStudy, among: Iterable[str]) -> tuple[str, ...]:
        """Those of some procedures that a study in a text may be, the closest ones only."""
        parts = study.parts
        fitting = [
            id
            for id in among
            if id in self._parts
            and study.modality <= self._modality[id] | self._parts[id]
            and parts <= self._parts[id]
            and study.contrast in ("", self._contrast[id])
        ]
        exact = [id for id in fitting if parts and self._parts[id] - self._modality[id] == parts - self._modality[id]]
        return tuple(exact or fitting)

    def _found(self, text: str) -> Iterable[NamedStudy]:
        units = self._units(text)
        taken = -1
        for place, (unit, _, _) in enumerate(units):
            if unit not in self._anchors:
                continue
            first = last = place
            parts: set[str] = set()
            for step in (1, -1):
                here, edge = place + step, place
                while taken < here < len(units):
                    near = units[here]
                    low, high = (units[here - 1].end, near.start) if step > 0 else (near.end, units[here + 1].start)
                    if _STOPS.search(text, low, high) or near.unit in self._anchors:
                        break
                    if set(near.unit) <= self._words:
                        parts |= set(near.unit) - _CONTRAST
                        edge = here
                    elif near.unit[0] not in _FILLERS or (step < 0 and near.unit[0] != "and"):
                        break
                    here += step
                first, last = min(first, edge), max(last, edge)
            taken = last
            low, high = units[first].start, units[last].end
            yield NamedStudy(low, high, text[low:high], frozenset(unit), frozenset(parts), _contrast(text[low:high]))

    def _units(self, text: str) -> list[_Placed]:
        words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
        folded = [_fold(word) for word, _, _ in words]
        found: list[_Placed] = []
        place = 0
        while place < len(words):
            forms = self._forms.get(folded[place], ())
            match = next((form for form in forms if tuple(folded[place : place + len(form[0])]) == form[0]), None)
            length = len(match[0]) if match else 1
            unit = match[1] if match else (_plain(words[place][0]),)
            found.append(_Placed(unit, words[place][1], words[place + length - 1][2]))
            place += length
        return found


def _contrast(text: str) -> str:
    if "ontrast" not in text and "nenhanced" not in text:
        return ""
    return "without" if _WITHOUT.search(text) else "with" if _WITH.search(text) else ""


def _fold(word: str) -> str:
    """A word in small letters, but for one that means something else in them, such as US."""
    return word if len(word) > 1 and any(character.isupper() for character in word[1:]) else word.casefold()


def _plain(word: str) -> str:
    """A word in its plain form, whatever its ending."""
    folded = word.casefold()
    return folded[:-1] if len(folded) > 4 and folded[-1] in "sy" else folded
