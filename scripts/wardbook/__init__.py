"""Wardbook: structured clinical guidelines in, a published site out.

`wardbook.library.library.load` reads and checks a project's content; `wardbook.render.site.render_site`
turns the result into files. Everything else serves one of the two.
"""

__version__ = "0.1.0"
