"""Folders of templates: those that come with the program, and a project's own before them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parents[1]
"""The folder of the program."""
TEMPLATES: Final = "templates"


def default_templates() -> Path:
    """The templates that come with the program: in the wheel, or in the checkout it runs from."""
    packaged = PACKAGE / TEMPLATES
    return packaged if packaged.is_dir() else PACKAGE.parents[1] / TEMPLATES


def template_folders(root: Path) -> list[Path]:
    """The folders with templates for the project at `root`, its own first."""
    return [folder for folder in (root / TEMPLATES, default_templates()) if folder.is_dir()]
