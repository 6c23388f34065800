"""The page about this copy: how a reader checks the checksums and the signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from support.rendering import rendered
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.render.templates import Templates
from wardbook.views.lists.this_copy import ThisCopy, this_copy_page


def test_commands_check_the_signature_of_the_settings(library: Library, today: date) -> None:
    view = this_copy_page(edition_of(library, today)).view
    assert isinstance(view, ThisCopy)
    assert view.check_signature == (
        "echo 'desk@toys.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHRoaXMgaXMgbm8ga2V5IGJ1dCBhIHRlc3Q=' > signers",
        "ssh-keygen -Y verify -f signers -I desk@toys.example -n wardbook -s SHA256SUMS.sig < SHA256SUMS",
    )


def test_site_that_is_not_signed_says_so(library: Library, today: date, templates: Templates) -> None:
    settings = library.settings.model_copy(update={"signature": None})
    pages = rendered(replace(library, settings=settings), templates, today)
    assert "The publisher does not sign this site." in pages["library/this-copy.md"].decode()
