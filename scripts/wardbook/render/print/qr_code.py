"""The drawing on a print that a camera reads: the address of what is said of this copy."""

from __future__ import annotations

import io
from typing import Final

LEVEL: Final = "M"
"""The error correction level: 15 in 100 of the drawing may be lost, as by a fold or a stain."""


def code(address: str) -> str:
    """A QR code as SVG, a unit to a module and without a quiet zone, which is its surroundings'; empty for no address.

    The same address gives the same drawing.
    """
    if not address:
        return ""
    import segno  # takes time to load, and nothing may be printed

    drawing = io.BytesIO()
    segno.make_qr(address, error=LEVEL, boost_error=False).save(
        drawing, kind="svg", border=0, xmldecl=False, nl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return drawing.getvalue().decode()
