"""Fragments of a target: parts that several of its pages and embeds have in common are rendered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from wardbook.render.templates import Templates


class Fragments:
    """The pages, embeds and fragments of one target, which know their templates and views by identity.

    A template finds in `html` what renders a component, and in `fragment` what renders a template for
    both languages in its own.
    """

    def __init__(self, templates: Templates) -> None:
        self._in_markdown = templates.render_markdown
        self._in_html = templates.render_html
        self._rendered: dict[tuple[object, ...], tuple[dict[str, Any], Markup]] = {}

    def markdown(self, template: str, **values: Any) -> Markup:
        """A template as Markdown. Raises TemplateFault."""
        return self._once(self._in_markdown, self.markdown, template, values)

    def html(self, template: str, **values: Any) -> Markup:
        """A template as HTML. Raises TemplateFault."""
        return self._once(self._in_html, self.html, template, values)

    def _once(
        self, render: Callable[..., Markup], fragment: Callable[..., Markup], template: str, values: dict[str, Any]
    ) -> Markup:
        key = (render, template, *values, *map(id, values.values()))
        if key not in self._rendered:
            # The values are kept, so that no other gets the identity of one of them.
            self._rendered[key] = values, render(template, **values, html=self.html, fragment=fragment)
        return self._rendered[key][1]
