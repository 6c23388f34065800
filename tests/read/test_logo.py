"""The logo is a picture: whatever could act or fetch something when the file is opened by itself is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.fault_reports import report
from support.loading import load
from wardbook.read.svg import is_harmless, refused_part

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
REFUSED = (
    "content/library.yaml:15: logo: expected a drawing and nothing else, got the element `script`:"
    " save it as plain SVG\n"
)
HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'


@pytest.mark.parametrize(
    "drawing",
    [
        "",
        '<path d="M0 0L9 9" fill="#fff" stroke="red" style="opacity:.5"/>',
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)" width="9"/>',
        "<!-- a comment --><title>Toys</title><g><text x='1'>T &amp; T</text></g>",
        '<g transform="rotate(9)"><circle r="1"/><ellipse rx="1"/><polygon points="0,0"/></g>',
        '<g style="fill: rgb(1, 2%, 3); mask: url( \'#a.b-c\' ) ;;" transform="translate (1,-2e3) skewX(4)"/>',
        '<text font-family="\'Noto Sans\', sans-serif" aria-label="a: b/c" data-name="Ebene 1" xml:space="preserve"/>',
    ],
)
def test_a_drawing_is_harmless(drawing: str) -> None:
    assert is_harmless(SVG.format(drawing).encode())
    assert is_harmless(b'<?xml version="1.0" encoding="UTF-8"?>\n' + SVG.format(drawing).encode())


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<script href="https://evil.example/x.js"/>',
        '<path onload="alert(1)"/>',
        '<path ONCLICK="alert(1)"/>',
        '<a href="https://evil.example"><path/></a>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<image href="https://evil.example/x.png"/>',
        '<feImage xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://evil.example/x.png"/>',
        "<style>@import 'https://evil.example/x.css';</style>",
        '<path style="fill:url(https://evil.example/#a)"/>',
        '<path fill="url(&quot;https://evil.example/#a&quot;)"/>',
        r'<path style="fill:u\72l(https://evil.example/#a)"/>',
        "<foreignObject><p>words</p></foreignObject>",
        '<set attributeName="onload" to="alert(1)"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        f"<h:script {HTML}>alert(1)</h:script>",
        f'<h:img {HTML} src="https://evil.example/x.png"/>',
        f'<h:object {HTML} data="https://evil.example/"/>',
        f'<h:embed {HTML} src="data:text/html,x"/>',
        f'<h:meta {HTML} http-equiv="refresh" content="0;https://evil.example"/>',
        f'<h:iframe {HTML} src="https://evil.example"/>',
        '<?xml-stylesheet href="https://evil.example/x.css"?>',
        '<g xml:base="https://evil.example/"><path fill="url(#a)"/></g>',
        '<path fill="url(x.svg#a)"/>',
        '<path style="--a: 1"/>',
        '<path style="fill:var(--a)"/>',
        "<path style=\"font-family:'a;cursor:auto'\"/>",
    ],
)
def test_what_could_act_or_fetch_is_refused(inner: str) -> None:
    assert not is_harmless(SVG.format(inner).encode())


FETCHING = [
    "background-image",
    "border-image-source",
    "clip-path",
    "content",
    "cursor",
    "fill",
    "filter",
    "list-style-image",
    "mask",
    "mask-image",
    "offset-path",
    "shape-outside",
    "src",
]
"""Properties in which some browser reads an address."""
ADDRESSES = [
    "image-set('//evil.example/x' 1x)",
    "IMAGE-SET(&quot;x.png&quot; 1x)",
    "-webkit-image-set('x.png' 1x)",
    "image('x.png')",
    "cross-fade('x.png', red)",
    "url(#a) url(x.png)",
    "url(#a url(x.png))",
    "url/**/(x.png)",
    "src('x.png')",
    "u\\72l(x.png)",
    "image-seturl(#a)t('x.png')",
]


@pytest.mark.parametrize("written", ADDRESSES)
@pytest.mark.parametrize("name", FETCHING)
def test_a_value_with_an_address_is_refused_in_every_property(name: str, written: str) -> None:
    assert not is_harmless(SVG.format(f'<path style="{name}:{written}"/>').encode())
    assert not is_harmless(SVG.format(f'<path {name}="{written}"/>').encode())


@pytest.mark.parametrize(
    ("inner", "part"),
    [
        ("<style/>", "the element `style`"),
        ('<path onload=""/>', "the attribute `onload` in `path`"),
        ('<g style="fill:red;cursor:auto"/>', "the style `cursor` in `g`"),
        ('<g fill="image(a)"/>', "the value of `fill` in `g`"),
    ],
)
def test_what_is_refused_is_named(inner: str, part: str) -> None:
    assert refused_part(SVG.format(inner).encode()) == part


@pytest.mark.parametrize(
    "logo",
    [
        b"",
        b"no drawing",
        b"\x89PNG\r\n\x1a\n",
        b"<svg>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(),
        b"<!<!--DOCTYPE svg>" + SVG.format("").encode(),
        b'<?xml-stylesheet type="text/xsl" href="https://evil.example/x.xsl"?>' + SVG.format("").encode(),
        SVG.format("<script>alert(1)</script>").encode("utf-16"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;")).encode(
            "utf-16"
        ),
        b'<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
        b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 3000,
    ],
)
def test_a_file_that_is_no_plain_svg_is_refused(logo: bytes) -> None:
    assert not is_harmless(logo)


def test_a_harmful_logo_is_told_and_not_published(project: Path) -> None:
    (project / "content" / "logo.svg").write_text(SVG.format("<script/>"), encoding="utf-8")
    assert report(project) == REFUSED


def test_a_logo_is_published_as_it_is(project: Path) -> None:
    logo = SVG.format('<path d="M0 0L9 9"/>').encode()
    (project / "content" / "logo.svg").write_bytes(logo)
    assert load(project).logo == logo
