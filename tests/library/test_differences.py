"""Differences between two versions of a record: none without a change, and none that is overlooked."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from support.fault_reports import read_content
from support.paths import GUIDELINE
from wardbook.library.differences import differences
from wardbook.model.base import Record
from wardbook.model.parts.dosing.units import DoseBasis, DoseUnit, Route, TimeUnit
from wardbook.text.parse import parse_text
from wardbook.text.tree import RichText

RECORDS = {document.path: document.record for document in read_content(GUIDELINE).documents}
OF_DOSES = {
    word: words[number - 1]
    for words in map(get_args, (TimeUnit, Route, DoseUnit, DoseBasis))
    for number, word in enumerate(words)
}
"""Another word for each word that doses are said with, as there are words for these alone."""
every_record = pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)


def changed(value: Any) -> list[Any]:
    """The value with each of its leaves changed, one at a time."""
    if isinstance(value, Record):
        fields = [(name, other) for name, field in dict(value).items() for other in changed(field)]
        return [value.model_copy(update={name: other}) for name, other in fields]
    if isinstance(value, tuple):
        places = [(number, other) for number, item in enumerate(value) for other in changed(item)]
        shorter = [value[:-1]] if value else []
        return [(*value[:number], other, *value[number + 1 :]) for number, other in places] + shorter
    return changed_leaf(value)


def changed_leaf(value: Any) -> list[Any]:
    match value:
        case RichText():
            return [parse_text("Quite another text.")]
        case bool():
            return [not value]
        case int() | float():
            return [value + 1]
        case str() if type(value) is str and value in OF_DOSES:
            return [OF_DOSES[value]]
        case str():
            return [type(value)(f"{value}-x")]
        case _:
            return []


@every_record
def test_record_does_not_differ_from_itself(record: Record) -> None:
    assert list(differences(record, record)) == []


@every_record
def test_no_change_of_a_value_is_overlooked(record: Record) -> None:
    others = changed(record)
    assert others
    assert [other for other in others if not list(differences(record, other))] == []
