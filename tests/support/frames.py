"""Pages for embedding, the pages of others around them, and the servers of both."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, ClassVar, Final

from playwright.sync_api import Frame, Page

from support.http_server import QuietHandler, served
from support.paths import ROOT

SCRIPTS: Final = ROOT / "templates" / "assets" / "embed"
SANDBOX: Final = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'
DUE: Final = "2027-11-20"
OVERDUE: Final = "Past its review date (20 Nov 2027)."
STYLE: Final = """
:root, :host { --space: 7.3px }
body { margin: 0 }
.wb-embed { display: flow-root; font: 16px/1.37 sans-serif; padding: var(--space); color: rgb(1, 2, 3) }
"""
PAGE_STYLE: Final = """
body { margin: 0 }
.boxed * { box-sizing: border-box }
.far { margin-top: 9000px }
"""
FULL: Final = """<script>top.ran = true</script><style>* { color: red !important }</style>
<link rel="stylesheet" href="/page.css"><base href="https://evil.example/"><b>More</b>"""
EVIL: Final = "<!doctype html><title>Evil</title><p>Nothing good</p>"

WATCH: Final = """
window.heard = [];
addEventListener("message", event => heard.push(event.data));
window.touched = [];
{
  const watch = (holder, name) => {
    const { get } = Object.getOwnPropertyDescriptor(holder, name);
    Object.defineProperty(holder, name, { get() { touched.push(name); return get.call(this); } });
  };
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) if (name in window) watch(window, name);
  watch(Document.prototype, "cookie");
}
"""
"""Put into every window first of all: it notes messages, and whether a script touches what could be remembered."""


@dataclass(frozen=True)
class Row:
    """A way of putting a page into a page of others."""

    same_origin: bool = False
    storage: bool = False
    attributes: str = ""
    strict: bool = False


ROWS: Final = {
    "same origin": Row(same_origin=True, storage=True),
    "other origin": Row(storage=True),
    "other origin without storage": Row(),
    "sandbox with scripts": Row(attributes=SANDBOX),
    "strict policy": Row(attributes=SANDBOX, strict=True),
}
"""Where scripts run; the sixth way is a sandbox without them."""


@dataclass(frozen=True)
class Sites:
    """The publisher's site and an intranet, each with its folder and its address; to a browser they are two sites."""

    guide: Path
    guide_url: str
    intranet: Path
    intranet_url: str

    @cached_property
    def _numbers(self) -> Iterator[int]:
        return count()

    @property
    def host_script(self) -> str:
        """The tag of the script for heights."""
        return f'<script src="{self.guide_url}embed/host.js" defer></script>'

    @property
    def component_script(self) -> str:
        """The tag of the script for the element."""
        return f'<script type="module" src="{self.guide_url}embed/wardbook-page.js"></script>'

    def embed(self, name: str) -> str:
        """The address of a page for embedding."""
        return f"{self.guide_url}embed/scenarios/{name}/article/"

    def frame(self, name: str, attributes: str = "") -> str:
        """A frame with such a page."""
        return (
            f'<iframe data-wardbook src="{self.embed(name)}" title="Guideline {name}" width="100%" height="300" '
            f'referrerpolicy="no-referrer" {attributes}></iframe>'
        )

    def around(self, body: str, *, head: str | None = None, same_origin: bool = False, strict: bool = False) -> str:
        """Write a page around frames; return its address."""
        name = f"{'strict' if strict else 'open'}-{next(self._numbers)}.html"
        folder, url = (self.guide, self.guide_url) if same_origin else (self.intranet, self.intranet_url)
        script = self.host_script if head is None else head
        text = (
            f'<!doctype html><html lang="en"><head><title>Intranet</title><link rel="stylesheet" href="{url}page.css">'
            f"{script}</head><body><main><h1>Intranet</h1>{body}</main></body></html>"
        )
        (folder / name).write_text(text, encoding="utf-8")
        return url + name


def stub(name: str, paragraphs: int = 3, more: str = "") -> str:
    """A page for embedding, with what the scripts act upon."""
    allowed = [f"{kind}-src 'self';" for kind in ("script", "style", "img")]
    words = "<p>Ultrasound of the scrotum is usually appropriate.</p>" * paragraphs
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Guideline {name}</title><meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; {" ".join(allowed)} base-uri 'none'">
<link rel="stylesheet" href="../../../../embed/style-1.css"><base target="_blank">
<script src="../../../../embed/frame-1.js" defer></script></head>
<body><main class="wb-embed">
<div class="wb-status" data-wb-due="{DUE}" data-wb-overdue="{OVERDUE}"><p>Draft</p></div>
<h2>Question {name}</h2>{words}
<p><sup class="wb-note"><a target="_self" href="#ref-1" aria-label="Reference 1">[1]</a></sup>
<a href="../pitfalls/">Pitfalls</a> <a href="https://doi.example/1">DOI</a>
<a href="../../../../scenarios/{name}/#faq">The full page</a></p>
<details><summary>More</summary><p>Less</p><p>is more</p></details>
<ol><li id="ref-1"><span class="wb-reference">A study</span>
<a class="wb-back" href="#top" target="_self">Back</a></li></ol>
{more}</main></body></html>"""


class Publisher(QuietHandler):
    """Serves the publisher's site: pages for embedding may be read by others, and some moved."""

    moved: ClassVar = {"/embed/moved/": "/embed/scenarios/a/article/", "/embed/stolen/": "/secret/"}

    def send_head(self) -> Any:
        """Answer with a file, with another address, or without anything."""
        if self.path in self.moved:
            self.send_response(302)
            self.send_header("Location", self.moved[self.path])
        elif self.path == "/favicon.ico":
            self.send_response(204)
        else:
            return super().send_head()
        self.end_headers()
        return None

    def end_headers(self) -> None:
        """Say who may read it."""
        if self.path.startswith(("/embed/", "/secret/")):
            self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


class Strict(Publisher):
    """Serves the intranet: its pages whose names begin so allow nothing but their own styles and the publisher."""

    policy: ClassVar = ""

    def end_headers(self) -> None:
        """Say what the page may do."""
        if self.path.startswith("/strict"):
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def two_sites(folder: Path) -> Iterator[Sites]:
    """Write both sites and serve them."""
    guide, intranet = folder / "guide", folder / "intranet"
    for each in (guide, intranet):
        each.mkdir()
        (each / "404.html").write_text("<title>Not there</title>", encoding="utf-8")
        (each / "page.css").write_text(PAGE_STYLE, encoding="utf-8")
    _publish(guide)

    with served(guide, Publisher) as guide_url:
        Strict.policy = "default-src 'none'; style-src 'self'; " + "; ".join(
            f"{kind}-src {guide_url}" for kind in ("script", "frame", "connect")
        )
        with served(intranet, Strict) as intranet_url:
            yield Sites(guide, guide_url, intranet, intranet_url.replace("127.0.0.1", "localhost"))


def _publish(guide: Path) -> None:
    """Write the publisher's site as a build does."""
    names = ("aging", "wishes", "citations", "frame", "host", "component")
    parts = {name: (SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in names}
    first = parts["aging"] + parts["wishes"] + parts["citations"]
    files = {
        "embed/frame-1.js": first + parts["frame"],
        "embed/host.js": parts["host"],
        "embed/wardbook-page.js": 'const FONT_STYLE = "";' + first + parts["component"],
        "embed/style-1.css": STYLE,
        "embed/image.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="123"/>',
        "embed/scenarios/evil/article/index.html": EVIL,
        "embed/empty/index.html": "<title>No main part</title><p>Secret words",
        "embed/bare/index.html": stub("bare").replace("style-1.css", "style-2.css"),
        "embed/scenarios/full/article/index.html": stub("full", more=FULL),
        "secret/index.html": stub("secret"),
        "embed-of-others/index.html": stub("secret"),
        **{f"embed/scenarios/{name}/article/index.html": stub(name) for name in "abc"},
        **{f"embed/scenarios/{n}/article/index.html": stub(str(n), n * 3) for n in range(10)},
    }
    for name, text in files.items():
        path = guide / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def frames(page: Page) -> list[Frame]:
    """The pages in the frames of a page."""
    return [frame for frame in page.frames if frame.parent_frame is page.main_frame]


def cross_problems(page: Page, seconds: float = 30) -> list[Any]:
    """By how much frames are higher than what is in them, where that is not from 0 to 2 pixels; waits for a fit."""
    end = time.monotonic() + seconds
    while True:
        page.wait_for_timeout(40)
        gaps = [frame.evaluate(_GAP) for frame in frames(page)]
        found = [gap for gap in gaps if not 0 <= gap <= 2]
        if not found or time.monotonic() > end:
            return found


_GAP: Final = """() => {
  const main = document.querySelector("main");
  const gap = document.documentElement.clientHeight - main.getBoundingClientRect().bottom - scrollY;
  return gap < 0.01 && gap > -0.01 ? 0 : gap;
}"""


def heard(window: Page | Frame) -> list[Any]:
    """The messages that came to a window."""
    found: list[Any] = window.evaluate("heard")
    return found


def touched(page: Page) -> list[str]:
    """What could be remembered and was touched, in a page and its frames."""
    return [name for frame in page.frames for name in frame.evaluate("touched")]
