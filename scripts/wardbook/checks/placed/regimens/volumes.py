"""The rule about the volumes of doses."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from wardbook.checks.placed.regimens.dosages import DrugAt
from wardbook.model.parts.dosing.dosage import DoseVolume, DrugDose
from wardbook.model.parts.dosing.units import nanograms, number_in_words
from wardbook.problems import Problem
from wardbook.read.content import Content

_ROUNDED: Final = Fraction(1, 10)
"""How far a volume may be from the dose, as far as a syringe or a spoon has a line."""


def volumes_hold_doses(content: Content) -> Iterator[Problem]:
    """A volume holds the dose beside it: a slip of its point is ten times the dose."""
    for drug in DrugAt.all_in(content):
        for loc, dosage in drug.dosages:
            for name, fault in _faults(dosage.dose, dosage.volume) if dosage.volume else ():
                yield drug.regimen.problem((*loc, *name), fault)


def _faults(dose: DrugDose, volume: DoseVolume) -> Iterator[tuple[tuple[str, ...], str]]:
    if dose.per != "dose" or dose.plus or dose.of:
        message = "expected a volume only beside a whole dose of one component, got another dose"
        yield ("volume",), f"{message}: say it in `additional_instruction`"
        return
    if (dose.to is None) != (volume.to is None):
        message = "expected a range in both the dose and its volume, or in neither, got it in one: mend one of the two"
        yield ("volume",), message
        return
    each = _in_units_of(dose, volume)
    if each is None:
        message = f"expected a concentration in the unit of the dose, got `{volume.of.unit}` beside `{dose.unit}`"
        yield ("volume", "of", "unit"), f"{message}: write both in one unit"
        return
    concentration = volume.of.words.replace("\N{NO-BREAK SPACE}", " ")
    for name, amount, got in (("value", dose.value, volume.value), ("to", dose.to, volume.to)):
        if amount is not None and got is not None:
            expected = Fraction(str(amount)) / each
            if abs(Fraction(str(got)) - expected) > expected * _ROUNDED:
                message = f"expected about {number_in_words(float(round(expected, 3)))} mL of {concentration} for"
                yield ("volume", name), f"{message} the dose, got {number_in_words(got)} mL: mend one of the two"


def _in_units_of(dose: DrugDose, volume: DoseVolume) -> Fraction | None:
    """The amount in 1 mL, in the unit of the dose; nothing where the two do not compare."""
    held, one = nanograms(volume.of.value, volume.of.unit), nanograms(1, dose.unit)
    in_all = held / one if held and one else Fraction(str(volume.of.value)) if volume.of.unit == dose.unit else None
    return None if in_all is None else in_all / Fraction(str(volume.of.per_volume))
