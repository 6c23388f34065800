"""Compiled templates go from one process to another, and never outlive a change of their template."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from wardbook.render.compiled import CompiledTemplates


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a template."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "page.jinja").write_text("old {{ 1 + 1 }}", encoding="utf-8")
    return tmp_path / "theirs"


def shown(folder: Path, compiled: CompiledTemplates) -> str:
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=compiled, autoescape=True)
    return environment.get_template("page.jinja").render()


def test_another_process_compiles_nothing_again(folder: Path) -> None:
    first, second = CompiledTemplates(), CompiledTemplates()
    shown(folder, first)
    assert not first.are_saved

    second.load(first.dumped([folder]))

    assert shown(folder, second) == "old 2"
    assert (first.are_saved, second.are_saved) == (True, True)


def test_an_edited_template_is_compiled_anew(folder: Path) -> None:
    first, second = CompiledTemplates(), CompiledTemplates()
    shown(folder, first)
    second.load(first.dumped([folder]))

    (folder / "page.jinja").write_text("new {{ 1 + 1 }}", encoding="utf-8")

    assert shown(folder, second) == "new 2"
    assert not second.are_saved


def test_templates_of_other_folders_are_not_handed_on(folder: Path, tmp_path: Path) -> None:
    first, second = CompiledTemplates(), CompiledTemplates()
    shown(folder, first)

    second.load(first.dumped([tmp_path / "their"]))

    assert shown(folder, second) == "old 2"
    assert not second.are_saved


def test_nothing_is_loaded_from_nothing(folder: Path) -> None:
    compiled = CompiledTemplates()
    compiled.load(b"")

    assert shown(folder, compiled) == "old 2"
