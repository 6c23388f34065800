"""Doses in words, and the closed lists of units and routes."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from wardbook.model.parts.dosing.adjustment import DoseBand
from wardbook.model.parts.dosing.dosage import Dosage
from wardbook.model.parts.dosing.units import DOSE_UNITS, DOSE_WORDS_TYPED, DoseBasis, DoseUnit, Route, basis_in_words


def dosage(dose: dict[str, Any], timing: dict[str, Any] | None = None, **fields: Any) -> Dosage:
    once_a_day = {"kind": "times", "frequency": 1, "period_unit": "day"}
    return Dosage.model_validate({"dose": dose, "routes": ("oral",), "timing": timing or once_a_day, **fields})


def plain(words: str) -> str:
    """Words with breaking spaces; a number and its unit have one that does not break."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ({"value": 500, "unit": "mg", "per": "dose"}, "500 mg"),
        ({"value": 1200, "unit": "mg", "per": "dose"}, "1,200 mg"),
        ({"value": 1, "to": 2, "unit": "g", "per": "dose"}, "1–2 g"),
        ({"value": 1.0, "unit": "tablet", "per": "dose"}, "1 tablet"),
        ({"value": 100, "unit": "microgram", "per": "kg/dose"}, "100 micrograms/kg per dose"),
        ({"value": 5000, "unit": "unit", "per": "dose"}, "5,000 units"),
        ({"value": 50, "unit": "mg", "per": "kg/day"}, "50 mg/kg per day"),
        ({"value": 18, "unit": "unit", "per": "kg/hour"}, "18 units/kg per hour"),
        ({"value": 75, "unit": "mg", "per": "m2/day"}, "75 mg/m² per day"),
        ({"value": 500, "unit": "mg", "per": "dose", "plus": ({"value": 125, "unit": "mg"},)}, "500 mg / 125 mg"),
        (
            {"value": 30, "unit": "mg", "per": "kg/day", "of": "a", "plus": ({"value": 4, "unit": "mg", "of": "b"},)},
            "30 mg of a and 4 mg of b per kg per day",
        ),
    ],
)
def test_a_dose_is_read_with_its_unit_and_what_it_is_for(dose: dict[str, Any], words: str) -> None:
    assert plain(dosage(dose).dose.words) == words


DOSE = {"value": 500, "unit": "mg", "per": "dose"}


@pytest.mark.parametrize(
    ("timing", "words"),
    [
        ({"kind": "times", "frequency": 1, "period_unit": "week"}, "once a week"),
        ({"kind": "times", "frequency": 2, "period_unit": "day"}, "twice a day"),
        ({"kind": "times", "frequency": 3, "to": 4, "period_unit": "day"}, "3–4 times a day"),
        ({"kind": "every", "period": 8, "period_unit": "hour"}, "every 8 hours"),
        ({"kind": "every", "period": 1, "period_unit": "day"}, "every day"),
        ({"kind": "every", "period": 4, "to": 6, "period_unit": "hour"}, "every 4–6 hours"),
        ({"kind": "once"}, "once only"),
    ],
)
def test_a_frequency_is_read_in_words(timing: dict[str, Any], words: str) -> None:
    assert plain(dosage(DOSE, timing).frequency) == words


def test_the_amount_of_a_day_is_divided() -> None:
    twice = {"kind": "times", "frequency": 2, "period_unit": "day"}
    assert dosage({**DOSE, "per": "day"}, twice).frequency == "divided, twice a day"
    assert dosage({**DOSE, "per": "kg/day"}).frequency == "in one dose, once a day"


def test_a_duration_is_read_in_words() -> None:
    stable = {"kind": "until", "condition": "stable", "at_least": {"value": 5, "unit": "day"}}
    lengths = ({"kind": "for", "value": 7, "to": 14, "unit": "day"}, {"kind": "for", "value": 1, "unit": "day"}, stable)
    found = [dosage(DOSE, duration=length).duration for length in lengths]
    assert [plain(one.words) for one in found if one] == ["7–14 days", "1 day", "until stable, at least 5 days"]


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"at_least": 30}, "30 or more"),
        ({"above": 30}, "more than 30"),
        ({"below": 10}, "less than 10"),
        ({"at_most": 10}, "10 or less"),
        ({"at_least": 10, "at_most": 30}, "10 to 30"),
        ({"at_least": 10, "below": 30}, "10 to less than 30"),
        ({"above": 10, "at_most": 30}, "more than 10 to 30"),
        ({"above": 10, "below": 1000}, "more than 10 to less than 1,000"),
        ({"at_least": 0, "below": 10}, "0 to less than 10"),
        ({"at_least": 0}, "any value"),
    ],
)
def test_a_band_is_read_without_signs(bounds: dict[str, float], words: str) -> None:
    assert DoseBand.model_validate({"advice": "no-change", **bounds}).words == words


def test_every_unit_has_its_words_and_every_basis_too() -> None:
    assert tuple(DOSE_UNITS) == get_args(DoseUnit)
    assert len({unit.ucum for unit in DOSE_UNITS.values()}) == len(DOSE_UNITS)
    bases = [basis_in_words(basis) for basis in get_args(DoseBasis)]
    assert len(set(bases)) == len(bases)


def test_what_is_typed_for_a_unit_or_a_route_is_the_name_of_no_other() -> None:
    names = {*get_args(DoseUnit), *get_args(Route)}
    assert set(DOSE_WORDS_TYPED.values()) <= names
    assert not names & set(DOSE_WORDS_TYPED)
    assert DOSE_WORDS_TYPED["mcg"] == DOSE_WORDS_TYPED["µg"] == DOSE_WORDS_TYPED["ug"] == "microgram"
