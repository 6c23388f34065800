"""The sample's site on nginx with the settings that a build made, and pages of others that show parts of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from support.http_server import QuietHandler, served
from support.loading import load
from support.web_servers import nginx
from wardbook.hosting import hosting_files
from wardbook.hosting.inline import inline_in_site
from wardbook.render.templates import load_templates
from wardbook.system.packaged import default_templates

_NUMBERS: Final = count()


class Servers(NamedTuple):
    """Where the site is, and an intranet that may show its embeds, and a site that may not."""

    site: str
    intranet: str
    stranger: str
    files: Path
    """The folder with the site's files."""
    pages: Path
    """The folder with the pages of the intranet and of the stranger."""

    def around(self, body: str, *, same_origin: bool = False, strict: bool = False) -> str:
        """Write a page of others, or of the site itself, with this in it; return its address."""
        name = f"{'strict' if strict else 'open'}-{next(_NUMBERS)}.html"
        html = (
            '<!doctype html><html lang="en"><head><title>Ward 7</title><link rel="icon" href="data:,"></head>'
            f"<body><main><h1>Ward 7</h1>{body}</main></body></html>"
        )
        folder, address = (self.files, self.site) if same_origin else (self.pages, self.intranet)
        (folder / name).write_text(html, encoding="utf-8")
        return address + name


class Intranet(QuietHandler):
    """Serves the intranet; its pages that are named so allow what the guide says they must, and nothing else."""

    policy: ClassVar = ""

    def end_headers(self) -> None:
        """Say what the page may do."""
        if self.path.startswith("/strict"):
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def hosted(sample: Path, more: Mapping[str, str] | None = None) -> Iterator[Servers]:
    """Serve the sample's site, with more files in it, and another server under two names."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        site, pages, work = (folder / part for part in ("site", "pages", "work"))
        shutil.copytree(sample / "site", site, copy_function=os.link)
        for path, text in (more or {}).items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, encoding="utf-8")
        pages.mkdir()
        work.mkdir()
        (pages / "404.html").write_text("<!doctype html><title>Not there</title>", encoding="utf-8")
        with served(pages, Intranet) as address:
            port = address.rstrip("/").rpartition(":")[2]
            intranet = f"http://intranet.localhost:{port}"
            _write_settings(sample, site, intranet)
            with nginx({site: "/"}, work) as ports:
                guide = f"http://127.0.0.1:{ports[site]}"
                sources = {"img": "data:", "frame": f"'self' {guide}", "script": guide, "connect": guide}
                Intranet.policy = "; ".join(
                    f"{kind}-src {source}" for kind, source in {"default": "'none'", **sources}.items()
                )
                yield Servers(f"{guide}/", f"{intranet}/", f"http://stranger.localhost:{port}/", site, pages)


def _write_settings(sample: Path, site: Path, intranet: str) -> None:
    """Write into a site the settings for servers with an intranet that may show its embeds."""
    settings = load(sample).settings.model_copy(update={"embedded_in": [intranet]})
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    found = inline_in_site(paths, lambda path: (site / path).read_bytes())
    for path, content in hosting_files(settings, found.scripts, paths, load_templates([default_templates()])).items():
        (site / path).unlink(missing_ok=True)  # it may be a link to the sample's own
        (site / path).write_bytes(content)
