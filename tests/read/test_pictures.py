"""A picture is published as it is seen and without anything else; what cannot be published so is a fault."""

from __future__ import annotations

import io
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from support.picture_files import SECRET, decoded, encoded, notes, pixels, png_texts
from wardbook.read.media.faults import FileFault
from wardbook.read.media.picture import clean_picture

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:ink" viewBox="0 0 30 20"{}>{}</svg>'
SHAPE = '<path d="M0 0L9 9"/>'

KEPT = {
    "notes.png": encoded(pixels(), "PNG", exif=notes(), pnginfo=png_texts(), icc_profile=PROFILE) + SECRET.encode(),
    "palette.png": encoded(pixels().convert("P"), "PNG", transparency=3, pnginfo=png_texts()),
    "transparent.png": encoded(pixels(mode="RGBA"), "PNG", exif=notes()),
    "deep.png": encoded(pixels(mode="L").convert("I;16"), "PNG", pnginfo=png_texts()),
    "notes.jpg": encoded(pixels(), "JPEG", exif=notes(), comment=SECRET, icc_profile=PROFILE) + SECRET.encode(),
    "progressive.jpeg": encoded(pixels(), "JPEG", exif=notes(), progressive=True),
    "restarts.jpg": encoded(pixels(99, 99), "JPEG", comment=SECRET, restart_marker_blocks=1),
    "gray.jpg": encoded(pixels(mode="L"), "JPEG", exif=notes()),
    "notes.webp": encoded(pixels(), "WEBP", exif=notes(), xmp=SECRET.encode(), icc_profile=PROFILE) + SECRET.encode(),
    "transparent.webp": encoded(pixels(mode="RGBA"), "WEBP", exif=notes()),
    "lossless.webp": encoded(pixels(mode="RGBA"), "WEBP", lossless=True, xmp=SECRET.encode()),
}
"""Files with notes in them, of every form in which pixels are written."""


@pytest.mark.parametrize("name", KEPT)
def test_notes_are_taken_out_and_no_pixel_changes(name: str) -> None:
    raw = KEPT[name]
    assert SECRET.encode() in raw
    picture = clean_picture(name, raw)
    assert SECRET.encode() not in picture.content
    assert decoded(picture.content) == decoded(raw)
    assert (picture.width, picture.height) == Image.open(io.BytesIO(raw)).size
    assert clean_picture(name, picture.content) == picture
    assert not Image.open(io.BytesIO(picture.content)).getexif()


def test_a_preview_in_a_jpeg_is_taken_out() -> None:
    raw = encoded(pixels(), "JPEG")
    header = b"\xff\xe0" + (16 + 3).to_bytes(2) + raw[6:18] + b"\x01\x01" + SECRET.encode()[:3]
    with_preview = raw[:2] + header + raw[20:]
    assert clean_picture("a.jpg", with_preview) == clean_picture("a.jpg", raw)


def test_a_drawing_keeps_what_draws() -> None:
    inner = (
        f"<!-- {SECRET} --><title>{SECRET}</title><metadata>{SECRET}</metadata><i:view/>"
        f'<g i:label="{SECRET}" fill="#123456"> {SECRET} {SHAPE}</g>'
    )
    picture = clean_picture("a.svg", SVG.format("", inner).encode())
    assert picture.content.decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20" width="30" height="20">'
        '<g fill="#123456"><path d="M0 0L9 9" /></g></svg>'
    )
    assert (picture.width, picture.height) == (30, 20)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [(' width="50" height="40px"', (50, 40)), (' width="1in" height="25.4mm"', (96, 96)), (' width="50%"', (30, 20))],
)
def test_a_drawing_has_a_size_in_pixels(attributes: str, size: tuple[int, int]) -> None:
    picture = clean_picture("a.svg", SVG.format(attributes, SHAPE).encode())
    assert (picture.width, picture.height) == size


FAULTS = {
    "empty": ("a.png", b"", "expected PNG, as the file's name says, got an empty file"),
    "other kind": ("a.png", encoded(pixels(), "JPEG"), "expected PNG, as the file's name says, got JPEG"),
    "gif": ("a.webp", encoded(pixels(), "GIF"), "got GIF: save it as WebP"),
    "tiff": ("a.jpg", encoded(pixels(), "TIFF"), "got TIFF: save it as JPEG"),
    "dicom": ("a.jpg", bytes(128) + b"DICM", "got DICOM: save it as JPEG"),
    "page": ("a.svg", b"<!doctype html><html>", "got another kind of markup"),
    "words": ("a.svg", b"hello", "got a file of another kind"),
    "lfs": ("a.png", b"version https://git-lfs.github.com/spec/v1\n", "got a pointer of Git LFS"),
    "pixels": ("a.png", encoded(Image.new("1", (4001, 1)), "PNG"), "4,000 pixels on each side, got 4,001 by 1:"),
    "animated png": (
        "a.png",
        encoded(pixels(), "PNG", save_all=True, append_images=[pixels().rotate(90)]),
        "got an animation",
    ),
    "animated webp": (
        "a.webp",
        encoded(pixels(), "WEBP", save_all=True, append_images=[pixels().rotate(90)]),
        "got an animation",
    ),
    "press": ("a.jpg", encoded(pixels(mode="CMYK"), "JPEG"), "got colors for a press (CMYK)"),
    "turned": ("a.jpg", encoded(pixels(), "JPEG", exif=notes(6)), "a note of the camera turns or mirrors"),
    "mirrored": ("a.png", encoded(pixels(), "PNG", exif=notes(2)), "a note of the camera turns or mirrors"),
    "turned webp": ("a.webp", encoded(pixels(), "WEBP", exif=notes(3)), "a note of the camera turns or mirrors"),
    "script": ("a.svg", SVG.format("", "<script/>" + SHAPE).encode(), "got the element `script`"),
    "link": ("a.svg", SVG.format("", f'<a href="x">{SHAPE}</a>').encode(), "got the element `a`"),
    "reference": ("a.svg", SVG.format("", '<path fill="url(//x/y#z)"/>').encode(), "got the value of `fill`"),
    "handler": ("a.svg", SVG.format(' onload="x()"', SHAPE).encode(), "got the attribute `onload`"),
    "foreign": ("a.svg", SVG.format("", f"<foreignObject/>{SHAPE}").encode(), "got the element `foreignObject`"),
    "text": ("a.svg", SVG.format("", "<text>5 mm</text>").encode(), "got words in it"),
    "doctype": ("a.svg", b"<!DOCTYPE svg>" + SVG.format("", SHAPE).encode(), "got a document type"),
    "nothing": ("a.svg", SVG.format("", "").encode(), "got one without any line or shape"),
    "no size": ("a.svg", SVG.format("", SHAPE).replace("viewBox", "id").encode(), "says how large it is"),
    "no svg": ("a.svg", f"<svg>{SHAPE}</svg>".encode(), "got no `svg` element of SVG"),
    "deep": ("a.svg", SVG.format("", "<g>" * 900 + "</g>" * 900).encode(), "expected groups at most 40 deep"),
    "broken": ("a.svg", SVG.format("", "<g>").encode(), "expected a whole SVG drawing"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_file_that_no_page_can_show_is_a_fault(case: str) -> None:
    name, raw, message = FAULTS[case]
    with pytest.raises(FileFault) as caught:
        clean_picture(name, raw)
    assert message in str(caught.value)
    assert ": " in str(caught.value), "no advice"


@pytest.mark.parametrize("name", KEPT)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_told_or_shows_the_same_after_cleaning(name: str, data: st.DataObject) -> None:
    raw = bytearray(KEPT[name])
    place = data.draw(st.integers(0, len(raw) - 1))
    spoil = data.draw(st.sampled_from((partial(_cut, place), partial(_flip, place))))
    try:
        picture = clean_picture(name, bytes(spoil(raw)))
    except FileFault:
        return
    assert clean_picture(name, picture.content) == picture


def _cut(place: int, raw: bytearray) -> bytearray:
    return raw[:place]


def _flip(place: int, raw: bytearray) -> bytearray:
    raw[place] ^= 0xFF
    return raw
