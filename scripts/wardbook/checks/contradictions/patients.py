"""Rules about patients: a scenario's words speak of its population, and scores tell those who fit from the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.claims import Tables
from wardbook.checks.contradictions.found import Contradiction, FindsContradictions, short, unacknowledged
from wardbook.kinds import SCENARIO
from wardbook.model.outline import Key
from wardbook.model.outline.facts import Patient
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
    yield from unacknowledged(outlines, _other_patients)


def ages_are_the_same_in_population_and_criteria(outlines: Outlines) -> Iterator[CrossProblem]:
    """The age of a population is that of its criteria, and the patient of the case has it."""
    yield from unacknowledged(outlines, _other_ages)


def patients_are_led_where_they_fit(outlines: Outlines) -> Iterator[CrossProblem]:
    """A patient who is led to another scenario is of its population."""
    yield from unacknowledged(outlines, _led_astray)


def sentences_speak_of_the_population(outlines: Outlines) -> Iterator[CrossProblem]:
    """A sentence without a source speaks of the patients of its scenario or topic, or of a page that it links."""
    yield from unacknowledged(outlines, _of_others)


def links_lead_to_the_patients_they_name(outlines: Outlines) -> Iterator[CrossProblem]:
    """The words of a link to a scenario fit the scenario's population."""
    yield from unacknowledged(outlines, _linked_astray)


def nobody_is_led_away_who_fits(outlines: Outlines) -> Iterator[CrossProblem]:
    """A criterion that excludes patients by age or sex alone does not name those of the population."""
    yield from unacknowledged(outlines, _excluded_themselves)


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
            field = "sex" if _has_age(said, patient, loc) else "age_group"
            if field == "sex" and _has_sex(said, patient, loc):
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


def _has_age(said: Patients, patient: Patient, loc: Loc = ()) -> bool:
    if patient.age_group == "both":
        return True
    return said.ages <= {patient.age_group} if _is_narrow(loc) else not said.ages or patient.age_group in said.ages


def _is_narrow(loc: Loc) -> bool:
    """Whether a text at a place names the patients of its scenario and no others."""
    return bool(loc) and (loc[0] in _NAMING or loc[0] == "fits" or loc == ("population", "summary"))


def _has_sex(said: Patients, patient: Patient, loc: Loc) -> bool:
    if patient.sex == "any":
        names = loc[0] in _NAMING or loc == ("population", "summary")
        return not names or len(said.sexes) != 1
    of_both = {word.casefold() for word in said.words} & {"either sex", "both sexes"}
    if _is_narrow(loc):
        return not of_both and said.sexes <= {patient.sex}
    return not of_both and (not said.sexes or patient.sex in said.sexes)


def _years(words: str) -> set[str]:
    return {number.value for number in numbers_in(words) if number.unit == "year"}


def _other_ages(outlines: Outlines) -> Iterator[Contradiction]:
    for key, facts, patient in _scenarios(outlines):
        limits = _years(patient.age)
        for loc, words in facts.describes:
            given = _years(words) if limits and loc[0] == "fits" else limits
            if given and given != limits:
                yield _age(key, loc, words, patient.age, given)
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
            targets = [everybody[id] for id in scenarios if id in everybody]
            if not targets:
                continue
            said, years = patients_in(words), _years(words)
            if any(_is_of(said, years, one.patient, patient) for one in targets):
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


def _of_others(outlines: Outlines) -> Iterator[Contradiction]:
    everybody = {of.key: of.patient for of in _scenarios(outlines)}
    tables = Tables(outlines)
    for key, outline in outlines.by_key.items():
        own = [everybody[key]] if key in everybody else []
        own += [everybody[SCENARIO, id] for id in sorted(outline.lists) if (SCENARIO, id) in everybody]
        routed = {one.loc for one in outline.statements.routed}
        for said in outline.statements.said if own else ():
            left = _OF_OTHERS if key in everybody else _LEFT_OUT
            if not said.patients or said.cites or said.loc in routed or said.loc[0] in left:
                continue
            if said.loc[0] == "excludes" and said.loc[:2] in outline.statements.of_patients:
                continue
            linked = {(SCENARIO, link.id) for one in tables.entry_around(key, said) for link in one.links}
            words = said.words
            for link in said.links:
                words = words.replace(link.words, "")
            patients = patients_in(words)
            others = [everybody[one] for one in sorted(linked) if one in everybody]
            if not _are_of(patients, [*own, *others], is_narrow=key not in everybody):
                shown = f"`{own[0].age_group}` and `{own[0].sex}`" if key in everybody else "those of its scenarios"
                yield Contradiction(
                    "populations",
                    key,
                    said.loc,
                    said.words,
                    f"expected words for the patients of the page ({ELSEWHERE}), {shown}, got {_quoted(patients)} in"
                    f" {short(said.words)}: mend it, cite a source, or link the page of those patients",
                    ((key, ("population",) if key in everybody else ("groups",)),),
                )


_OF_OTHERS: Final = frozenset({"related", "not_covered", "title", "short_title", "population", "variants", "vignette"})
"""Fields about other patients, and those that another rule judges."""
_LEFT_OUT: Final = frozenset({"related", "not_covered"})
"""Fields of a topic about other patients."""


def _are_of(said: Patients, patients: list[Patient], *, is_narrow: bool) -> bool:
    """Whether some patients may be all that a sentence speaks of, or, but for a topic, are compared with others."""
    if is_narrow:
        of_age = {one.age_group for one in patients}
        of_sex = {one.sex for one in patients}
        return ("both" in of_age or said.ages <= of_age) and ("any" in of_sex or said.sexes <= of_sex)
    ages = not said.ages or any(one.age_group == "both" or one.age_group in said.ages for one in patients)
    sexes = not said.sexes or any(one.sex == "any" or one.sex in said.sexes for one in patients)
    return ages and sexes


def _linked_astray(outlines: Outlines) -> Iterator[Contradiction]:
    everybody = {of.key: of.patient for of in _scenarios(outlines)}
    for key, outline in outlines.by_key.items():
        for said in outline.statements.said:
            for link in said.links:
                target = everybody.get((SCENARIO, link.id))
                if (
                    link.record_kind == SCENARIO
                    and target
                    and not _is_of(patients_in(link.words), set(), target, target)
                ):
                    yield Contradiction(
                        "populations",
                        key,
                        said.loc,
                        said.words,
                        f"expected words for the patients of `{link.id}` ({ELSEWHERE}), who are"
                        f" `{target.age_group}` and `{target.sex}`, got “{link.words}”: mend the words or the link",
                        (((SCENARIO, link.id), ("population",)),),
                    )


def _excluded_themselves(outlines: Outlines) -> Iterator[Contradiction]:
    for key, facts, patient in _scenarios(outlines):
        about = set(_WORD.findall(facts.label.casefold())) | _EMPTY if facts.of_patients else _EMPTY
        for loc, words in facts.of_patients.items():
            said = patients_in(words)
            if not said.words or patient.age_group == "both":
                continue
            left = set(_WORD.findall(words.casefold())) - {one.casefold() for one in said.words} - about
            if not left and said.ages <= {patient.age_group} and said.sexes <= {patient.sex}:
                yield Contradiction(
                    "populations",
                    key,
                    (*loc, "text"),
                    words,
                    f"expected patients that are not of the `population` ({ELSEWHERE}), got {short(words)}, which are:"
                    " mend one of the two",
                    ((key, ("population",)),),
                )


_WORD: Final = re.compile(r"[^\W_]+")
_EMPTY: Final = frozenset({"a", "an", "the", "with", "of", "or", "and", "every", "any"})

PATIENTS_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (
    _other_patients,
    _other_ages,
    _led_astray,
    _of_others,
    _linked_astray,
    _excluded_themselves,
)
"""Finders of contradictions about patients."""
