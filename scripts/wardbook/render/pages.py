"""Pages as Markdown files."""

from __future__ import annotations

from wardbook import urls
from wardbook.render.context import RenderContext, RenderSource
from wardbook.render.fragments import Fragments
from wardbook.views.page import Page
from wardbook.views.targets.pages import pages_of


def page_files(source: RenderSource, _: RenderContext) -> dict[str, bytes]:
    """The pages of a target by their path in `site_src/`. Raises TemplateFault."""
    pages = pages_of(source.layout)
    return {page.path: page_text(page, source.fragments).encode() for page in pages}


def page_text(page: Page, fragments: Fragments) -> str:
    """A page as Markdown. Raises TemplateFault."""
    text = fragments.markdown(f"pages/{page.template}", path=page.path, head=page.head, page=page.view)
    return urls.resolved(str(text), page.path)
