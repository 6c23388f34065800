"""Controls against hazards: the test that each names is there, and is run."""

from __future__ import annotations

import ast

import pytest

from support.paths import ROOT
from wardbook.model.records.controls import CONTROLS, Control


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_test_of_a_control_is_there(control: Control) -> None:
    path, _, name = control.test.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
