"""Claims: what sentences say of ratings, and the rows of the rating tables that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from wardbook.checks.between import Outlines
from wardbook.checks.contradictions.found import said_of
from wardbook.kinds import PROCEDURE, PROTOCOL, SCENARIO, TOPIC
from wardbook.model.outline import Key, Outline
from wardbook.model.outline.facts import RowFacts
from wardbook.model.outline.said import Said, Speaks
from wardbook.model.outline.studies import NamedStudy
from wardbook.text.patients import Patients, patients_in

_DENIED: Final = re.compile(r"\b(?:not|never|than|nor|no longer)\s*$", re.IGNORECASE)
_CODE: Final = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w-])")
_CONDITION: Final = re.compile(
    r"\b(?:(?:if|when|after|next|unless|once|first|variant)\b|without (?!(?:iv |intravenous )?contrast))", re.IGNORECASE
)
_CLAUSE: Final = re.compile(r"[;:]")


class RatingClaim(NamedTuple):
    """A rating that a sentence states."""

    key: Key
    said: Said
    label: str
    """The words of the category, as the scale has them."""
    denies: bool
    """Whether it says that the rating is another one."""
    rows: tuple[tuple[Key, RowFacts], ...]
    """The rows that it is about, with their scenarios."""
    is_of_any: bool
    """Whether it is enough that one of them is rated so, because the sentence does not say which it means."""


@dataclass(frozen=True)
class Tables:
    """The rating tables of a library, and what its texts say of them."""

    outlines: Outlines

    @cached_property
    def _categories(self) -> dict[tuple[str, bool], tuple[str, str]]:
        """The label and the tone of every category, with a disagreement and without."""
        found: dict[tuple[str, bool], tuple[str, str]] = {}
        for outline in self.outlines.by_key.values():
            for id, label, disputed, tone in outline.statements.categories:
                found[id, False] = (label, tone)
                found[id, True] = (disputed or label, tone)
        return found

    @cached_property
    def labels(self) -> list[str]:
        """The labels of several words, the longest first; one word alone is too common to be a rating."""
        labels = {label for label, _ in self._categories.values() if " " in label}
        return sorted(labels, key=lambda label: (-len(label), label))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        words = "|".join(map(re.escape, self.labels))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def is_label(self, words: str) -> bool:
        """Whether some words are those of a category."""
        return words.casefold() in {label.casefold() for label, _ in self._categories.values()}

    def label(self, row: RowFacts) -> str:
        """The words of a row's category."""
        return self._categories.get((row.category, row.disagreement), (row.category, ""))[0]

    def tone(self, row: RowFacts) -> str:
        """The tone of a row's category."""
        return self._categories.get((row.category, row.disagreement), ("", ""))[1]

    def statements(self, subject: Speaks) -> Iterator[tuple[Key, Said]]:
        """The sentences that may speak of a subject."""
        yield from said_of(self.outlines).get(subject, ())

    def rows_named(self, key: Key, words: str) -> list[RowFacts]:
        """The rows of a scenario whose studies some words name."""
        rated = self._facts(key).statements.rated
        meant = {
            id
            for study in self.outlines.studies.named_in(words)
            for id in self.outlines.studies.meant(study, [row.procedure for row in rated])
        }
        return [row for row in rated if row.procedure in meant]

    def rows_around(self, key: Key, said: Said) -> list[RowFacts]:
        """The rows that a sentence is about: those of its entry, with the answer if it is one row."""
        entry = self._entry(key, said)
        rows = [row for row in self._facts(key).statements.rated if row.procedure in entry]
        rows = rows or self.rows_named(key, " ".join(self.words_around(key, said)))
        answers = [row for row in self._facts(key).statements.rated if row.role == "focal"]
        return rows if len(rows) > 1 else [*answers, *(row for row in rows if row not in answers)]

    def claims(self) -> Iterator[RatingClaim]:
        """The ratings that sentences state, each with the rows that it is about."""
        for key, said in self.statements("rating"):
            if key[0] in (SCENARIO, TOPIC, PROTOCOL, PROCEDURE):
                labels = list(self._pattern.finditer(said.words)) if self._pattern else []
                yield from self._claims_in(key, said, labels) if labels else ()

    def _claims_in(self, key: Key, said: Said, found: list[re.Match[str]]) -> Iterator[RatingClaim]:
        subjects: tuple[NamedStudy, ...] = ()
        # Patients are named before each rating of a sentence, or after it.
        first = patients_in(said.words[: found[0].start()])
        patients = first
        for number, match in enumerate(found):
            start = found[number - 1].end() if number else 0
            end = found[number + 1].start() if number + 1 < len(found) else len(said.words)
            before, after = said.words[start : match.start()], said.words[match.end() : end]
            named = self.outlines.studies.named_in(_CLAUSE.split(before)[-1])
            subjects = named or subjects
            links = [one.id for one in said.links if one.record_kind == SCENARIO and match.end() <= one.place <= end]
            links = links or [one.id for one in said.links if one.record_kind == SCENARIO]
            near = patients_in(before if first.words else after)
            patients = near if near.words else patients
            where, is_of_any = self._scenarios(key, said, patients, links)
            if where == [key] and (said.loc[0] == "excludes" or _CONDITION.search(said.words)):
                continue  # a rating of other patients, or of another time
            rows = [(one, row) for one in where for row in self._rows(key, said, one, subjects)]
            rows = [(one, row) for one, row in rows if not said.cites or set(said.sources) & set(row.reads)]
            label = next(one for one in self.labels if one.casefold() == match[0].casefold())
            is_of_any = is_of_any or (not subjects and len(rows) > 1)
            yield RatingClaim(key, said, label, bool(_DENIED.search(before)), tuple(rows), is_of_any)

    def _rows(self, key: Key, said: Said, scenario: Key, subjects: tuple[NamedStudy, ...]) -> list[RowFacts]:
        rated = self._facts(scenario).statements.rated
        ids = [row.procedure for row in rated]
        if subjects:
            meant = {id for study in subjects for id in self.outlines.studies.meant(study, ids)}
        else:
            meant = set(self._entry(key, said))
        return [row for row in rated if row.procedure in meant]

    def _scenarios(self, key: Key, said: Said, patients: Patients, links: list[str]) -> tuple[list[Key], bool]:
        """The scenarios that a rating in a sentence is of, and whether it is enough that one of them has it."""
        if links:
            return [(SCENARIO, id) for id in links], False
        facts = self._facts(key)
        routed = [one.scenarios for one in facts.statements.routed if one.loc == said.loc]
        if routed:
            where = [(SCENARIO, id) for id in routed[0]]
            if len(where) == 1:
                return where, False
        elif key[0] == SCENARIO:
            if self._fits(key, patients) and self._has_codes(key, said.words):
                return [key], False
            where = [other for other in self._of_topic(facts.topic) if other != key]
        elif key[0] == TOPIC:
            where = self._of_topic(key[1])
        else:
            rating = self._entry(key, said)
            where = [
                other
                for other, outline in self.outlines.by_key.items()
                if any(row.procedure in rating for row in outline.statements.rated)
            ]
        where = [other for other in where if self._fits(other, patients)]
        words = said.words if self._codes & set(_CODE.findall(said.words)) else " ".join(self.words_around(key, said))
        coded = [other for other in where if self._has_codes(other, words)]
        return coded or where, True

    def _fits(self, scenario: Key, patients: Patients) -> bool:
        """Whether the patients of a scenario may be those that a text speaks of."""
        patient = self._facts(scenario).statements.patient
        if patient is None:
            return False
        ages = not patients.ages or patient.age_group == "both" or patient.age_group in patients.ages
        return ages and (not patients.sexes or patient.sex == "any" or patient.sex in patients.sexes)

    def _has_codes(self, scenario: Key, words: str) -> bool:
        """Whether a scenario is about one of the diseases that a text names by their abbreviations, if it names any."""
        named = set(_CODE.findall(words)) & self._codes
        return not named or bool(named & set(_CODE.findall(self._facts(scenario).statements.label)))

    @cached_property
    def _codes(self) -> set[str]:
        """The abbreviations in the short titles of all scenarios."""
        labels = (one.statements.label for (kind, _), one in self.outlines.by_key.items() if kind == SCENARIO)
        return {code for label in labels for code in _CODE.findall(label)}

    def _entry(self, key: Key, said: Said) -> tuple[str, ...]:
        """The procedures that the entry around a sentence is about."""
        if key[0] == PROTOCOL:
            done = [(other, one) for (kind, other), one in self.outlines.by_key.items() if kind == PROCEDURE]
            return tuple(id for id, outline in done if outline.protocol == key[1])
        if key[0] == PROCEDURE:
            return (key[1],)
        facts = self._facts(key).statements
        for loc, procedures in facts.entries:
            if said.loc[: len(loc)] == loc:
                return procedures
        for row in facts.rated:
            if said.loc[: len(row.loc)] == row.loc:
                return (row.procedure,)
        around = self.rows_named(key, " ".join(self.words_around(key, said))) if key[0] == SCENARIO else []
        return tuple(row.procedure for row in around)

    def words_around(self, key: Key, said: Said) -> list[str]:
        """The words of the entry of a sentence, such as the question of an answer."""
        return [one.words for one in self.entry_around(key, said)]

    def entry_around(self, key: Key, said: Said) -> list[Said]:
        """The sentences of the entry of a sentence."""
        entry = said.loc[: next((n + 1 for n, part in enumerate(said.loc) if isinstance(part, int)), 1)]
        return [one for one in self._facts(key).statements.said if one.loc[: len(entry)] == entry]

    def _of_topic(self, topic: str) -> list[Key]:
        return [key for key, one in self.outlines.by_key.items() if key[0] == SCENARIO and one.topic == topic]

    def _facts(self, key: Key) -> Outline:
        return self.outlines.by_key.get(key) or Outline()
