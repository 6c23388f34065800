"""The fixture guideline is complete: no field, kind or word of the models is without an example."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel

from support.fault_reports import read_content
from support.paths import GUIDELINE
from wardbook.authoring.schemas import MODELS
from wardbook.model.annotations import is_record, members
from wardbook.model.base import Record
from wardbook.model.settings import ProsePage

ONLY_LABELS: Final = {"modality", "contrast", "stage", "unit", "period_unit", "rule"}
"""Fields whose words nothing but a label depends on, and of which there are too many for a small fixture.

The `rule` of an acknowledgement names a subject; the cases of faults have one for each of its rules.
"""
KINDS_OF_SOURCE: Final = ("Source", "kind")
ONE_OF_A_KIND: Final = (
    "Settings",
    "ApprovalPolicy",
    "Contact",
    "Scales",
    "Finder",
    "Register",
    "SectionTitles",
    "ReviewSchedule",
)
"""Records of which a library has one, which cannot both fill in a field and leave it out."""


def records(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from records(getattr(value, name))
    elif isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from records(item)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    for member in members(annotation):
        if is_record(member):
            yield member
        elif get_origin(member) is tuple:
            yield from (model for item in get_args(member) for model in models_in(item))


@cache
def models() -> tuple[type[BaseModel], ...]:
    found: dict[type[BaseModel], None] = {}
    waiting: list[type[BaseModel]] = [*MODELS.values(), ProsePage]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found[model] = None
            for field in model.model_fields.values():
                waiting.extend(models_in(field.annotation))
    return tuple(found)


@cache
def examples() -> dict[type[BaseModel], list[BaseModel]]:
    content = read_content(GUIDELINE)
    assert content.problems == ()
    found: dict[type[BaseModel], list[BaseModel]] = defaultdict(list)
    for document in content.documents:
        for record in records(document.record):
            found[type(record)].append(record)
    return found


def test_the_walk_finds_the_models() -> None:
    names = {model.__name__ for model in models()}

    assert all(issubclass(model, Record) for model in models())
    assert {"Scenario", "Statement", "Withdrawal", "NoPageYet", "VariableLevel", "Disagreement", "Score"} <= names
    assert len(names) == len(models())


def test_every_model_has_an_example() -> None:
    assert [model.__name__ for model in models() if not examples()[model]] == []


def test_every_field_is_filled_in_somewhere() -> None:
    empty = [
        f"{model.__name__}.{name}"
        for model in models()
        for name, field in model.model_fields.items()
        if not field.is_required() and all(getattr(record, name) == field.default for record in examples()[model])
    ]

    assert empty == []


def test_every_field_that_may_be_left_out_is_left_out_somewhere() -> None:
    always = [
        f"{model.__name__}.{name}"
        for model in models()
        if model.__name__ not in ONE_OF_A_KIND
        for name, field in model.model_fields.items()
        if not field.is_required() and all(getattr(record, name) != field.default for record in examples()[model])
    ]

    # A protocol of imaging has images, and a table in a library of several scales names its own.
    assert always == ["Protocol.acquisitions", "Ratings.scale"]


def test_every_word_of_a_closed_list_is_used() -> None:
    used: dict[tuple[Any, ...], set[Any]] = defaultdict(set)
    for model in models():
        for name, field in model.model_fields.items():
            for member in members(field.annotation):
                if get_origin(member) is Literal and name not in ONLY_LABELS:
                    if (model.__name__, name) == KINDS_OF_SOURCE:
                        continue
                    used[get_args(member)].update(getattr(record, name) for record in examples()[model])

    unused = {words: sorted(set(words) - found) for words, found in used.items() if not set(words) <= found}
    assert unused == {}
    assert len(used) > 20


def test_every_kind_of_a_union_stands_in_every_place_that_allows_it() -> None:
    missing = []
    for model in models():
        for name, field in model.model_fields.items():
            allowed = set(models_in(field.annotation))
            values = [getattr(record, name) for record in examples()[model]]
            found = {type(item) for value in values for item in (value if isinstance(value, tuple) else (value,))}
            missing += [f"{model.__name__}.{name}: {kind.__name__}" for kind in allowed - found]

    assert sorted(missing) == []
