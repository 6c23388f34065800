"""With what a project is rendered: its templates, a press, and the day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from wardbook.build.render import RENDERED, Kit, Progress
from wardbook.render.templates import PRINT, Templates, load_templates
from wardbook.render.typst import TypstPrinter, printer_version
from wardbook.system.digests import digest, tree_digest
from wardbook.system.files import write_tree
from wardbook.system.packaged import PACKAGE, template_folders


@contextmanager
def kit_of(root: Path, today: date, progress: Progress) -> Iterator[Kit]:
    """With what the project at `root` is rendered. Raises TemplateFault and OSError."""
    folders = template_folders(root)
    templates = load_templates(folders)
    with TemporaryDirectory(prefix="wardbook-") as folder:
        yield Kit(
            target=root / RENDERED,
            templates=templates,
            templates_digest=tree_digest(folders),
            press=press_of(templates, Path(folder)),
            press_digest=digest(
                printer_version(), tree_digest([PACKAGE], "typst.py"), tree_digest(folder / PRINT for folder in folders)
            ),
            today=today,
            progress=progress,
        )


def press_of(templates: Templates, folder: Path) -> TypstPrinter:
    """A press with the templates, which are laid out in `folder`. Raises OSError."""
    write_tree(folder, templates.prints)
    return TypstPrinter(folder, templates.fonts)
