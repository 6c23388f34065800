"""MkDocs as a thin back end: it gets Markdown files and settings, and gives pages.

The builder runs as a process of its own, so that another one that reads `site_src/` and `mkdocs.yml`
can take its place. It can be asked for a part of the pages. What runs in its process is in
`builder.py`; here nothing of MkDocs is loaded but its reader of settings, because every command comes here.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from wardbook.problems import BuildFault
from wardbook.system.processes import Command, ModuleFault, run

PART: Final = "WARDBOOK_PART"
"""Set in the environment of a builder to the folder of the part that it is to build."""
CONFIG: Final = "mkdocs.yml"
LIBRARIES: Final = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pygments", "jinja2")
"""The libraries that decide how a page looks, beside the templates."""


@dataclass(frozen=True, slots=True)
class Part:
    """A folder with what a builder is to build."""

    folder: Path
    pages: tuple[str, ...] = ()
    """The pages to build by their paths in `site_src/`."""

    @property
    def docs(self) -> Path:
        """The pages to build, and all files that are copied as they are."""
        return self.folder / "docs"

    @property
    def site(self) -> Path:
        """The site that the builder made of it."""
        return self.folder / "site"

    @property
    def names(self) -> Path:
        """A list of the paths of all pages of the site."""
        return self.folder / "pages.json"


def settings_of(root: Path) -> Mapping[str, object]:
    """The builder's settings as they stand in the project. Raises BuildFault."""
    try:
        with (root / CONFIG).open("rb") as file:
            loaded = yaml_load(file)
    except FileNotFoundError:
        raise BuildFault(f"{CONFIG}: expected this file, got none: `wardbook init` writes one.") from None
    except MkDocsException as error:
        raise BuildFault(f"{CONFIG}: {error}") from None
    if not isinstance(loaded, dict):
        raise BuildFault(f"{CONFIG}: expected settings, got none: `wardbook init` writes them.")
    return loaded


def builds_parts(settings: Mapping[str, object]) -> bool:
    """Whether pages can be built some at a time: not with plugins or hooks that may look at all of them."""
    hooks = settings.get("hooks")
    return settings.get("plugins") == [] and isinstance(hooks, list) and len(hooks) == 1


def theme_key(root: Path, settings: Mapping[str, object]) -> str:
    """The key of the theme: all that decides how pages look, beside Markdown, settings of the library and templates."""
    hooks = settings.get("hooks")
    named = [root / str(hook) for hook in hooks] if isinstance(hooks, list) else []
    sources = [path.read_bytes() for path in named if path.is_file()]
    # A function that the settings name is written with its place in memory, which is another in every process.
    shown = re.sub(r" at 0x[0-9a-f]+", "", repr(settings))
    return repr((shown, sources, [(name, version(name)) for name in LIBRARIES], sys.version_info))


def build_parts(root: Path, parts: Sequence[Part], at_a_time: int) -> None:
    """Build parts of the rendered project at `root`, some at a time.

    Raises BuildFault with what the builder said, and WorkerFault.
    """
    arguments = ["build", "--config-file", str(root.resolve() / CONFIG), "--site-dir"]
    environment = _environment()
    commands = [
        Command("mkdocs", [*arguments, str(part.site.resolve())], environment | {PART: str(part.folder.resolve())})
        for part in parts
    ]
    try:
        run(commands, at_a_time)
    except ModuleFault as fault:
        raise BuildFault(str(fault)) from None


def _environment() -> dict[str, str]:
    # Material announces its own end of life at every build.
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"}
