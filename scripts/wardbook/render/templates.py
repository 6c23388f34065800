"""The templates: Markdown, HTML and the files of web servers, each with what is printed kept from being markup.

An environment for each, because a character that is harmless in one is markup in the other. In a
`.md.jinja` template whatever is printed is escaped for Markdown, in a `.html.jinja` or `.xml.jinja`
template for HTML and XML; what a template itself says stays. A template of `sections/` or `shared/`
names no language: pages render it as Markdown, embeds as HTML. Files of web servers that are no XML
have no common way to escape, so there a value that would need it is an error. A template in the
project's own `templates/` takes the place of the default with the same name. An unknown name is an
error, never a gap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Any, Final

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.ext import Extension
from markupsafe import Markup

from wardbook.model.likeness import suggested
from wardbook.problems import UserError
from wardbook.render.compiled import CompiledTemplates
from wardbook.render.escaping import attribute, breakable, escape_markdown
from wardbook.render.text import Component, HtmlText, MarkdownText
from wardbook.system.links import names_below

_BLANK_LINE = re.compile(r"^(?=\n)", re.MULTILINE)
_MARKDOWN_TEMPLATE = re.compile(r"[^.]+(?:\.md)?\.jinja")
_HTML_TEMPLATE = re.compile(r"[^.]+(?:\.html)?\.jinja")
_IN_BOTH_LANGUAGES = re.compile(r"[^.]+\.jinja")
_ACTIVE_FOR_A_SERVER = re.compile(r"[^ -~]|[\"$%\\`<>#]")


def _print_markdown(value: object) -> object:
    return value if hasattr(value, "__html__") else escape_markdown(str(value))


def _print_for_a_server(value: object) -> Markup:
    text = str(value)
    if bad := _ACTIVE_FOR_A_SERVER.search(text):
        raise TemplateRuntimeError(f"expected a value that means itself to a web server, got {bad[0]!r} in {text!r}")
    return Markup(text)


class TemplateFault(UserError):
    """A template cannot be rendered; the message names its file and line."""


@dataclass(frozen=True)
class Templates:
    """Templates and assets of a site, the project's own before the defaults."""

    markdown: Environment
    html: Environment
    server: Environment
    assets: Mapping[str, bytes]
    """Files that pages link to, by their path below `assets/`."""
    prints: Mapping[str, bytes]
    """The templates of what is printed, by their path below `print/`."""
    fonts: tuple[Path, ...]
    """The folders with the fonts of what is printed."""

    def compile(self) -> None:
        """Compile all templates of pages and embeds now. A fault in one is raised when it is rendered."""
        for environment, form in ((self.markdown, _MARKDOWN_TEMPLATE), (self.html, _HTML_TEMPLATE)):
            for template in filter(form.fullmatch, environment.list_templates()):
                with suppress(TemplateError, OSError, ValueError):
                    environment.get_template(template)

    def render_markdown(self, template: str, **values: Any) -> Markup:
        """Render a template as Markdown. Raises TemplateFault, also where a template names what is not there."""
        return _rendered(self.markdown, template, values)

    def render_html(self, template: str, **values: Any) -> Markup:
        """Render a template as HTML or XML. Raises TemplateFault as well."""
        return _rendered(self.html, template, values)

    def server_file(self, template: str, **values: Any) -> str:
        """Render a file for a web server. Raises TemplateFault as well, also for a value that is more than a value."""
        environment = self.html if template.endswith(".xml.jinja") else self.server
        return str(_rendered(environment, f"hosting/{template}", values))


def template_source(folder: Path, name: str) -> bytes:
    """A file of a folder of templates, as it is."""
    return (folder / name).read_bytes()


def load_templates(folders: list[Path]) -> Templates:
    """Templates from folders, a file in an earlier one before its namesake in the last, which has them all.

    Raises TemplateFault for a template that has no namesake and so would never be used; those
    that templates of a project share among themselves stand in a folder `own/`.
    """
    names = names_below(folders[-1])
    for folder in folders[:-1]:
        for name in names_below(folder):
            if name.endswith((".jinja", ".typ")) and name not in names and not name.startswith("own/"):
                advice = suggested(name, names, "`wardbook template` lists them")
                raise TemplateFault(f"{_SOURCE}/{name}: expected the name of a template of Wardbook: {advice}")
    existing = [folder for folder in folders if folder.is_dir()]
    markdown = _environment(existing, "md", finalize=_print_markdown)
    html = _environment(existing, "html", extensions=[_WithoutBlankLines])
    server = _environment(existing, "", finalize=_print_for_a_server)
    fonts = tuple(folder / PRINT_FOLDER / "fonts" for folder in existing if (folder / PRINT_FOLDER / "fonts").is_dir())
    markdown.filters["attribute"] = attribute
    html.filters["breakable"] = breakable
    component = _component(html)
    markdown.globals["text"], html.globals["text"] = MarkdownText(component), HtmlText(component)
    # YAML does not know JSON's pairs of surrogates, so characters stand in front matter as they are.
    markdown.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return Templates(markdown, html, server, _files(existing, ASSETS), _files(existing, PRINT_FOLDER, ".typ"), fonts)


def _component(html: Environment) -> Component:
    """The function that renders what a text places: a table by `components/table.html.jinja`."""
    return lambda shown: html.get_template(f"components/{shown.kind}.html.jinja").render(shown=shown).strip()


def _rendered(environment: Environment, template: str, values: Mapping[str, Any]) -> Markup:
    """A rendered template. Raises TemplateFault for whatever goes wrong meanwhile."""
    try:
        return Markup(environment.get_template(template).render(values))
    except TemplateFault:  # in a fragment
        raise
    except TemplateError as error:
        raise TemplateFault(f"{_place(error)}: {error}") from error
    except Exception as error:  # a template may divide by zero, or be no text
        raise TemplateFault(f"{_place(error)}: {type(error).__name__}: {error}") from error


def _place(error: Exception) -> str:
    """The template and line where rendering stopped, as `templates/pages/home.md.jinja:3`."""
    if isinstance(error, TemplateSyntaxError):
        return f"{_SOURCE}/{error.name}:{error.lineno}"
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".jinja")]
    if not frames:
        return _SOURCE
    path = Path(frames[-1].filename)
    return f"{_SOURCE}/{path.parent.name}/{path.name}:{frames[-1].lineno}"


class _Environment(Environment):
    """An environment with a plain dictionary of globals, which is quicker than a chain of two."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template."""
        return {**self.globals, **(d or {})}


class _WithoutBlankLines(Extension):
    """Takes the blank lines of a template for both languages as nothing, since they are only for Markdown."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Put a comment into each blank line, so that every line keeps its number."""
        return _BLANK_LINE.sub("{##}", source) if name and _IN_BOTH_LANGUAGES.fullmatch(name) else source


COMPILED: Final = {language: CompiledTemplates() for language in ("md", "html", "")}
"""The compiled templates of this process by language; those for web servers have none."""


def _environment(folders: list[Path], language: str, **options: Any) -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(folders),
        bytecode_cache=COMPILED[language],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        **options,
    )
    if language:
        environment.globals["blocks_macros"] = f"macros/blocks.{language}.jinja"
    return environment


_SOURCE: Final = "templates"
ASSETS: Final = "assets"
PRINT_FOLDER: Final = "print"


def _files(folders: list[Path], below: str, suffix: str = "") -> dict[str, bytes]:
    """The files below a folder of templates, or those that end in `suffix`, the project's own before the defaults."""
    found: dict[str, bytes] = {}
    for folder in reversed(folders):
        found |= {name: (folder / below / name).read_bytes() for name in names_below(folder / below, suffix)}
    return dict(sorted(found.items()))
