"""What every test may ask for: the fixture guideline as a library, the templates, copies on disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from support.loading import load
from support.paths import GUIDELINE, TODAY, copy_project
from support.rendering import rendered
from wardbook.library.library import Library
from wardbook.render.templates import Templates, load_templates
from wardbook.system.packaged import default_templates


@pytest.fixture(scope="session")
def today() -> date:
    """The day as of which everything is rendered."""
    return TODAY


@pytest.fixture(scope="session")
def library() -> Library:
    """The fixture guideline."""
    return load(GUIDELINE)


@pytest.fixture(scope="session")
def templates() -> Templates:
    """The default templates."""
    return load_templates([default_templates()])


@pytest.fixture(scope="session")
def site(library: Library, templates: Templates) -> dict[str, bytes]:
    """Every file of the fixture guideline's `site_src/`."""
    return rendered(library, templates, TODAY)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the fixture guideline that can be built: content, mkdocs.yml and its hook."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def edited(project: Path) -> Callable[[str, str, str], Path]:
    """Change a text in a file of the copied project; return the project."""

    def edit(name: str, old: str, new: str) -> Path:
        path = project / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return project

    return edit
