"""Templates for both languages: each says the same on a page and in an embed, with hostile text in every field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest

from support.hostile_text import write_project
from support.loading import load
from support.pages import HEADINGS, Dom, as_commonmark, as_python_markdown, dom
from support.paths import TODAY
from wardbook.library.edition import edition_of
from wardbook.render.fragments import Fragments
from wardbook.render.templates import TemplateFault, Templates, load_templates
from wardbook.system.links import names_below
from wardbook.system.packaged import default_templates
from wardbook.views.article.article import article_source, lay_out
from wardbook.views.embed import moved_embeds
from wardbook.views.records.protocol import protocol_layout
from wardbook.views.records.topic import topic_layout
from wardbook.views.sections import SECTIONS

NAMES: Final = tuple(name for name in names_below(default_templates()) if name.startswith(("sections/", "shared/")))
HOSTILE: Final = "1986. <i>c</i> | #d &lt; {: #h }"


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The values of each template, from a library with hostile text in every field."""
    root = tmp_path_factory.mktemp("hostile")
    write_project(HOSTILE, root)
    library = load(root)
    edition = edition_of(library, TODAY)
    article = lay_out(article_source(library.scenarios["new-bear-lump"], edition)).whole
    sections = {
        f"sections/{section.slug}.jinja": {"title": HOSTILE, "section": section.view} for section in article.sections
    }
    return sections | {
        "shared/attachments.jinja": {"page": article},
        "shared/changes.jinja": {"page": article.head},
        "shared/foot.jinja": {"page": article},
        "shared/head.jinja": {"head": article.head, "title": HOSTILE},
        "shared/moved.jinja": {"page": next(iter(moved_embeds(edition))).view},
        "shared/protocol.jinja": {"page": protocol_layout(library.protocols["us-bear"], edition).view},
        "shared/review.jinja": {
            "status": article.head.status,
            "approvals": article.head.approvals,
            "changes": article.head.changes,
            "disclaimer": article.disclaimer,
        },
        "shared/title.jinja": {"head": article.head, "title": HOSTILE},
        "shared/topic.jinja": {"page": topic_layout(library.topics["lumpy-bears"], edition).view},
    }


@pytest.mark.parametrize("name", NAMES)
def test_template_says_the_same_in_both_languages(
    name: str, values: dict[str, dict[str, Any]], templates: Templates
) -> None:
    fragments = Fragments(templates)

    page, embed = fragments.markdown(name, **values[name]), fragments.html(name, **values[name])

    assert HOSTILE in dom(embed).text
    for on_page in (as_python_markdown(page), as_commonmark(page)):
        assert on_page.text == dom(embed).text
        assert on_page.faults == dom(embed).faults == ()
        assert _outline(on_page) == _outline(dom(embed), lowered=1)


def _outline(page: Dom, *, lowered: int = 0) -> list[tuple[str, str | None]]:
    """The headings by their levels, those of an embed raised to the levels of a page, and their ids."""
    return [(HEADINGS[HEADINGS.index(e.tag) - lowered], e.get("id")) for e in page.elements if e.tag in HEADINGS]


def test_every_template_for_both_languages_names_none_and_the_others_name_one() -> None:
    assert [name for name in NAMES if not re.fullmatch(r"(sections|shared)/[a-z]+\.jinja", name)] == []
    assert [
        name
        for name in names_below(default_templates())
        if name not in NAMES and re.fullmatch(r"[^.]+\.jinja", name) and not name.startswith("hosting/")
    ] == []


def test_every_section_has_exactly_one_template() -> None:
    of_sections = [name for name in names_below(default_templates()) if "sections" in Path(name).parts]

    assert sorted(of_sections) == sorted(f"sections/{section.slug}.jinja" for section in SECTIONS)


@pytest.mark.parametrize("language", ["markdown", "html"])
@pytest.mark.parametrize(
    ("wrong", "told"),
    [("{{ page.titel }}", "'str object' has no attribute 'titel'"), ("{% if %}", "Expected an expression")],
)
def test_fault_is_told_with_the_line_of_the_template(tmp_path: Path, language: str, wrong: str, told: str) -> None:
    path = tmp_path / "shared" / "topic.jinja"
    path.parent.mkdir()
    path.write_text(f"one line\n\n\n{wrong}\n", encoding="utf-8")
    fragments = Fragments(load_templates([tmp_path, default_templates()]))

    with pytest.raises(TemplateFault) as fault:
        getattr(fragments, language)("shared/topic.jinja", page="words")

    assert str(fault.value).startswith(f"templates/shared/topic.jinja:4: {told}")


def test_blank_line_stands_in_markdown_only(tmp_path: Path) -> None:
    path = tmp_path / "shared" / "topic.jinja"
    path.parent.mkdir()
    path.write_text("{{ page }}\n\n{% if page %}\n\n{{ page }}\n{% endif %}\n", encoding="utf-8")
    templates = load_templates([tmp_path, default_templates()])

    assert templates.render_markdown("shared/topic.jinja", page="a") == "a\n\n\na\n"
    assert templates.render_html("shared/topic.jinja", page="a") == "a\na\n"


def test_template_is_rendered_once_in_each_language_for_the_same_values(
    values: dict[str, dict[str, Any]], templates: Templates
) -> None:
    fragments, name = Fragments(templates), "sections/faq.jinja"

    page, embed = fragments.markdown(name, **values[name]), fragments.html(name, **values[name])

    assert page != embed
    assert fragments.markdown(name, **values[name]) is page
    assert fragments.html(name, **values[name]) is embed
    assert fragments.html(name, **values[name] | {"title": "Another"}) != embed
