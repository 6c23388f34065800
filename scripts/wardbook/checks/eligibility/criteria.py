"""Rules about criteria: groups that say something, and nothing that is said twice or gainsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from wardbook.checks.eligibility.places import list_in, placed_criteria, placed_groups
from wardbook.checks.helpers import repeated
from wardbook.model.parts.criteria import CriteriaEntry, Criterion, GroupRule, prior_tests_among
from wardbook.model.parts.criteria_words import entry_words
from wardbook.model.records.scenario import Scenario
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.validate import where

_RULES: Final[tuple[GroupRule, ...]] = ("all_of", "any_of", "at_least")


def groups_have_one_rule(content: Content) -> Iterator[Problem]:
    """A group combines its entries by one of `all_of`, `any_of` and `at_least`."""
    for at, group in placed_groups(content):
        given = [f"`{rule}`" for rule in _RULES if getattr(group, rule)]
        if len(given) != 1:
            advice = "make a group of each" if given else "add the one that is meant, with its criteria"
            yield at.scenario.problem(
                at.loc,
                "expected one of `all_of`, `any_of` and `at_least` in a group,"
                f" got {' and '.join(given) or 'none'}: {advice}",
            )


def groups_have_several_entries(content: Content) -> Iterator[Problem]:
    """A group holds more than one entry."""
    for at, group in placed_groups(content):
        if len(group.entries) == 1:
            yield at.scenario.problem(
                (*at.loc, *list_in(group)),
                "expected 2 entries or more in a group, got 1: write it without the group, or add what is missing",
            )


def groups_are_nested_once(content: Content) -> Iterator[Problem]:
    """A group may hold groups, and these hold criteria only."""
    for at, _ in placed_groups(content):
        if len(at.around) == 2:
            yield at.scenario.problem(
                at.loc,
                "expected a criterion, because this stands in a group within a group, got a third group:"
                " say it in the text of one criterion, or make the outer group several entries",
            )


def counts_leave_a_choice(content: Content) -> Iterator[Problem]:
    """A group of `at_least` asks for more than one of its entries, and for fewer than all."""
    for at, group in placed_groups(content):
        number = len(group.entries)
        if group.at_least and number > 1 and not 1 < group.at_least.count < number:
            message = _count_mended(group.at_least.count, number)
            yield at.scenario.problem((*at.loc, "at_least", "count"), message)


def criteria_stand_once(content: Content) -> Iterator[Problem]:
    """A list of criteria holds each of them once."""
    for scenario in content.of(Scenario):
        record = scenario.record
        for field, entries in (("fits", record.fits), ("excludes", record.excludes), ("cautions", record.cautions)):
            yield from (scenario.problem((field, number), _again(one)) for number, one in _repeated(entries))
    for at, group in placed_groups(content):
        for number, entry in _repeated(group.entries):
            yield at.scenario.problem((*at.loc, *list_in(group), number), _again(entry))


def criteria_do_not_exclude_who_fits(content: Content) -> Iterator[Problem]:
    """A criterion of patients who fit is none that takes patients elsewhere by itself."""
    for scenario in content.of(Scenario):
        fitting = {_said(one): at for at, one in placed_criteria(scenario) if not at.excludes}
        for at, criterion in placed_criteria(scenario):
            if at.is_enough_to_exclude and (fits := fitting.get(_said(criterion))):
                yield scenario.problem(
                    at.loc,
                    f"expected a condition of patients who do not fit, got that of {where(fits.loc)}:"
                    " take out one of the two, or mend it",
                )


def prior_tests_are_told_once(content: Content) -> Iterator[Problem]:
    """A test that decides who fits is a criterion, and does not stand among the prior tests as well."""
    for scenario in content.of(Scenario):
        criteria = [entry_words(entry) for entry in prior_tests_among(scenario.record.fits)]
        for number, test in enumerate(scenario.record.prior_tests):
            told = [words for words in criteria if f" {_plain(test)} " in f" {_plain(words)} "]
            if told:
                yield scenario.problem(
                    ("prior_tests", number),
                    f"expected a prior test once, got `{test}`, and in `fits` the criterion `{told[0]}`:"
                    " take it out here; the criterion is listed with the prior tests",
                )


def _count_mended(count: int, number: int) -> str:
    if count == 1:
        return "expected a count of 2 or more, got 1: write `any_of:`, which says this"
    if count == number:
        return f"expected a count below {number}, the number of entries, got {count}: write `all_of:`, which says this"
    return f"expected a count below {number}, the number of entries, got {count}: mend it, or add what is missing"


def _repeated(entries: Iterable[CriteriaEntry]) -> Iterator[tuple[int, CriteriaEntry]]:
    """The entries that say what one before them says, but for empty groups, which are told as such."""
    return ((number, entry) for number, entry in repeated(entries, key=_said) if entry.criteria)


def _again(entry: CriteriaEntry) -> str:
    return f"expected a criterion once in a list, got `{entry_words(entry)}` again: take it out, or mend it"


def _said(entry: CriteriaEntry) -> tuple[str, ...]:
    """The words of an entry, whatever their capitals and stops, and those of a group in any order."""
    if isinstance(entry, Criterion):
        return (_plain(entry_words(entry)),)
    count = str(entry.at_least.count) if entry.at_least else ""
    return (entry.rule, count, *sorted(" ".join(_said(inner)) for inner in entry.entries))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(".", " ").replace(",", " ").split())
