"""Kinds of records: each has its row, its model, its reference and its places in the library and the register."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from wardbook.kinds import KINDS, KindName
from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.model.base import Ref, TopicRef
from wardbook.model.links import RecordLink
from wardbook.model.parts.routes import ToGuide
from wardbook.model.records import MODEL_OF
from wardbook.model.register import Move, Moved, Register
from wardbook.model.traverse import references

every_kind = pytest.mark.parametrize("kind", KINDS)


def test_every_kind_has_a_row_and_a_model() -> None:
    assert tuple(KINDS) == get_args(KindName) == tuple(MODEL_OF)


def test_every_kind_has_its_places() -> None:
    plurals = {kind.plural for kind in KINDS.values()}
    assert plurals <= {field.name for field in fields(Library)}
    assert plurals == set(Register.model_fields) - {"sections", "copies"}
    assert set(Register().by_kind) == set(KINDS) <= {ref.record_kind for ref in Ref.__subclasses__()}
    assert len({kind.page for kind in KINDS.values()}) == len({kind.plural for kind in KINDS.values()}) == len(KINDS)


def test_a_report_counts_each_kind_in_a_place_of_its_own() -> None:
    counted = sorted(kind.counted for kind in KINDS.values() if kind.counted)
    assert counted == list(range(1, len(counted) + 1))


@every_kind
def test_a_record_has_the_field_that_lists_show(kind: str) -> None:
    title = KINDS[kind].title
    assert title in MODEL_OF[kind].model_fields or title in {field.name for field in fields(ScenarioSummary)}


@every_kind
def test_a_link_is_a_reference_to_a_record_of_its_kind(kind: str) -> None:
    link = RecordLink.model_validate({"kind": kind, "id": "bear"})
    assert list(references(link)) == [(("id",), kind, "bear")]


@every_kind
def test_what_took_the_place_of_a_record_is_of_its_kind(kind: str) -> None:
    gone: dict[str, Any] = {"kind": kind, "id": "bear", "on": "2026-01-01"}
    moved = Moved.model_validate({"moved": ({**gone, "to": "robot"}, gone)})
    assert list(references(moved)) == [(("moved", 0, "to"), kind, "robot")]
    assert type(moved.moved[1].id) is not type(moved.moved[0].to)


def test_a_link_may_lead_to_fewer_kinds() -> None:
    assert type(ToGuide.model_validate({"kind": "topic", "id": "bears"}).id) is TopicRef
    with pytest.raises(ValidationError):
        ToGuide.model_validate({"kind": "protocol", "id": "us-bear"})


def test_a_link_of_no_known_kind_is_told_once() -> None:
    with pytest.raises(ValidationError) as caught:
        Move.model_validate({"kind": "toy", "id": "bear", "on": "2026-01-01", "to": "robot"})
    assert [error["loc"] for error in caught.value.errors()] == [("kind",)]
