"""MkDocs as a thin back end: it gets Markdown files and settings, and gives a site.

Everything that knows MkDocs is here. The builder runs as a process of its own, so that another
one that reads `site_src/` and `mkdocs.yml` can take its place.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from wardbook.clock import ClockFault, today
from wardbook.problems import ContentError
from wardbook.project import default_templates, render
from wardbook.site import SETTINGS
from wardbook.templating import TemplateFault

RENDERED: Final = "WARDBOOK_RENDERED"
"""Set in the environment of a builder whose `site_src/` is already up to date."""
SERVING: Final = "WARDBOOK_SERVING"
"""Set in the environment of a builder that previews: a fault must not end it."""

_log = logging.getLogger("wardbook")


def prepare(config: MkDocsConfig) -> MkDocsConfig:
    """Bring `site_src/` up to date and give the builder the library's settings. Raises PluginError."""
    root = Path(config.config_file_path).parent
    if not config.use_directory_urls:
        raise PluginError("mkdocs.yml: use_directory_urls: expected true, got false: the pages' links need it")
    if RENDERED not in os.environ:
        fault = _render(root)
        if fault and SERVING not in os.environ:
            raise PluginError(fault)
        if fault:
            _log.error("%s\nThe preview stays as it was.", fault)
    return _with_settings(config, json.loads((root / "site_src" / SETTINGS).read_bytes()))


def _render(root: Path) -> str:
    """Bring `site_src/` up to date; return what stands in the way, which leaves it as it was."""
    try:
        render(root, today())
    except ContentError as error:
        return f"the content has faults, nothing was written:\n{error}"
    except (TemplateFault, ClockFault) as error:
        return str(error)
    return ""


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
    """Serve a rendered project until the user stops it; return the builder's exit code."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(root / "mkdocs.yml")]
    with subprocess.Popen([*command, "--dev-addr", address], env=_environment() | {SERVING: "1"}) as builder:
        # Whoever ends this process means the preview, not this half of it.
        signal.signal(signal.SIGTERM, lambda *_: builder.terminate())
        try:
            return builder.wait()
        except KeyboardInterrupt:
            builder.wait()
            return 0


def unwatch_rendered(server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
    """Keep a preview from building once more because of what the first build rendered."""
    server.unwatch(config.docs_dir)
    return server


def _environment() -> dict[str, str]:
    # Material announces its own end of life at every build.
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"}
