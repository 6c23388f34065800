"""A project that is rendered again and again with a memory, and what a rendering without one gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from support.loading import load
from support.paths import TODAY
from support.printers import real
from support.publishing import on_file_operations
from support.rendering import rendered
from wardbook import project
from wardbook.library.library import Library
from wardbook.problems import ContentError, Problem
from wardbook.project import BuildOutcome
from wardbook.render.templates import TemplateFault, Templates, load_templates
from wardbook.system.files import remove
from wardbook.system.packaged import default_templates

Files = dict[str, bytes]
Stamps = dict[str, tuple[int, int]]
README = "README.md"
NOTE = b"Rendered; do not edit.\n"


def files_in(folder: Path) -> Files:
    """Every file below a folder with its bytes, every link with where it leads; an empty folder counts too."""
    found: Files = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"link to " + bytes(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[name] = b"an empty folder"
    return found


def stamps_in(folder: Path) -> Stamps:
    """Every file below a folder with its inode and the time of its last change."""
    found = ((path, path.lstat()) for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (status.st_ino, status.st_mtime_ns) for path, status in found}


def clean_rendering(root: Path, today: date = TODAY) -> Files:
    """Every file of `site_src/` from the content alone. Raises ContentError and TemplateFault.

    The newest few are kept, unless a project has templates of its own or links, behind which anything may change.
    """
    content = root / "content"
    if own_and_default(root) is not only_default() or any(path.is_symlink() for path in content.rglob("*")):
        return rendering_of(load(root), root, today)
    written = today, frozenset(files_in(content).items())
    if written not in _newest:
        if len(_newest) == KEPT:
            _newest.pop(next(iter(_newest)))
        _newest[written] = rendering_of(load(root), root, today)
    return dict(_newest[written])


KEPT = 4
_newest: dict[tuple[date, frozenset[tuple[str, bytes]]], Files] = {}


def rendering_of(library: Library, root: Path, today: date) -> Files:
    """Every file of `site_src/` from the library of a project. Raises TemplateFault."""
    templates = own_and_default(root)
    return rendered(library, templates, today, real(templates))


def own_and_default(root: Path) -> Templates:
    own = root / "templates"
    if own.is_dir() and any(path.is_file() or path.is_symlink() for path in own.rglob("*")):
        return load_templates([own, default_templates()])
    return only_default()


@lru_cache
def only_default() -> Templates:
    return load_templates([default_templates()])


def quiet(message: str) -> None:
    raise AssertionError(f"nothing was to be said, got {message}")


@dataclass
class IncrementalProject:
    """A project with the day on which it is rendered."""

    root: Path
    today: date = TODAY

    @property
    def rendered(self) -> Path:
        return self.root / "site_src"

    def render(self) -> BuildOutcome:
        return project.render(self.root, self.today, quiet)

    def written(self) -> set[str]:
        """Render and return the files that were written or taken away."""
        before = stamps_in(self.rendered)
        outcome = self.render()
        after = stamps_in(self.rendered)
        changed = {name for name in before | after if before.get(name) != after.get(name)}
        assert outcome.rendered == len(changed)
        assert files_in(self.rendered) == clean_rendering(self.root, self.today) | {README: NOTE}
        return changed

    def faults(self) -> tuple[Problem, ...]:
        """The faults that checking everything anew finds."""
        return self.loaded()[1]

    def loaded(self) -> tuple[Library | None, tuple[Problem, ...]]:
        """The library from the content alone, or none and the faults that checking everything anew finds."""
        try:
            return load(self.root, self.today), ()
        except ContentError as error:
            return None, error.problems

    def told(self) -> tuple[Problem, ...]:
        """The faults that checking with a memory finds."""
        try:
            project.check(self.root, self.today, quiet)
        except ContentError as error:
            return error.problems
        return ()

    def bring(self) -> bool:
        """Render with the memory and hold it against a rendering without; return whether there was one."""
        library, faults = self.loaded()
        before, stamps = files_in(self.rendered), stamps_in(self.rendered)
        assert self.told() == faults
        if library is None:
            with pytest.raises(ContentError) as told:
                self.render()
            assert told.value.problems == faults
            assert (files_in(self.rendered), stamps_in(self.rendered)) == (before, stamps)
            return False
        try:
            wanted = rendering_of(library, self.root, self.today)
        except TemplateFault as fault:
            with pytest.raises(TemplateFault, match=re.escape(str(fault))):
                self.render()
            return False
        self.render()
        after, new = files_in(self.rendered), stamps_in(self.rendered)
        after.pop(README, None)
        assert after.keys() == wanted.keys()
        assert {name for name in after if after[name] != wanted[name]} == set()
        assert {name for name in stamps if before[name] == wanted.get(name) and new[name] != stamps[name]} == set()
        assert self.render().rendered == 0
        assert stamps_in(self.rendered) == new
        return True

    def take(self) -> dict[str, Files]:
        """What people wrote, to be put back."""
        return {folder: files_in(self.root / folder) for folder in ("content", "templates")}

    def put_back(self, good: dict[str, Files]) -> None:
        for folder, files in good.items():
            remove(self.root / folder)
            for name, raw in files.items():
                (self.root / folder / name).parent.mkdir(parents=True, exist_ok=True)
                (self.root / folder / name).write_bytes(raw)


def looked_at(incremental: IncrementalProject) -> set[str]:
    """Render, and return the files that were opened: every file that was rendered is compared with what is there."""
    opened = set()

    def rule(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            opened.add(Path(arguments[0]).relative_to(incremental.rendered).as_posix())

    with on_file_operations(incremental.rendered, rule):
        incremental.render()
    return opened
