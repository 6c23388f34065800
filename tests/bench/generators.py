"""The same Markdown through other generators of sites, to hold ours against: plain Material, Zensical, bare Hugo."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bench.measure import CommandFailed, Run, run
from wardbook.build.paths import README, RENDERED
from wardbook.system.files import link, make_folder, stamps, write_into
from wardbook.urls import SETTINGS

SITE: Final = "site"
_BIN: Final = Path(sys.executable).parent

_HUGO: Final = """\
baseURL = "https://synthetic.example/"
title = "Synthetic"
contentDir = "content"
publishDir = "site"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
"""
_LAYOUT: Final = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ .Content }}</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Generated:
    """A site that a generator made, with what it cost."""

    name: str
    command: str
    run: Run | None
    """None if it ended with an error."""
    size: int
    """Bytes of all its files."""
    error: str = ""
    """The last line that it said of an error."""


def generate(project: Path) -> list[Generated]:
    """Make a site of the rendered Markdown of a project with each generator."""
    return [_generated(project, name, prepare) for name, prepare in _GENERATORS.items()]


def size_of(site: Path) -> int:
    """Bytes of all files of a site."""
    return sum(stamp.size for _, stamp in stamps(site) if stamp)


def _generated(project: Path, name: str, prepare: Callable[[Path, Path], list[str]]) -> Generated:
    folder = project / name.split(maxsplit=1)[0].casefold()
    make_folder(folder)
    command = prepare(project, folder)
    shown = " ".join(command).replace(sys.executable, "python").replace(f"{_BIN}/", "").replace(str(project), "DIR")
    try:
        return Generated(name, shown, run(command), size_of(folder / SITE))
    except CommandFailed as error:
        return Generated(name, shown, None, 0, str(error).strip().rpartition("\n")[2])


def _material(project: Path, folder: Path) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(_settings(project, folder))]


def _zensical(project: Path, folder: Path) -> list[str]:
    return [str(_BIN / "zensical"), "build", "--config-file", str(_settings(project, folder))]


def _settings(project: Path, folder: Path) -> Path:
    """The settings of MkDocs, which Zensical takes too: the stock theme, no hook, no search."""
    rendered = project / RENDERED
    settings: dict[str, Any] = yaml.safe_load((rendered / SETTINGS).read_text(encoding="utf-8"))
    config: dict[str, Any] = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    for name in ("hooks", "watch", "extra_javascript", "not_in_nav", "exclude_docs"):
        config.pop(name, None)
    config["theme"].pop("custom_dir", None)
    config |= {key: settings[key] for key in ("site_name", "site_description", "site_author", "site_url", "nav")}
    config |= {"docs_dir": "docs", "site_dir": SITE, "strict": False}
    for path in _pages(rendered):
        link(rendered / path, folder / "docs" / path)
    write_into(folder, "mkdocs.yml", yaml.safe_dump(config, allow_unicode=True, sort_keys=False).encode())
    return folder / "mkdocs.yml"


def _hugo(project: Path, folder: Path) -> list[str]:
    """Bare Hugo: a layout of four lines. It takes `index.md` for a page without others below it, so that is renamed."""
    for path in _pages(project / RENDERED):
        here, _, name = path.rpartition("/")
        link(project / RENDERED / path, folder / "content" / here / ("_index.md" if name == "index.md" else name))
    write_into(folder, "hugo.toml", _HUGO.encode())
    for layout in ("single", "list", "home"):
        write_into(folder, f"layouts/_default/{layout}.html", _LAYOUT.encode())
    return [str(_BIN / "hugo"), "build", "--quiet", "--source", str(folder)]


def _pages(rendered: Path) -> list[str]:
    return [path for path, _ in stamps(rendered) if path.endswith(".md") and path != README]


_GENERATORS: Final[dict[str, Callable[[Path, Path], list[str]]]] = {
    "Material for MkDocs": _material,
    "Zensical": _zensical,
    "Hugo, bare theme": _hugo,
}
