"""Pages as Markdown files."""

from __future__ import annotations

from dataclasses import replace

from wardbook import urls
from wardbook.model.settings import Settings
from wardbook.render.context import RenderContext, RenderSource
from wardbook.render.fragments import Fragments
from wardbook.render.problem_report import report_link
from wardbook.views.page import Page
from wardbook.views.targets.pages import pages_of


def page_files(source: RenderSource, _: RenderContext) -> dict[str, bytes]:
    """The pages of a target by their path in `site_src/`. Raises TemplateFault."""
    pages = pages_of(source.layout)
    return {page.path: page_text(page, source.fragments, source.library.settings).encode() for page in pages}


def page_text(page: Page, fragments: Fragments, settings: Settings) -> str:
    """A page as Markdown. Raises TemplateFault."""
    report = report_link(settings, page.head.title, page.head.version, page.path)
    head = replace(page.head, report=report)
    text = fragments.markdown(f"pages/{page.template}", path=page.path, head=head, page=page.view)
    return urls.resolved(str(text), page.path)
