"""Rules about amounts: how they are typed, their units, their maximums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from wardbook.checks.placed.regimens.dosages import DrugAt
from wardbook.model.parts.dosing.dosage import (
    Continuously,
    Dosage,
    EveryPeriod,
    ForTime,
    Quantity,
    TimesPerPeriod,
)
from wardbook.model.parts.dosing.units import DOSE_UNITS, DoseUnit, nanograms
from wardbook.model.records.regimen import Regimen
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content

_SMALLER: Final[dict[DoseUnit, DoseUnit]] = {"g": "mg", "mg": "microgram", "microgram": "nanogram"}
_HOURS: Final = {"minute": Fraction(1, 60), "hour": Fraction(1), "day": Fraction(24)}


def drug_amounts_are_typed_safely(content: Content) -> Iterator[Problem]:
    """A number has no zeros at its end: `1.0` is read as 10 (Joint Commission "Do Not Use" list; ISMP list)."""
    for regimen in content.of(Regimen):
        for loc, typed in regimen.text.decimals.items():
            plain = typed.rstrip("0").rstrip(".")
            if plain != typed:
                yield regimen.problem(
                    loc, f"expected `{plain}`, got `{typed}`, which is misread without its point: write {plain}"
                )


def small_amounts_have_small_units(content: Content) -> Iterator[Problem]:
    """Less than 1 g is in mg, less than 1 mg in micrograms, and so on (BNF, Prescription writing)."""
    # A dose by body size has the unit of its source, and a rate that of the pump: 0.1 microgram/kg per minute.
    for drug, loc, amount in _amounts(content):
        smaller = _SMALLER.get(amount.unit)
        if smaller and amount.value < 1:
            yield drug.regimen.problem(
                (*loc, "value"),
                f"expected {DOSE_UNITS[smaller].several} for less than 1 {amount.unit}, got {amount.value:.15g}"
                f" {amount.unit}: write `{_in_unit(amount, smaller)}`",
            )


def drugs_have_one_unit(content: Content) -> Iterator[Problem]:
    """All doses of a drug are in one unit, those by body size apart, as of two one is taken for the other (ISMP)."""
    found: dict[tuple[str, str, object, bool], list[tuple[DrugAt, Loc, Quantity]]] = defaultdict(list)
    for drug in DrugAt.all_in(content):
        for loc, component, by_size, amount in _components(drug):
            found[drug.regimen.path, drug.drug.name.casefold(), component, by_size].append((drug, loc, amount))
    for amounts in found.values():
        units = list(dict.fromkeys(amount.unit for *_, amount in amounts))
        smallest = min(units, key=lambda unit: DOSE_UNITS[unit].nanograms or 10**18)
        for drug, loc, amount in amounts:
            if amount.unit != smallest:
                yield drug.regimen.problem((*loc, "unit"), _other_unit(drug.drug.name, amount, smallest))


def _other_unit(name: str, amount: Quantity, smallest: DoseUnit) -> str:
    is_mass = DOSE_UNITS[amount.unit].nanograms and DOSE_UNITS[smallest].nanograms
    advice = f"write `{_in_unit(amount, smallest)}`" if is_mass else "write all of them in one unit"
    return f"expected one unit for all doses of {name}, got `{amount.unit}` beside `{smallest}`: {advice}"


def maximums_hold_doses(content: Content) -> Iterator[Problem]:
    """A maximum is not below the dose, and that of a day not below that of one dose."""
    for drug in DrugAt.all_in(content):
        for loc, dosage in drug.dosages:
            single, daily = dosage.max_dose_per_administration, dosage.max_dose_per_day
            rate = _exact(dosage.dose, dosage.dose.to) if dosage.dose.per == "hour" else None
            limits = (
                ("max_dose_per_administration", single, _highest(dosage), "the dose"),
                ("max_dose_per_day", daily, _of_a_day(dosage), "the doses of a day"),
                ("max_dose_per_day", daily, _exact(single), "the most at a time"),
                ("max_dose_per_hour", dosage.max_dose_per_hour, rate, "the rate"),
            )
            for name, limit, most, what in limits:
                if limit and most and _is_less(_exact(limit), most):
                    yield drug.regimen.problem(
                        (*loc, name),
                        f"expected no less than {what}, got {limit.value:.15g} {limit.unit}: mend one of the two",
                    )
                    break


def dose_ranges_rise(content: Content) -> Iterator[Problem]:
    """The upper end of a range is above its lower end."""
    for drug in DrugAt.all_in(content):
        for loc, dosage in drug.dosages:
            for place, low, high in _ranges(dosage):
                if high is not None and high <= low:
                    yield drug.regimen.problem(
                        (*loc, *place, "to"), f"expected more than {low:.15g}, got {high:.15g}: turn the range round"
                    )


def infusions_run_on(content: Content) -> Iterator[Problem]:
    """A dose per hour or minute is given continuously, and no other one is."""
    for drug in DrugAt.all_in(content):
        for loc, dosage in drug.dosages:
            runs_on = isinstance(dosage.timing, Continuously)
            if dosage.dose.is_infused and not runs_on:
                message = f"expected `kind: continuous` for a dose per `{dosage.dose.per}`, got `{dosage.timing.kind}`:"
                yield drug.regimen.problem((*loc, "timing", "kind"), f"{message} mend one of the two")
            elif runs_on and not dosage.dose.is_infused:
                message = (
                    f"expected a dose per `hour`, `kg/hour` or `kg/minute` for an infusion, got `{dosage.dose.per}`"
                )
                yield drug.regimen.problem((*loc, "dose", "per"), f"{message}: mend one of the two")
            if dosage.max_dose_per_hour and not runs_on:
                message = "expected no most in an hour, as this is no infusion, got one: take it out"
                yield drug.regimen.problem((*loc, "max_dose_per_hour"), message)


def _ranges(dosage: Dosage) -> Iterator[tuple[Loc, float, float | None]]:
    yield ("dose",), dosage.dose.value, dosage.dose.to
    for number, component in enumerate(dosage.dose.plus):
        yield ("dose", "plus", number), component.value, component.to
    if isinstance(dosage.timing, TimesPerPeriod):
        yield ("timing",), dosage.timing.frequency, dosage.timing.to
    if isinstance(dosage.timing, EveryPeriod):
        yield ("timing",), dosage.timing.period, dosage.timing.to
    if isinstance(dosage.duration, ForTime):
        yield ("duration",), dosage.duration.value, dosage.duration.to


def _amounts(content: Content) -> Iterator[tuple[DrugAt, Loc, Quantity]]:
    """Every whole amount of a drug, such as somebody measures out."""
    for drug in DrugAt.all_in(content):
        for loc, _, by_size, amount in _components(drug):
            if not by_size:
                yield drug, loc, amount


def _components(drug: DrugAt) -> Iterator[tuple[Loc, object, bool, Quantity]]:
    """Every amount of a drug: its place, its component by name or number, and whether it is by body size."""
    for loc, dosage in drug.dosages:
        by_size = dosage.dose.is_by_size
        yield (*loc, "dose"), dosage.dose.of or 0, by_size, dosage.dose
        for number, component in enumerate(dosage.dose.plus):
            yield (*loc, "dose", "plus", number), component.of or number + 1, by_size, component
        for name in ("max_dose_per_administration", "max_dose_per_hour", "max_dose_per_day"):
            if limit := getattr(dosage, name):
                yield (*loc, name), dosage.dose.of or 0, False, limit


_Exact = tuple[str, Fraction]
"""An amount that compares with others of its kind: a mass in nanograms, or so many of a unit."""


def _exact(amount: Quantity | None, value: float | None = None) -> _Exact | None:
    if amount is None:
        return None
    value = amount.value if value is None else value
    mass = nanograms(value, amount.unit)
    return (amount.unit, Fraction(str(value))) if mass is None else ("mass", mass)


def _is_less(limit: _Exact | None, most: _Exact) -> bool:
    return limit is not None and limit[0] == most[0] and limit[1] < most[1]


def _highest(dosage: Dosage) -> _Exact | None:
    """The highest dose at a time; nothing where it depends on the patient, or has several components."""
    dose = dosage.dose
    return _exact(dose, dose.to) if dose.per == "dose" and not dose.plus else None


def _of_a_day(dosage: Dosage) -> _Exact | None:
    """The least that a patient gets in a day: a maximum may well stand below the most that the ranges allow."""
    dose, timing = dosage.dose, dosage.timing
    if dose.plus or dose.per not in ("dose", "day"):
        return None
    times = Fraction(1)
    if dose.per == "dose" and not dosage.as_needed:
        if isinstance(timing, TimesPerPeriod) and timing.period_unit == "day":
            times = Fraction(timing.frequency)
        elif isinstance(timing, EveryPeriod) and timing.period_unit in _HOURS:
            times = max(times, 24 / ((timing.to or timing.period) * _HOURS[timing.period_unit]))
    exact = _exact(dose)
    return (exact[0], exact[1] * times) if exact else None


def _in_unit(amount: Quantity, unit: DoseUnit) -> str:
    """The fields of an amount in another unit of mass."""
    factor = Fraction(DOSE_UNITS[amount.unit].nanograms, DOSE_UNITS[unit].nanograms)
    numbers = {"value": amount.value, "to": getattr(amount, "to", None)}
    said = [f"{name}: {float(Fraction(str(n)) * factor):.15g}" for name, n in numbers.items() if n is not None]
    return f"{', '.join(said)}, unit: {unit}"
