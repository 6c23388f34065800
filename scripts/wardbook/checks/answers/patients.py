"""Rules about whom an answer is for: every patient of a scenario has one answer, and it is clear which."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

from wardbook.checks.helpers import recommended, repeated
from wardbook.model.parts.eligibility import AgeGroup, Population, Pregnancy, Sex
from wardbook.model.parts.recommendation import PatientGroup
from wardbook.model.records.scenario import Scenario
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.text.tree import words

_SINGLE: Final = ("answer", "bottom_line", "ratings")
"""The fields that stand at the top of a scenario with one answer, and in each group of one with several."""
_AGES: Final[dict[AgeGroup, tuple[str, ...]]] = {"child": ("child",), "adult": ("adult",), "both": ("child", "adult")}
_SEXES: Final[dict[Sex, tuple[str, ...]]] = {
    "female": ("female",),
    "male": ("male",),
    "any": ("female", "male"),
}
_PREGNANCIES: Final[dict[Pregnancy, tuple[str, ...]]] = {
    "pregnant": ("pregnant",),
    "not-pregnant": ("not pregnant",),
    "not-addressed": ("not pregnant", "pregnant"),
}


class _Patients(NamedTuple):
    """Patients that are alike in all that groups may differ in, but for what they must not have."""

    age: str
    sex: str
    pregnancy: str

    def __str__(self) -> str:
        pregnancy = f" who is {self.pregnancy}" if self.sex == "female" else ""
        return f"a {self.sex} {self.age}{pregnancy}"


def scenarios_answer_for_all_or_for_groups(content: Content) -> Iterator[Problem]:
    """A scenario has an answer, or it has groups of patients that have one each."""
    for scenario in content.of(Scenario):
        there = [name for name in _SINGLE if getattr(scenario.record, name) is not None]
        for name in there if scenario.record.patient_groups else ():
            yield scenario.problem(
                (name,),
                f"expected `{name}` in each of the `patient_groups`, got one beside them:"
                " move it into a group, or take the groups out",
            )
        if not scenario.record.patient_groups and "answer" not in there:
            yield scenario.problem(
                ("answer",),
                "expected a value, got no such field: add `answer:`, or `patient_groups:` if answers differ",
            )


def groups_are_told_apart(content: Content) -> Iterator[Problem]:
    """No two groups of a scenario's patients have the same id or the same label."""
    for scenario in content.of(Scenario):
        groups = scenario.record.patient_groups or ()
        for number, group in repeated(groups, key=lambda group: group.id):
            yield scenario.problem(
                ("patient_groups", number, "id"),
                f"expected an id of its own, got `{group.id}` again: choose another",
            )
        for number, group in repeated(groups, key=lambda group: group.label.casefold()):
            yield scenario.problem(
                ("patient_groups", number, "label"),
                f"expected a label of its own, got `{group.label}` again: say how the patients differ",
            )
        in_words = [(number, said) for number, group in enumerate(groups) if (said := _criteria(group))]
        for _, (number, _) in repeated(in_words, key=lambda one: one[1]):
            yield scenario.problem(
                ("patient_groups", number, "criteria"),
                "expected other words than in another group, got the same: say how the patients differ",
            )


def _criteria(group: PatientGroup) -> str:
    """How a group is told apart in words; empty where it is not."""
    return " ".join(words(statement.text).casefold() for statement in group.criteria or ())


def groups_are_of_the_population(content: Content) -> Iterator[Problem]:
    """A group has patients of the scenario's population and no others."""
    for scenario in content.of(Scenario):
        population = scenario.record.population
        for number, group in enumerate(scenario.record.patient_groups or ()):
            for field, allowed, got in (
                ("age_group", _AGES[population.age_group], _AGES[group.age_group]),
                ("sex", _SEXES[population.sex], () if group.sex == "any" else _SEXES[group.sex]),
                ("pregnancy", *_pregnancies(population, group)),
            ):
                if not set(got) <= set(allowed):
                    yield scenario.problem(
                        ("patient_groups", number, field),
                        f"expected patients of the scenario's `population`, which is {' or '.join(allowed)},"
                        f" got {' and '.join(got)}: mend one of the two",
                    )


def _pregnancies(population: Population, group: PatientGroup) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The states that the population allows, and those that a group names."""
    no_woman = "male" in (population.sex, group.sex)
    allowed = _PREGNANCIES["not-pregnant" if no_woman else population.pregnancy]
    return allowed, () if group.pregnancy == "not-addressed" else _PREGNANCIES[group.pregnancy]


def every_patient_has_one_group(content: Content) -> Iterator[Problem]:
    """A patient of the population belongs to one group, or to one for each contraindication."""
    # Groups that are told apart by words are the editor's to tell apart.
    for scenario in content.of(Scenario):
        groups = scenario.record.patient_groups or ()
        for (_, one), (number, other) in combinations(enumerate(groups), 2):
            shared = [patient for patient in _patients(one) if patient in _patients(other)]
            if shared and one.contraindication == other.contraindication and not (one.criteria and other.criteria):
                yield scenario.problem(
                    ("patient_groups", number),
                    f"expected other patients than in `{one.id}`, got {shared[0]} in both:"
                    " say in both groups how they differ, by `age_group`, `sex`, `pregnancy` or `contraindication`,"
                    " or in words by `criteria`",
                )
        general = {patient for group in groups if group.contraindication is None for patient in _patients(group)}
        left = [patient for patient in _patients(scenario.record.population) if patient not in general]
        if groups and left:
            yield scenario.problem(
                ("patient_groups",),
                f"expected a group for every patient of the `population`, got none for {left[0]}, without a"
                " contraindication: add the group, or narrow the population",
            )


def _patients(of: Population | PatientGroup) -> list[_Patients]:
    """The patients of a population or a group, by what groups may differ in."""
    return [
        _Patients(age, sex, pregnancy)
        for age in _AGES[of.age_group]
        for sex in (("female",) if of.pregnancy == "pregnant" else _SEXES[of.sex])
        for pregnancy in (_PREGNANCIES[of.pregnancy] if sex == "female" else ("not pregnant",))
    ]


def steps_say_for_which_patients(content: Content) -> Iterator[Problem]:
    """A step of the treatment names the groups of its scenario that it is for: no dose is for all by silence."""
    for scenario in content.of(Scenario):
        groups = [str(group.id) for group in scenario.record.patient_groups or ()]
        choice = ", ".join(f"`{id}`" for id in groups)
        for number, step in enumerate(scenario.record.treatment_steps):
            loc: Loc = ("treatment", "steps", number)
            if groups and not step.patients:
                message = "expected the groups of patients that the step is for, got none: add `patients:` with"
                yield scenario.problem(loc, f"{message} some or all of {choice}")
            for place, id in enumerate(step.patients):
                if not groups:
                    message = f"expected no groups, as the scenario has none, got `{id}`: take `patients` out"
                    yield scenario.problem((*loc, "patients", place), message)
                elif id not in groups:
                    message = f"expected a group of this scenario, got `{id}`: write one of {choice}"
                    yield scenario.problem((*loc, "patients", place), message)


def answers_say_for_which_ages(content: Content) -> Iterator[Problem]:
    """An answer for children and adults says that it is the same for both."""
    for scenario, loc, recommendation in recommended(content):
        ages = recommendation.answer.ages
        if recommendation.age_group == "both" and ages is None:
            yield scenario.problem(
                (*loc, "answer", "ages"),
                "expected `ages: both` in an answer for children and adults, got nothing: write it if answer and"
                " ratings are the same for both, or write `patient_groups` with an answer for each",
            )
        if recommendation.age_group != "both" and ages is not None:
            yield scenario.problem(
                (*loc, "answer", "ages"),
                f"expected no `ages`, as the patients are of one age group, got `{ages}`: take it out",
            )
