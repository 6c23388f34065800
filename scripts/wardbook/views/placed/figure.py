"""Figures as a text shows them."""

from __future__ import annotations

from wardbook import urls
from wardbook.model.media import PictureFile
from wardbook.model.records.figure import Figure
from wardbook.views.placed.texts import Texts
from wardbook.views.text import ShownFigure, mark


def shown_figure(figure: Figure, picture: PictureFile, texts: Texts) -> ShownFigure:
    """A figure with its picture."""
    return ShownFigure(
        id=figure.id,
        file=picture.path,
        url=urls.file(picture.path),
        width=picture.width,
        height=picture.height,
        alternative=figure.alternative_text,
        caption=texts.sentence(figure.caption.text),
        mark=mark(figure.caption.standing),
        consent=texts.line(figure.consent or ""),
        credit=texts.line(figure.credit),
        license=texts.line(figure.license),
        description=texts.prose(figure.description),
    )
