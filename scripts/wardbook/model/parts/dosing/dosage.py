"""Dosages: how much of a drug, by which route, how often and for how long. Names are those of FHIR's `Dosage`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from wardbook.model.base import Line, Record
from wardbook.model.parts.dosing.units import (
    DOSE_UNITS,
    Amount,
    DoseBasis,
    DoseUnit,
    Route,
    TimeUnit,
    amount_in_words,
    basis_in_words,
    number_in_words,
    route_in_words,
)

_Count = Annotated[StrictInt, Field(ge=1, le=1000)]


class Quantity(Record):
    """An amount with its unit."""

    value: Amount
    """The amount, without zeros at its end: `1`, `0.5`, `1200`. The page sets the comma of thousands."""
    unit: DoseUnit
    """Its unit."""

    @property
    def words(self) -> str:
        """The amount as it is read: `1,200 mg`."""
        return amount_in_words(self.value, None, self.unit, DOSE_UNITS[self.unit].several)


class DrugAmount(Quantity):
    """The amount of one component, or a range of it."""

    to: Amount | None = None
    """The upper end of a range: `{value: 1, to: 2, unit: g}` is 1–2 g."""
    of: Line | None = None
    """The component that is meant, in a drug of several, such as `clavulanic acid`."""


def _amount(component: DrugAmount) -> str:
    """The amount of a component as it is read: `1–2 g`."""
    amount = amount_in_words(component.value, component.to, component.unit, DOSE_UNITS[component.unit].several)
    return f"{amount} of {component.of}" if component.of else amount


class DrugDose(DrugAmount):
    """A dose: what is given at a time, in a day, or in an hour of an infusion."""

    per: DoseBasis
    """The basis of the amount: `dose`, or `day` for all doses of a day together; `kg/dose` and `kg/day` for each kg of
    body weight, `m2/dose` and `m2/day` for each m² of body surface; `hour`, `kg/hour` and `kg/minute` for infusions."""
    plus: tuple[DrugAmount, ...] = ()
    """The other components of a combination, in their usual order: 125 mg in co-amoxiclav 500 mg/125 mg."""

    @property
    def words(self) -> str:
        """The dose as it is read: `500 mg / 125 mg`, `15 mg/kg per dose`. A line may end after the slash."""
        between = " and " if any(component.of for component in self.components) else "\N{NO-BREAK SPACE}/ "
        amounts = between.join(map(_amount, self.components))
        return amounts + basis_in_words(self.per, after_several=bool(self.plus or self.of))

    @property
    def components(self) -> tuple[DrugAmount, ...]:
        """The dose itself, and the other components of a combination."""
        return (self, *self.plus)

    @property
    def is_of_a_day(self) -> bool:
        """Whether the amount is that of all doses of a day."""
        return self.per in ("day", "kg/day", "m2/day")

    @property
    def is_by_size(self) -> bool:
        """Whether the amount is for each kg or m² of the patient."""
        return self.per.startswith(("kg", "m2"))

    @property
    def is_infused(self) -> bool:
        """Whether the amount is that of an hour or a minute."""
        return self.per in ("hour", "kg/hour", "kg/minute")


class Concentration(Quantity):
    """How strong a solution or a suspension is: `{value: 1, unit: mg}` is 1 mg/mL."""

    per_volume: Amount = 1
    """The mL that hold the amount: 5 in 120 mg/5 mL."""

    @property
    def words(self) -> str:
        """The concentration as it is read: `1 mg/mL`, `120 mg/5 mL`."""
        volume = "mL" if self.per_volume == 1 else f"{number_in_words(self.per_volume)}\N{NO-BREAK SPACE}mL"
        return f"{super().words}/{volume}"


class DoseVolume(Record):
    """The mL that hold a dose."""

    value: Amount
    """How many mL."""
    to: Amount | None = None
    """The upper end of a range."""
    of: Concentration
    """The concentration: `{value: 1, unit: mg}` is 1 mg/mL. The check holds it against the dose."""

    @property
    def words(self) -> str:
        """The volume as it is read: `0.5 mL of 1 mg/mL`."""
        return f"{amount_in_words(self.value, self.to, 'mL', 'mL')} of {self.of.words}"


class TimesPerPeriod(Record):
    """So many times a day, a week or a month."""

    kind: Literal["times"]
    """`times`."""
    frequency: _Count
    """How many times."""
    to: _Count | None = None
    """The upper end of a range, as in 3–4 times a day."""
    period_unit: Literal["day", "week", "month"]
    """In a `day`, a `week` or a `month`."""

    @property
    def words(self) -> str:
        """The frequency as it is read: `twice a day`."""
        few = {1: "once", 2: "twice"}
        several = amount_in_words(self.frequency, self.to, "times", "times")
        return f"{few.get(self.frequency, several) if self.to is None else several} a {self.period_unit}"


class EveryPeriod(Record):
    """Once in every so many hours or days."""

    kind: Literal["every"]
    """`every`."""
    period: _Count
    """The time from one dose to the next."""
    to: _Count | None = None
    """The upper end of a range, as in every 4–6 hours."""
    period_unit: TimeUnit
    """The unit of that time."""

    @property
    def words(self) -> str:
        """The frequency as it is read: `every 8 hours`."""
        if self.period == 1 and self.to is None:
            return f"every {self.period_unit}"
        return f"every {amount_in_words(self.period, self.to, self.period_unit, f'{self.period_unit}s')}"


class OnceOnly(Record):
    """A single dose."""

    kind: Literal["once"]
    """`once`: a single dose."""

    @property
    def words(self) -> str:
        """The frequency as it is read."""
        return "once only"


class Continuously(Record):
    """An infusion that runs on."""

    kind: Literal["continuous"]
    """`continuous`: an infusion, whose dose is per hour or minute."""

    @property
    def words(self) -> str:
        """The frequency as it is read."""
        return "continuously"


Timing = Annotated[TimesPerPeriod | EveryPeriod | OnceOnly | Continuously, Field(discriminator="kind")]


class TimeSpan(Record):
    """A length of time."""

    value: _Count
    """The number."""
    unit: TimeUnit
    """Its unit."""

    @property
    def words(self) -> str:
        """The time as it is read: `5 days`."""
        return amount_in_words(self.value, None, self.unit, f"{self.unit}s")


class ForTime(Record):
    """A duration that is known beforehand."""

    kind: Literal["for"]
    """`for`: so long."""
    value: _Count
    """The number."""
    to: _Count | None = None
    """The upper end of a range, as in 7–14 days."""
    unit: TimeUnit
    """Its unit."""

    @property
    def words(self) -> str:
        """The duration as it is read: `7–14 days`."""
        return amount_in_words(self.value, self.to, self.unit, f"{self.unit}s")


class UntilMet(Record):
    """A duration that ends when something is reached."""

    kind: Literal["until"]
    """`until`: up to a condition."""
    condition: Line
    """The condition, such as `stable for 48 hours`."""
    at_least: TimeSpan | None = None
    """The shortest time all the same."""

    @property
    def words(self) -> str:
        """The duration as it is read: `until stable, at least 5 days`."""
        return f"until {self.condition}" + (f", at least {self.at_least.words}" if self.at_least else "")


Duration = Annotated[ForTime | UntilMet, Field(discriminator="kind")]


class Dosage(Record):
    """One dosage of a drug. Several of them follow each other, such as a first dose and those after it."""

    when: Line | None = None
    """When it is given, where several follow each other, such as `Day 1` or `From day 2`; else the page writes first,
    then."""
    dose: DrugDose
    """How much: `{value: 500, unit: mg, per: dose}`."""
    volume: DoseVolume | None = None
    """How many mL that is, and of what: `{value: 0.5, of: {value: 1, unit: mg}}` is 0.5 mL of 1 mg/mL. Only for a
    whole dose of one component."""
    routes: Annotated[tuple[Route, ...], Field(min_length=1)]
    """The route; of several, any."""
    timing: Timing
    """How often: `{kind: times, frequency: 3, period_unit: day}`, `{kind: every, period: 8, period_unit: hour}`,
    `{kind: once}`."""
    duration: Duration | None = None
    """How long: `{kind: for, value: 5, unit: day}`. The page says so where it is left out."""
    as_needed: Line | None = None
    """The need for it, if it is given only if needed, such as `pain`."""
    additional_instruction: Line | None = None
    """Words that belong to the dose, such as `over 60 minutes` or `with food`."""
    max_dose_per_administration: Quantity | None = None
    """The most at a time. The page says where a dose by body size has no maximum."""
    max_dose_per_hour: Quantity | None = None
    """The most in an hour of an infusion."""
    max_dose_per_day: Quantity | None = None
    """The most in a day."""

    @property
    def route(self) -> str:
        """The routes as they are read: `oral or intravenous`."""
        return " or ".join(route_in_words(route) for route in self.routes)

    @property
    def frequency(self) -> str:
        """The frequency as it is read. Of the amount of a whole day it says that it is divided."""
        words = self.timing.words
        if self.dose.is_of_a_day:
            is_one = isinstance(self.timing, TimesPerPeriod) and self.timing.frequency == 1 and self.timing.to is None
            words = f"in one dose, {words}" if is_one else f"divided, {words}"
        return f"{words}, if needed for {self.as_needed}" if self.as_needed else words

    @property
    def limits(self) -> tuple[str, ...]:
        """The maximums as they are read."""
        limits = (
            (self.max_dose_per_administration, "dose"),
            (self.max_dose_per_hour, "hour"),
            (self.max_dose_per_day, "day"),
        )
        return tuple(f"at most {limit.words} per {of}" for limit, of in limits if limit)
