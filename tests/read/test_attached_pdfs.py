"""An attached PDF is whole, everybody can read it, and it does nothing but show pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Dictionary, Encryption, Name, ObjectStreamMode, Pdf, Stream

from wardbook.read.media.faults import FileFault
from wardbook.read.media.pdf import check_pdf


def made(change: Callable[[Pdf], None] = lambda _: None, **options: Any) -> bytes:
    """A PDF of one page, with a change."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    change(pdf)
    file = io.BytesIO()
    pdf.save(file, static_id=True, **options)
    return file.getvalue()


def acts(pdf: Pdf) -> None:
    """It runs a script when it is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('bears')")


def starts(pdf: Pdf) -> None:
    """It starts a program when it is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F="bears.exe")


def carries(pdf: Pdf) -> None:
    """It has a file in it."""
    file = pdf.make_indirect(Stream(pdf, b"bears", Type=Name.EmbeddedFile))
    pdf.Root.AF = Dictionary(EF=Dictionary(F=file))


PACKED = {"object_stream_mode": ObjectStreamMode.generate}


@pytest.mark.parametrize("raw", [made(), made(**PACKED), made() + b"\r\n\0\0"])
def test_a_plain_document_is_taken(raw: bytes) -> None:
    check_pdf(raw)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "got an empty file"),
        (b"bears", "got a file of another kind"),
        (b"PK\x03\x04", "got a ZIP archive or an Office document"),
        (made()[:-40], "got one that breaks off"),
        (made(encryption=Encryption(owner="a", user="b")), "got an encrypted one"),
        (made(encryption=Encryption(owner="a", user="b"), **PACKED), "got an encrypted one"),
        (made(acts), "got one with JavaScript"),
        (made(acts, **PACKED), "got one with JavaScript"),
        (made(acts).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4AS"), "got one with JavaScript"),
        (made(starts, **PACKED), "got one with an action that starts a program"),
        (made(carries), "got one with a file in it"),
        (made(**PACKED).replace(b"/FlateDecode", b"/LZWDecode  ").replace(b"stream\n\x78", b"stream\n\0"), "damaged"),
    ],
)
def test_what_does_more_or_less_than_show_pages_is_a_fault(raw: bytes, message: str) -> None:
    with pytest.raises(FileFault) as caught:
        check_pdf(raw)
    assert message in str(caught.value)


def test_reading_takes_no_longer_for_one_made_to_take_long() -> None:
    check_pdf(b"%PDF-1.7\n" + b"stream\n" * 600_000 + b"%%EOF")
