"""The same pages in Material as it comes, with its own search, to hold ours against."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.measure import Run, run
from wardbook.build.paths import RENDERED
from wardbook.system.files import make_folder
from wardbook.urls import SETTINGS


@dataclass(frozen=True, slots=True)
class Material:
    """A site of stock Material."""

    run: Run
    site: Path

    @property
    def index(self) -> Path:
        """The file that every page fetches."""
        return self.site / "search" / "search_index.json"


def build_material(project: Path) -> Material:
    """Build the rendered Markdown by MkDocs alone, with Material and its search. Raises CommandFailed."""
    folder = project / "material"
    make_folder(folder)
    rendered = project / RENDERED
    settings = yaml.safe_load((rendered / SETTINGS).read_text(encoding="utf-8"))
    config = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    for name in ("hooks", "watch", "validation", "extra_javascript"):
        config.pop(name, None)
    config["theme"].pop("custom_dir", None)
    config |= {key: settings[key] for key in ("site_name", "site_description", "site_author", "site_url", "nav")}
    # Sections of scenarios, to which pages link, are not there.
    config |= {"strict": False, "validation": {"links": {"not_found": "ignore"}}, "plugins": ["search"]}
    config |= {"docs_dir": str(rendered.resolve()), "site_dir": "site"}
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    done = run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(path)])
    return Material(done, folder / "site")
