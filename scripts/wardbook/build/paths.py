"""The paths of a build: the site's files while it is being built."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CACHE: Final = ".wardbook"
"""The folder in which a project's builds keep what they did; deleting it is always safe."""
RENDERED: Final = "site_src"
"""The folder of a project that is rendered."""
README: Final = "README.md"
"""The one file of `site_src/` that is not rendered."""
SITE_FOLDER: Final = "site"
"""The folder of a project that is published."""
WORK: Final = "work"
"""The folder below `CACHE` that is filled during a build and emptied after it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BuildPaths:
    """The folders of one build."""

    root: Path
    """The project."""
    site: Path
    """The folder that is published."""
    state: Path
    """A folder for what is remembered of the files in `site`."""
    work: Path
    """A folder that is filled during the build and emptied after it."""

    @property
    def rendered(self) -> Path:
        """The project's `site_src/`."""
        return self.root / RENDERED

    @property
    def fresh(self) -> Path:
        """The new files of the site, by the same paths."""
        return self.work / "fresh"

    @property
    def index(self) -> Path:
        """A folder in which the search index is made."""
        return self.work / "search"

    def newest(self, path: str) -> Path:
        """A file of the site as it is to be."""
        fresh = self.fresh / path
        return fresh if fresh.is_file() else self.site / path


def site_paths(root: Path) -> BuildPaths:
    """The folders for building the site of the project at `root`."""
    return _paths(root, root / SITE_FOLDER, SITE_FOLDER)


def preview_paths(root: Path) -> BuildPaths:
    """The folders for building a preview, which is not the published site."""
    return _paths(root, root / CACHE / "preview" / SITE_FOLDER, "preview")


def _paths(root: Path, site: Path, name: str) -> BuildPaths:
    # A name of its own, as a builder of a build that was killed may still be at work for a moment.
    work = root / CACHE / WORK / secrets.token_hex(8)
    return BuildPaths(root=root, site=site, state=root / CACHE / f"{name}-state", work=work)
