"""The settings and files that MkDocs gets in its own process, which may build only some pages of a site.

It knows all other pages by name, which is enough for links and the navigation.
"""

from __future__ import annotations

import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Final

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from wardbook.build.mkdocs import CONFIG, PART, Part
from wardbook.render.compiled import CompiledTemplates
from wardbook.system.packaged import default_templates
from wardbook.system.program_cache import cached, keep
from wardbook.urls import SETTINGS

HTML_BLOCKS: Final = "wardbook.build.html_blocks:HtmlBlocks"
"""The Markdown extension that spares the parsing of HTML, as MkDocs imports it."""
_STYLE: Final = "assets/stylesheets/main.*.min.css"
_TEMPLATES: Final = f"theme-{version('mkdocs')}"
"""The name of the theme's compiled templates."""


def is_part() -> bool:
    """Whether this process is a builder of a part, which is rendered already."""
    return PART in os.environ


def with_library(config: MkDocsConfig, root: Path) -> MkDocsConfig:
    """Give a builder the library's settings. Raises PluginError where the pages' links would break."""
    if not config.use_directory_urls:
        raise PluginError(f"{CONFIG}: use_directory_urls: expected true, got false: the pages' links need it")
    settings = json.loads((root / "site_src" / SETTINGS).read_bytes())
    config.load_dict({key: settings[key] for key in ("site_name", "site_description", "site_author", "nav")})
    if settings["site_url"]:
        config.load_dict({"site_url": settings["site_url"]})
    if settings["logo"]:
        config.theme["logo"] = settings["logo"]
    config.extra["library"] = settings
    config.extra["theme_style"] = _theme_style(config)
    config.markdown_extensions.append(HTML_BLOCKS)
    ours = str(default_templates() / "theme")
    if ours not in config.theme.dirs:
        config.theme.dirs.insert(1, ours)
    if len(config.plugins) == 1:  # our hook; another may change how templates are compiled
        shared = [Path(folder) for folder in config.theme.dirs if folder == ours or folder != config.theme.custom_dir]
        config.plugins[_TEMPLATES] = _CompiledTheme(shared)
    if is_part():
        config.docs_dir = str(Part(Path(os.environ[PART])).docs)
    return config


def _theme_style(config: MkDocsConfig) -> str:
    """The theme's style sheet, whose name changes with each version of it. Raises PluginError."""
    found = [path.relative_to(folder) for folder in config.theme.dirs for path in Path(folder).glob(_STYLE)]
    if not found:
        raise PluginError(f"{CONFIG}: theme: expected Material for MkDocs with {_STYLE}, got a theme without it")
    return found[0].as_posix()


def with_all_names(files: Files, config: MkDocsConfig) -> Files:
    """The files of a builder, to which every page of the site is known by name; notices are in no navigation."""
    for path in config.extra["library"]["not_in_nav"]:
        if notice := files.get_file_from_path(path):
            notice.inclusion = InclusionLevel.NOT_IN_NAV
    if not is_part():
        return files
    names = json.loads(Part(Path(os.environ[PART])).names.read_bytes())
    return _AllNames(files, config, frozenset(names))


class _NoSettings(Config):  # type: ignore[no-untyped-call] # MkDocs has no types here
    """The settings of a plugin that has none."""


class _CompiledTheme(BasePlugin[_NoSettings]):  # type: ignore[no-untyped-call] # nor here
    """Keeps the templates of the theme compiled, as to compile them takes a fifth of the time of a small build."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = folders
        self._compiled = CompiledTemplates()

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Give the theme's environment what is compiled already."""
        self._compiled.load(cached(_TEMPLATES))
        env.bytecode_cache = self._compiled
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Keep what was compiled, but for templates of the project itself."""
        if not self._compiled.are_saved:
            keep(_TEMPLATES, self._compiled.dumped(self._folders))


class _AllNames(Files):
    """Some files to build, and the names of all: a link to any of them is a link to a page."""

    def __init__(self, files: Files, config: MkDocsConfig, names: frozenset[str]) -> None:
        super().__init__(files)
        self._config, self._names = config, names
        self._elsewhere: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """The file of a page, whether it is to be built or not."""
        found = super().get_file_from_path(path)
        if found is None and path in self._names:
            found = self._elsewhere.get(path) or File(
                path, None, self._config.site_dir, use_directory_urls=True, inclusion=InclusionLevel.INCLUDED
            )
            self._elsewhere[path] = found
        return found
