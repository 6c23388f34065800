"""Rules about patients: a scenario's words speak of its population, and scores tell those who fit from the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.found import Contradiction, Finder, short, told
from wardbook.kinds import SCENARIO
from wardbook.model.outline import Key
from wardbook.model.outline.facts import Patient, Threshold
from wardbook.model.outline.statements import Statements
from wardbook.model.traverse import Loc
from wardbook.text.numbers import numbers_in
from wardbook.text.patients import Patients, patients_in, years_old

_NAMING: Final = frozenset({"title", "short_title"})
"""Fields that name one sex only where the scenario is about one."""
_OLDEST_CHILD: Final = 21
_YOUNGEST_ADULT: Final = 15


def patients_in_words_are_those_of_the_population(outlines: Outlines) -> Iterator[CrossProblem]:
    """The words for patients in a scenario's title, case and criteria are those of its population."""
    yield from told(outlines, _other_patients)


def ages_are_the_same_in_population_and_criteria(outlines: Outlines) -> Iterator[CrossProblem]:
    """The age of a population is that of its criteria, and the patient of the case has it."""
    yield from told(outlines, _other_ages)


def patients_are_led_where_they_fit(outlines: Outlines) -> Iterator[CrossProblem]:
    """A patient who is led to another scenario is of its population."""
    yield from told(outlines, _led_astray)


def thresholds_leave_no_gap(outlines: Outlines) -> Iterator[CrossProblem]:
    """A score that takes patients elsewhere begins where the one of those who fit ends."""
    yield from told(outlines, _gaps)


def instruments_have_the_same_ends(outlines: Outlines) -> Iterator[CrossProblem]:
    """A score has the same lowest and highest value wherever it is named."""
    yield from told(outlines, _other_ends)


class _Of(NamedTuple):
    key: Key
    facts: Statements
    patient: Patient


def _scenarios(outlines: Outlines) -> Iterator[_Of]:
    for key, outline in outlines.by_key.items():
        if key[0] == SCENARIO and outline.statements.patient:
            yield _Of(key, outline.statements, outline.statements.patient)


def _other_patients(outlines: Outlines) -> Iterator[Contradiction]:
    for key, facts, patient in _scenarios(outlines):
        for loc, words in facts.describes:
            said = patients_in(words)
            field = "age_group" if not _has_age(said, patient) else "sex"
            if _has_age(said, patient) and _has_sex(said, patient, loc):
                continue
            value = patient.age_group if field == "age_group" else patient.sex
            yield Contradiction(
                "populations",
                key,
                loc,
                words,
                f"expected words for the patients of the `population` ({ELSEWHERE}), whose `{field}` is `{value}`, got"
                f" {_quoted(said)} in {short(words)}: mend one of the two",
                ((key, ("population", field)),),
            )


def _quoted(said: Patients) -> str:
    return " and ".join(f"“{word}”" for word in dict.fromkeys(said.words))


def _has_age(said: Patients, patient: Patient) -> bool:
    return not said.ages or patient.age_group == "both" or patient.age_group in said.ages


def _has_sex(said: Patients, patient: Patient, loc: Loc) -> bool:
    if patient.sex == "any":
        names = loc[0] in _NAMING or loc == ("population", "summary")
        return not names or len(said.sexes) != 1
    of_both = {word.casefold() for word in said.words} & {"either sex", "both sexes"}
    return not of_both and (not said.sexes or patient.sex in said.sexes)


def _years(words: str) -> set[str]:
    return {number.value for number in numbers_in(words) if number.unit == "year"}


def _other_ages(outlines: Outlines) -> Iterator[Contradiction]:
    for key, facts, patient in _scenarios(outlines):
        limits = _years(patient.age)
        for loc, words in facts.describes:
            given = _years(words)
            if loc[0] == "fits" and limits and given and given != limits:
                yield _age(key, loc, words, " and ".join(sorted(limits, key=float)), given)
            if loc[0] == "vignette":
                for age in years_old(words):
                    if not _may_be(age, patient, limits):
                        yield _age(key, loc, words, patient.age or patient.age_group, {str(age)})


def _age(key: Key, loc: Loc, words: str, expected: str, got: set[str]) -> Contradiction:
    return Contradiction(
        "populations",
        key,
        loc,
        words,
        f"expected the age of the `population` ({ELSEWHERE}), “{expected}”, got {' and '.join(sorted(got))} in"
        f" {short(words)}: mend one of the two",
        ((key, ("population", "age")),),
    )


def _may_be(age: int, patient: Patient, limits: set[str]) -> bool:
    """Whether a patient of an age may be of a population."""
    words = patient.age.casefold()
    ends = [float(limit.replace("d", ".")) for limit in limits]
    if ends and ("younger" in words or "under" in words or "to " in words) and age > max(ends):
        return False
    if ends and ("older" in words or "over" in words) and age < min(ends):
        return False
    if patient.age_group == "child":
        return age <= _OLDEST_CHILD
    return patient.age_group == "both" or age >= _YOUNGEST_ADULT


def _led_astray(outlines: Outlines) -> Iterator[Contradiction]:
    everybody = {of.key[1]: of for of in _scenarios(outlines)}
    for key, facts, patient in everybody.values():
        for loc, words, scenarios in facts.routed:
            said, years = patients_in(words), _years(words)
            targets = [everybody[id] for id in scenarios if id in everybody]
            if not targets or any(_is_of(said, years, one.patient, patient) for one in targets):
                continue
            target = targets[0]
            age = f", {target.patient.age}" if target.patient.age else ""
            yield Contradiction(
                "populations",
                key,
                loc,
                words,
                f"expected patients of `{target.key[1]}` ({ELSEWHERE}), who are `{target.patient.age_group}`"
                f" and `{target.patient.sex}`{age}, got {short(words.strip())}: mend the words or the route",
                ((target.key, ("population",)),),
            )


def _is_of(said: Patients, years: set[str], target: Patient, own: Patient) -> bool:
    known = _years(target.age)
    may_be = not years or not known or years <= known | _years(own.age)
    return _has_age(said, target) and may_be and (target.sex == "any" or not said.sexes or target.sex in said.sexes)


_OPPOSITE: Final = {"≤": (">", "≥"), "<": ("≥", ">"), "≥": ("<", "≤"), ">": ("≤", "<")}


def _gaps(outlines: Outlines) -> Iterator[Contradiction]:
    for key, facts, _ in _scenarios(outlines):
        scores: dict[str, list[Threshold]] = defaultdict(list)
        for one in facts.scores:
            scores[one.name.casefold()].append(one)
        for pair in scores.values():
            fits, others = [one for one in pair if not one.excludes], [one for one in pair if one.excludes]
            if len(fits) == len(others) == 1 and not _meet(fits[0], others[0]):
                yield Contradiction(
                    "thresholds",
                    key,
                    others[0].loc,
                    others[0].name,
                    f"expected a threshold on {others[0].name} that begins where that of the patients who fit ends"
                    f" ({ELSEWHERE}, `{fits[0].operator} {fits[0].value:g}`), got"
                    f" `{others[0].operator} {others[0].value:g}`: mend one of the two",
                    ((key, fits[0].loc),),
                )


def _meet(fits: Threshold, other: Threshold) -> bool:
    """Whether every value either fits or takes patients elsewhere, and none does both."""
    if other.operator not in _OPPOSITE.get(fits.operator, ()):
        return True  # not two sides of one limit
    strict = {"<", ">"} & {fits.operator, other.operator}
    if len(strict) == 1 and fits.operator != other.operator:
        return fits.value == other.value
    step = 1 if other.operator == "≥" else -1
    whole = fits.value.is_integer() and other.value.is_integer()
    return other.value == fits.value + step if whole else (other.value - fits.value) * step > 0


def _other_ends(outlines: Outlines) -> Iterator[Contradiction]:
    first: dict[str, tuple[Key, Threshold]] = {}
    for key, facts, _ in _scenarios(outlines):
        for one in facts.scores:
            if None in one.ends:
                continue
            before, score = first.setdefault(one.name.casefold(), (key, one))
            if score.ends != one.ends:
                yield Contradiction(
                    "thresholds",
                    key,
                    one.loc,
                    one.name,
                    f"expected {score.ends[0]:g} to {score.ends[1]:g} for {one.name}, as {ELSEWHERE} has, got"
                    f" {one.ends[0]:g} to {one.ends[1]:g}: mend one of the two, or give the score a version",
                    ((before, score.loc),),
                )


FINDERS: Final[tuple[Finder, ...]] = (_other_patients, _other_ages, _led_astray, _gaps, _other_ends)
"""Finders of contradictions about patients."""
