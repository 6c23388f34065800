"""Fragments of pages: what several pages of a record have in common is rendered once for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from wardbook.render.templates import Templates
from wardbook.views.article.article import ShownSection


class Fragments:
    """The fragments of one target, which know their templates and views by identity."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._rendered: dict[tuple[object, ...], tuple[dict[str, Any], Markup]] = {}

    def html(self, template: str, **values: Any) -> Markup:
        """A component as HTML, which stands on pages of either language."""
        return self._once(template, values, self._templates.fragment)

    def markdown_section(self, section: ShownSection) -> Markup:
        """A section of an article as Markdown."""
        return self._section(section, self._templates.markdown_fragment, "sections/{}.md.jinja")

    def html_section(self, section: ShownSection) -> Markup:
        """A section of an article as HTML."""
        return self._section(section, self._templates.fragment, "embed/sections/{}.html.jinja")

    def _section(self, section: ShownSection, render: Callable[..., Markup], template: str) -> Markup:
        return self._once(template.format(section.slug), {"title": section.title, "section": section.view}, render)

    def _once(self, template: str, values: dict[str, Any], render: Callable[..., Markup]) -> Markup:
        key = (template, *((name, id(value)) for name, value in values.items()))
        if key not in self._rendered:
            # The values are kept, so that no other gets the identity of one of them.
            self._rendered[key] = values, render(template, **values, html=self.html)
        return self._rendered[key][1]
