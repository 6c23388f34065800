"""The templates: none is idle, none hides a misspelt field, each can be replaced, all keep text from being markup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import BaseLoader, Environment, UndefinedError
from markupsafe import Markup

from support.rendering import rendered
from wardbook.hosting import hosting_files
from wardbook.library.library import Library
from wardbook.render.templates import TemplateFault, Templates, load_templates
from wardbook.system.links import names_below
from wardbook.system.packaged import default_templates
from wardbook.views.sections import sections_of

SUFFIX = ".jinja"


class Recorder(BaseLoader):
    """Notes which templates are asked for."""

    def __init__(self, loader: BaseLoader, asked: set[str]) -> None:
        self.loader = loader
        self.asked = asked

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        self.asked.add(template)
        return self.loader.get_source(environment, template)


def overriding(folder: Path, name: str, text: str) -> Templates:
    """The default templates, one of them replaced by the project's own."""
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return load_templates([folder, default_templates()])


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    assert one.keys() == other.keys()
    return {name for name in one if one[name] != other[name]}


def test_every_template_is_used(library: Library, today: date) -> None:
    templates, asked = load_templates([default_templates()]), set[str]()
    for environment in (templates.markdown, templates.html, templates.server):
        assert environment.loader is not None
        environment.loader = Recorder(environment.loader, asked)

    rendered(library, templates, today)
    hosting_files(library.settings, frozenset(), [], templates)

    there = {path.relative_to(default_templates()).as_posix() for path in default_templates().rglob(f"*{SUFFIX}")}
    assert len(there) > 50
    others = {"components/faults.html.jinja", "packet/page.html.jinja", "packet/style.css.jinja"}
    others |= {f"versions/{name}.jinja" for name in ("index.html", "page.html", "style.css")}
    assert asked == there - others, "those are for previews, review packets, and versions side by side"


def test_misspelt_field_in_markdown_is_an_error(tmp_path: Path, library: Library, today: date) -> None:
    templates = overriding(tmp_path, "pages/prose.md.jinja", "one line\n{{ page.titel }}\n")

    with pytest.raises(TemplateFault) as fault:
        rendered(library, templates, today)

    assert str(fault.value) == (
        "templates/pages/prose.md.jinja:2: 'wardbook.views.records.prose.ProseView object' has no attribute 'titel'"
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [("{{ 1 / 0 }}", "ZeroDivisionError: division by zero"), ("{{ page.title + 1 }}", "TypeError: ")],
)
def test_whatever_goes_wrong_in_a_template_is_told_with_its_line(
    tmp_path: Path, library: Library, today: date, wrong: str, told: str
) -> None:
    templates = overriding(tmp_path, "pages/prose.md.jinja", f"one line\n{wrong}\n")

    with pytest.raises(TemplateFault) as fault:
        rendered(library, templates, today)

    assert str(fault.value).startswith(f"templates/pages/prose.md.jinja:2: {told}")


def test_misspelt_field_in_html_is_an_error(tmp_path: Path, library: Library, today: date) -> None:
    templates = overriding(tmp_path, "components/status.html.jinja", "<p>\n{% if status.verson %}x{% endif %}</p>\n")

    with pytest.raises(TemplateFault) as fault:
        rendered(library, templates, today)

    assert str(fault.value) == (
        "templates/components/status.html.jinja:2:"
        " 'wardbook.views.parts.status.ShownStatus object' has no attribute 'verson'"
    )


@pytest.mark.parametrize(
    "expression",
    ["{{ x }}", "{{ x.y }}", "{% if x %}{% endif %}", "{% for y in x %}{% endfor %}", "{{ x|lower }}", "{{ x ~ 'y' }}"],
)
@pytest.mark.parametrize("environment", ["markdown", "html", "server"])
def test_unknown_name_is_an_error_wherever_it_stands(templates: Templates, environment: str, expression: str) -> None:
    template = getattr(templates, environment).from_string(expression)

    with pytest.raises(UndefinedError, match=r"^'x' is undefined$"):
        template.render()


def test_known_names_are_no_error(templates: Templates) -> None:
    assert templates.markdown.from_string("{{ x }}").render(x="words") == "words"
    assert templates.html.from_string("{{ x }}").render(x="words") == "words"
    assert templates.server.from_string("{{ x }}").render(x="words") == "words"


def test_projects_template_takes_the_place_of_its_namesake_alone(
    tmp_path: Path, library: Library, today: date, site: dict[str, bytes]
) -> None:
    templates = overriding(tmp_path, "pages/topics.md.jinja", "# Ours\n")

    ours = rendered(library, templates, today)

    assert ours["topics/index.md"] == b"# Ours\n"
    assert differing(ours, site) == {"topics/index.md"}


def test_projects_component_shows_on_every_page_that_has_it(
    tmp_path: Path, library: Library, today: date, site: dict[str, bytes]
) -> None:
    templates = overriding(tmp_path, "components/tabs.html.jinja", "<p>Ours: {{ tabs|length }}</p>\n")

    ours = rendered(library, templates, today)

    parts = {
        id: ("index", *(section.slug for section in sections_of(scenario.optional_sections, library) if section.tab))
        for id, scenario in library.scenarios.items()
        if not scenario.review.ended
    }
    tabs = {f"scenarios/{id}/{part}.md": len(parts[id]) for id in parts for part in parts[id]}
    assert differing(ours, site) == {*tabs}
    assert all(f"<p>Ours: {count}</p>".encode() in ours[name] for name, count in tabs.items())


def test_projects_asset_takes_the_place_of_its_namesake_and_a_new_one_is_added(
    tmp_path: Path, library: Library, today: date, site: dict[str, bytes]
) -> None:
    (tmp_path / "assets" / "extra").mkdir(parents=True)
    (tmp_path / "assets" / "wardbook.css").write_bytes(b"/* ours */")
    (tmp_path / "assets" / "extra" / "new.css").write_bytes(b"/* new */")

    ours = rendered(library, load_templates([tmp_path, default_templates()]), today)

    assert ours.pop("assets/extra/new.css") == b"/* new */"
    assert ours["assets/wardbook.css"] == b"/* ours */"
    assert differing(ours, site) == {"assets/wardbook.css"}


def test_folder_without_templates_changes_nothing(
    tmp_path: Path, library: Library, today: date, site: dict[str, bytes]
) -> None:
    folders = [tmp_path, tmp_path / "none", default_templates()]

    assert rendered(library, load_templates(folders), today) == site


@pytest.mark.parametrize(
    ("text", "markdown", "html"),
    [
        ("<script>", "&lt;script&gt;", "&lt;script&gt;"),
        ('"a" & b', '"a" &amp; b', "&#34;a&#34; &amp; b"),
        ("a*b*c | d_e", r"a\*b\*c &#124; d\_e", "a*b*c | d_e"),
        ("#1", r"\#1", "#1"),
        ("1986. Smith", "1986&#46; Smith", "1986. Smith"),
        ("{: #x }", r"\{: \#x \}", "{: #x }"),
        ("[a](b)", r"\[a\](b)", "[a](b)"),
        ("&lt;", "&amp;lt;", "&amp;lt;"),
        (r"\*", r"\\\*", r"\*"),
    ],
)
def test_both_kinds_of_template_escape_what_they_print(
    templates: Templates, text: str, markdown: str, html: str
) -> None:
    assert templates.markdown.from_string("{{ x }}").render(x=text) == markdown
    assert templates.html.from_string("{{ x }}").render(x=text) == html


@pytest.mark.parametrize("environment", ["markdown", "html"])
def test_what_a_template_says_itself_is_not_escaped(templates: Templates, environment: str) -> None:
    template = getattr(templates, environment).from_string("<b>*a*</b> {{ x }} {{ y }}")

    assert template.render(x=Markup("<i>*b*</i>"), y=1) == "<b>*a*</b> <i>*b*</i> 1"


def test_autoescape_does_not_hang_on_the_templates_name(templates: Templates) -> None:
    environments: tuple[Any, ...] = (templates.markdown, templates.html)

    assert [environment.autoescape for environment in environments] == [True, True]


def test_macros_stand_in_files_of_their_own() -> None:
    """A macro in a template that is rendered knows its context, and the context the macro.

    Such a circle keeps all that was rendered until Python looks for circles, which a build does seldom.
    """
    templates = [name for name in names_below(default_templates()) if name.endswith(".jinja")]
    assert len(templates) > 80
    for name in templates:
        defines = "{% macro" in (default_templates() / name).read_text(encoding="utf-8")
        assert defines == name.startswith("macros/"), name
