"""Pages as Markdown files."""

from __future__ import annotations

from wardbook import urls
from wardbook.render.context import RenderContext, RenderSource
from wardbook.render.fragments import Fragments
from wardbook.render.templates import Templates
from wardbook.views.page import Page
from wardbook.views.targets.pages import pages_of


def page_files(source: RenderSource, context: RenderContext) -> dict[str, bytes]:
    """The pages of a target by their path in `site_src/`. Raises TemplateFault."""
    pages = pages_of(source.layout, source.sizes)
    return {page.path: page_text(page, context.templates, source.fragments).encode() for page in pages}


def page_text(page: Page, templates: Templates, fragments: Fragments) -> str:
    """A page as Markdown. Raises TemplateFault."""
    text = templates.page(
        page.template,
        path=page.path,
        head=page.head,
        page=page.view,
        html=fragments.html,
        body=fragments.markdown_section,
    )
    return urls.resolved(text, page.path)
