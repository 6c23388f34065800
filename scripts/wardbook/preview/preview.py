"""A preview: the site as it is being written, built again at every edit, with its faults on the page."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from wardbook.preview.site import begin_preview, build_preview, index_preview, print_preview
from wardbook.problems import ContentError, UserError, number
from wardbook.project import BuildOutcome, Say
from wardbook.render.templates import load_templates
from wardbook.search.index import INDEX_FOLDER
from wardbook.search.packed import ORDER_FILE
from wardbook.system.clock import today
from wardbook.system.failures import told
from wardbook.system.packaged import default_templates
from wardbook.urls import PRINTS

FIRST_OF_INDEX: Final = (f"/{INDEX_FOLDER}/pagefind.js", f"/{INDEX_FOLDER}/{ORDER_FILE}")
"""The first files that a browser asks for, both at once, when somebody searches."""
PLAIN: Final = ("Content-Type", "text/plain; charset=utf-8")
"""The header of a message."""
WATCHED: Final = ("content", "templates")
"""The folders that people edit in a project, beside the files in its own folder."""


class Preview:
    """The preview of the project at `root`: builds it, and remembers what stood in the way the last time."""

    def __init__(self, root: Path, say: Say) -> None:
        self.root, self.say = root, say
        self.faults: tuple[str, ...] = ()
        """The faults of the newest edit; empty if the page shows it."""
        self.indexed = True
        """Whether the search index is of the pages that are shown."""
        self._indexing = Lock()

    def begin(self) -> None:
        """Take over the published site where it is newer than the preview, so that few pages are to be built."""
        with suppress(UserError, OSError):
            begin_preview(self.root, self.say)

    def build(self) -> None:
        """Build what an edit has changed; where it has faults, say so and leave the site as it was."""
        try:
            outcome = build_preview(self.root, today(), self.say)
        except ContentError as error:
            self.faults = tuple(map(str, error.problems))
        except Exception as error:  # the server goes on, whatever an edit does
            self.faults = (told(error),)
        else:
            self.faults, self.indexed = (), False
            self.say(_told(outcome))
        for fault in self.faults:
            self.say(fault)
        if self.faults:
            self.say("The preview stays as it was.")

    def index(self) -> None:
        """Make the search index anew if pages have changed; where that cannot be, the old one stays.

        Whoever asks while it is made waits for it.
        """
        with self._indexing:
            if self.indexed:
                return
            self.indexed = True  # an edit that comes meanwhile takes it back
            try:
                index_preview(self.root, today(), self.say)
            except Exception:
                self.indexed = False

    def around(self, site: WSGIApplication) -> WSGIApplication:
        """A site on whose pages the faults stand, with its index made and its PDFs printed when somebody wants them."""

        def serve(request: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = request["PATH_INFO"]
            if path.endswith(FIRST_OF_INDEX):
                self.index()
            if path.endswith(".pdf"):
                return self._pdf(site, request, start_response)
            if not self.faults:
                return site(request, start_response)
            return _with_notice(site, request, start_response, self._notice())

        return serve

    def _pdf(self, site: WSGIApplication, request: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The response of a site for a PDF, which is printed now if the site does not have it."""
        answer = _answer(site, request)
        if answer.status.startswith("404"):
            try:
                path = f"{PRINTS}/{request['PATH_INFO'].rpartition(f'/{PRINTS}/')[2]}"
                pdf = print_preview(self.root, path, today(), self.say)
            except Exception as error:  # nor does a print end the server
                message = told(error)
                self.say(message)
                answer = _Answer("500 Internal Server Error", [PLAIN], message.encode())
            else:
                answer = _Answer("200 OK", [("Content-Type", "application/pdf")], pdf) if pdf else answer
        return answer.given(start_response)

    def _notice(self) -> bytes:
        templates = load_templates([default_templates()])
        return str(templates.render_html("components/faults.html.jinja", faults=self.faults)).encode()


def _told(outcome: BuildOutcome) -> str:
    return f"Built {number(outcome.built, 'page')}, {number(outcome.rendered, 'file')} rendered anew."


class _Answer(NamedTuple):
    """The response of a site."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes

    def given(self, start_response: StartResponse) -> Iterable[bytes]:
        """Give it to a server, with its length."""
        others = [(name, value) for name, value in self.headers if name != "Content-Length"]
        start_response(self.status, [*others, ("Content-Length", str(len(self.body)))])
        return [self.body]


def _answer(site: WSGIApplication, request: WSGIEnvironment) -> _Answer:
    answers: list[tuple[str, list[tuple[str, str]]]] = []
    body = site(request, lambda status, headers, *_: answers.append((status, headers)))  # type: ignore[arg-type]  # nobody writes by the old way
    try:
        content = b"".join(body)
    finally:
        getattr(body, "close", lambda: None)()
    return _Answer(*answers[0], content)


def _with_notice(
    site: WSGIApplication, request: WSGIEnvironment, start_response: StartResponse, notice: bytes
) -> Iterable[bytes]:
    """The response of a site, with a notice at its end if it is a page."""
    answer = _answer(site, request)
    if dict(answer.headers).get("Content-Type", "").startswith("text/html"):
        before, end, after = answer.body.rpartition(b"</body>")
        answer = answer._replace(body=before + notice + end + after if end else answer.body + notice)
    return answer.given(start_response)
