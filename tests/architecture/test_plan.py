"""The plan of the code: folders are stages, a name means one thing, a docstring begins with the field's words."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from support.paths import ROOT
from support.source_code import MODULES, PACKAGE, Module, every_module, public

FOLDERS = sorted({parent for module in MODULES for parent in module.path.parents if parent.is_relative_to(PACKAGE)})

MOST_AT_THE_TOP = 8
MOST_IN_A_FOLDER = 15
MOST_IMPORTS = 20

SHARED_NAMES = {"build", "check", "clean", "pdf", "register", "render", "serve"}
"""The names of commands, which the command line has and the function in `project` that it calls."""

WIDE = {
    "project": "the program on one page: the steps of every command",
    "cli": "the list of all commands",
    "checks": "the list of all rules",
    "views/targets/list_pages": "the list of all pages about the library",
}
"""Modules that know more others, and why."""

INTERNAL_FAULTS = {
    "YamlFault": "read/yaml/reading mends the line, or tells it",
    "YamlFaults": "read/document turns it into problems",
    "FileFault": "read/document turns it into a problem",
    "Malformed": "read/media/raster turns it into a fault of the file",
    "TextFaults": "pydantic turns it into a problem",
    "Stopped": "the command line ends the program",
    "ModuleFault": "whoever runs the module says what it was for",
    "ProgramFault": "whoever runs the program says what it was for",
    "Immovable": "publish replaces the files one by one",
}
"""Exceptions of our own that are no fault of content or surroundings, and what becomes of them."""

HEADLESS = ("What", "Whom", "By what", "With what", "Where")
"""Words that begin a clause without a noun or a verb of the field."""


def entries(folder: Path) -> set[str]:
    """The modules and folders in a folder, without its face."""
    inside = {module.path.relative_to(folder).parts[0] for module in MODULES if module.path.is_relative_to(folder)}
    return {name.removesuffix(".py") for name in inside} - {"__init__"}


def test_little_lies_at_the_top() -> None:
    modules = {module.name for module in MODULES if module.path.parent == PACKAGE}
    assert len(modules) <= MOST_AT_THE_TOP, modules


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(PACKAGE).as_posix())
def test_a_folder_has_few_entries(folder: Path) -> None:
    if folder != PACKAGE:  # its folders are the stages, which are as many as the pipeline has
        assert len(entries(folder)) <= MOST_IN_A_FOLDER


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(PACKAGE).as_posix())
def test_what_lies_in_a_folder_is_in_stages(folder: Path) -> None:
    """No entry imports one that imports it, so each knows itself and earlier ones only."""
    prefix = folder.relative_to(PACKAGE).as_posix().removeprefix(".")
    graph: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        if module.path.is_relative_to(folder):
            known = (_below(name, prefix) for name in module.own_imports)
            graph[_below(module.name, prefix)] |= {name for name in known if name}
    for name, entries_known in graph.items():
        entries_known.discard(name)
    assert set(TopologicalSorter(graph).static_order()) >= set(graph)


def _below(name: str, prefix: str) -> str:
    """The entry of a folder that a module is in; nothing for a module elsewhere and for the folder's face."""
    if prefix and not name.startswith(f"{prefix}/"):
        return ""
    return name.removeprefix(f"{prefix}/" if prefix else "").split("/")[0]


def defined_names(module: Module) -> Iterator[str]:
    """The public names that a module defines."""
    for node in module.tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=targets):
                yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_a_public_name_is_defined_once() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        for name in defined_names(module):
            if not name.startswith("_"):
                places[name].add(module.name)
    twice: Mapping[str, set[str]] = {name: found for name, found in places.items() if len(found) > 1}
    assert {name: found for name, found in twice.items() if name not in SHARED_NAMES} == {}
    assert all(found <= {"cli", "project", "preview/server"} for found in twice.values())


FACES = {module.name for module in MODULES if module.path.name == "__init__.py"}


@every_module
def test_a_module_knows_few_others(module: Module) -> None:
    assert len(module.own_imports - FACES) <= MOST_IMPORTS or module.name in WIDE


def test_an_exception_is_a_user_error_or_a_content_error_or_stays_in_its_module() -> None:
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for module in MODULES
        for node in module.nodes
        if isinstance(node, ast.ClassDef)
    }
    exceptions = {name for name, above in bases.items() if above & {"Exception", "KeyboardInterrupt", "BaseException"}}
    assert {name for name in exceptions if not name.startswith("_")} == {"ContentError", "UserError", *INTERNAL_FAULTS}


def test_the_entries_catch_user_errors_in_one_place_each() -> None:
    for name in ("cli", "hooks", "preview/preview"):
        module = next(module for module in MODULES if module.name == name)
        caught = {
            ast.unparse(handler.type)
            for handler in module.nodes
            if isinstance(handler, ast.ExceptHandler) and handler.type
        }
        assert not {fault for fault in caught if re.search(r"\w+Fault\b", fault)}, caught


def test_only_the_edition_knows_the_day() -> None:
    knowing = {
        module.name
        for module in MODULES
        if module.stage in ("library", "views", "render")
        for node in module.nodes
        if isinstance(node, ast.arg) and node.arg in ("as_of", "today")
    }
    assert knowing == {"library/edition"}


def test_a_library_is_made_in_one_place() -> None:
    making = {
        module.name
        for module in MODULES
        for node in module.nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Library"
    }
    assert len(making) == 1, making


@every_module
def test_a_docstring_begins_with_a_noun_or_a_verb(module: Module) -> None:
    texts = [ast.get_docstring(module.tree) or "", *(ast.get_docstring(node) or "" for _, node in public(module.tree))]
    texts += [
        node.value.value
        for node in module.nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    assert [text.splitlines()[0] for text in texts if re.match(rf"({'|'.join(HEADLESS)})\b", text)] == []


def test_every_package_has_its_line_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    stages = {module.stage for module in MODULES} - {"__init__", "__main__"}
    assert {stage for stage in stages if f"`{stage}" not in text} == set()


def test_a_word_of_the_glossary_is_explained_once() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    glossary = text.partition("## Glossary")[2].partition("\n## ")[0]
    words = re.findall(r"^\| \*{0,2}([a-z ]+?)\*{0,2} \|", glossary, flags=re.MULTILINE)
    assert 10 <= len(set(words) - {"word"}) <= 20
    assert len(set(words)) == len(words)
