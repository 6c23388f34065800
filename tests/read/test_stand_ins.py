"""Stand-ins for faulty values: with them a file with any fault in its fields is still read."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from support.paths import GUIDELINE
from wardbook.model.patterns import WORDS
from wardbook.read.content import parsed_in, take_snapshot
from wardbook.read.validate import with_stand_ins
from wardbook.read.values.stand_ins import put_stand_in

SNAPSHOT = take_snapshot(GUIDELINE)
DOCUMENTS = {
    type(document.record): document for path in SNAPSHOT if (document := parsed_in(SNAPSHOT, path).document) is not None
}
"""A record of each model."""
WRONG: tuple[object, ...] = (None, 7, "?", [], {}, [None], {"kind": "?"}, ["?", {"kind": 3}])


@pytest.mark.parametrize("pattern", WORDS, ids=lambda pattern: WORDS[pattern][:20])
def test_every_form_has_a_value_that_stands_in(pattern: str) -> None:
    value = {"field": "?"}
    error = {"type": "string_pattern_mismatch", "ctx": {"pattern": pattern}}
    assert put_stand_in(value, ("field",), error) == ("field",)
    assert re.search(pattern, value["field"])


@pytest.mark.parametrize("model", DOCUMENTS, ids=lambda model: model.__name__)
def test_a_record_is_read_whatever_its_fields_hold(model: type) -> None:
    document = DOCUMENTS[model]
    assert isinstance(document.text.value, dict)
    for name in document.text.value:
        for wrong in WRONG:
            text = replace(document.text, value={**document.text.value, name: wrong})
            assert with_stand_ins(model, text), f"{name}: {wrong}"
        without = {other: value for other, value in document.text.value.items() if other != name}
        assert with_stand_ins(model, replace(document.text, value=without)), f"no {name}"


def test_nothing_stands_in_for_a_whole_file() -> None:
    assert put_stand_in(["a list"], (), {"type": "model_type"}) is None
