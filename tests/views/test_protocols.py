"""Protocols of any kind: one without images has no trace of them."""

from __future__ import annotations

from dataclasses import replace

from support.paths import TODAY
from support.printers import blank
from support.rendering import print_jobs
from wardbook import urls
from wardbook.kinds import PROTOCOL
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.named import ModalityRef
from wardbook.render.context import render_context
from wardbook.render.site import render_target
from wardbook.render.templates import Templates
from wardbook.views.print.current import computed_copies


def test_a_protocol_without_images_says_nothing_of_them(library: Library, templates: Templates) -> None:
    sewing = library.protocols["us-bear"].model_copy(update={"acquisitions": (), "modality": ModalityRef("mending")})
    changed = replace(library, protocols={**library.protocols, "us-bear": sewing})
    edition = edition_of(changed, TODAY)
    context = render_context(changed, templates, blank)
    files = render_target((PROTOCOL, "us-bear"), edition, context, computed_copies(edition)).files

    for name in (urls.page_of(PROTOCOL, "us-bear"), urls.embed_of(PROTOCOL, "us-bear")):
        text = files[name].decode()
        assert "Parameters" in text
        assert "mage acquisition" not in text
        assert "acquisitions" not in text
    (job, *_) = print_jobs((PROTOCOL, "us-bear"), changed)
    assert '"acquisitions": []' in str(job.doc).replace('":[', '": [')
