"""MkDocs as a thin back end: it gets Markdown files and settings, and gives a site.

Everything that knows MkDocs is here. The builder runs as a process of its own, so that another
one that reads `site_src/` and `mkdocs.yml` can take its place.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from wardbook.clock import ClockFault, today
from wardbook.problems import ContentError
from wardbook.project import default_templates, render
from wardbook.site import SETTINGS
from wardbook.templating import TemplateFault

RENDERED: Final = "WARDBOOK_RENDERED"
"""Set in the environment of a builder whose `site_src/` is already up to date."""


def prepare(config: MkDocsConfig) -> MkDocsConfig:
    """Bring `site_src/` up to date and give the builder the library's settings. Raises PluginError."""
    root = Path(config.config_file_path).parent
    if not config.use_directory_urls:
        raise PluginError("mkdocs.yml: use_directory_urls: expected true, got false: the pages' links need it")
    if RENDERED not in os.environ:
        try:
            render(root, today())
        except ContentError as error:
            raise PluginError(f"the content has faults, nothing was written:\n{error}") from None
        except (TemplateFault, ClockFault) as error:
            raise PluginError(str(error)) from None
    return _with_settings(config, json.loads((root / "site_src" / SETTINGS).read_bytes()))


def _with_settings(config: MkDocsConfig, settings: dict[str, object]) -> MkDocsConfig:
    config.load_dict({key: settings[key] for key in ("site_name", "site_description", "site_author", "nav")})
    if settings["site_url"]:
        config.load_dict({"site_url": settings["site_url"]})
    if settings["logo"]:
        config.theme["logo"] = settings["logo"]
    config.extra["library"] = settings
    ours = str(default_templates() / "theme")
    if ours not in config.theme.dirs:
        config.theme.dirs.insert(1, ours)
    return config


def build_site(root: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Build a rendered project into the folder `target`; the caller reads the outcome."""
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(root / "mkdocs.yml")]
    return subprocess.run(
        [*command, "--site-dir", str(target)],
        env=_environment() | {RENDERED: "1"},
        text=True,
        capture_output=True,
        check=False,
    )


def serve_site(root: Path, address: str) -> int:
    """Serve a project until the user stops it; return the builder's exit code."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(root / "mkdocs.yml")]
    return subprocess.run([*command, "--dev-addr", address], env=_environment(), check=False).returncode


def _environment() -> dict[str, str]:
    # Material announces its own end of life at every build.
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"}
