"""The page about this copy of the site: who publishes it, and how to check that it is whole and theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.model.settings import Signature
from wardbook.views.page import Head, Page
from wardbook.views.parts.titles import THIS_COPY_TITLE

CHECK_SUMS: Final = f"sha256sum --check --quiet {urls.MANIFEST}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ThisCopy:
    """The page about this copy."""

    title: str
    publisher: str
    address: str
    """The address of the published site; empty where the settings have none."""
    check_sums: str
    check_signature: tuple[str, ...]
    """The commands that check the signature; empty for a site that is not signed."""


def this_copy_page(edition: Edition) -> Page:
    """The page about this copy of the site."""
    settings = edition.library.settings
    return Page(
        path=urls.THIS_COPY,
        template="this_copy.md.jinja",
        head=Head(title=THIS_COPY_TITLE, description="Check that a copy of this site is whole, and whose it is"),
        view=ThisCopy(
            title=settings.title,
            publisher=settings.publisher,
            address=settings.address or "",
            check_sums=CHECK_SUMS,
            check_signature=_commands(settings.signature),
        ),
    )


def _commands(signature: Signature | None) -> tuple[str, ...]:
    if signature is None:
        return ()
    signer, key = signature.signer, signature.public_key
    return (
        f"echo '{signer} {key}' > signers",
        f"ssh-keygen -Y verify -f signers -I {signer} -n wardbook -s {urls.MANIFEST}.sig < {urls.MANIFEST}",
    )
