"""A project on disk: where its parts are, and the step from its content to its `site_src/`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from wardbook.library import Library, load
from wardbook.output import write_tree
from wardbook.site import render_site
from wardbook.templating import load_templates

README: Final = "README.md"
"""The one file of `site_src/` that is not rendered."""


def default_templates() -> Path:
    """The templates that come with the program: in the wheel, or in the checkout it runs from."""
    packaged = Path(__file__).parent / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "templates"


def render(root: Path, today: date) -> list[str]:
    """Bring the project's `site_src/` up to date; return the paths that changed. Raises ContentError."""
    return write_site_src(root, load(root), today)


def write_site_src(root: Path, library: Library, today: date) -> list[str]:
    """Render a loaded library into the project's `site_src/`; return the paths that changed."""
    templates = load_templates([root / "templates", default_templates()])
    return write_tree(root / "site_src", render_site(library, templates, today), keep=[README])
