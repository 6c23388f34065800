"""The source code of the program: its modules, whom they import, and what they define."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from support.paths import ROOT

SCRIPTS = ROOT / "scripts"
PACKAGE = SCRIPTS / "wardbook"
HOOKS = SCRIPTS / "mkdocs_hooks.py"
STARTER = PACKAGE / "authoring" / "starter"


@dataclass(frozen=True)
class Module:
    """A module of the package."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(PACKAGE).with_suffix("").as_posix().removesuffix("/__init__")

    @property
    def stage(self) -> str:
        return self.name.split("/")[0]

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in its tree, which many tests look through."""
        return tuple(ast.walk(self.tree))

    def __str__(self) -> str:
        return self.name

    def imports(self) -> Iterator[str]:
        """Every module that is imported, in full; of `from x import y` both `x` and `x.y`."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, "imports are absolute"
                assert node.module is not None
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    @cached_property
    def own_imports(self) -> frozenset[str]:
        """The package's modules that are imported, by their names here."""
        found = frozenset(name.removeprefix("wardbook.").replace(".", "/") for name in self.imports())
        return (found & NAMES) - {"__init__"}

    def used(self) -> Iterator[ast.Attribute | ast.Name]:
        """Every name and attribute that is looked up."""
        for node in self.nodes:
            if isinstance(node, ast.Attribute | ast.Name):
                yield node

    def words(self) -> set[str]:
        """The names of everything that is looked up."""
        return {node.attr if isinstance(node, ast.Attribute) else node.id for node in self.used()}

    def calls(self) -> set[str]:
        """The names of everything that is called on something, and of the built-in `open`."""
        called = {node.func for node in self.nodes if isinstance(node, ast.Call)}
        built_in = {func.id for func in called if isinstance(func, ast.Name)} & {"open"}
        return built_in | {func.attr for func in called if isinstance(func, ast.Attribute)}


MODULES = tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")) if not path.is_relative_to(STARTER))
NAMES = frozenset(module.name for module in MODULES)
every_module = pytest.mark.parametrize("module", MODULES, ids=str)


def public(
    node: ast.Module | ast.ClassDef, prefix: str = ""
) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every public class, function and method."""
    for child in node.body:
        if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or child.name.startswith("_"):
            continue
        yield f"{prefix}{child.name}", child
        if isinstance(child, ast.ClassDef):
            yield from public(child, f"{prefix}{child.name}.")
