"""Wardbook: structured clinical guidelines in, a published site out.

`wardbook.library.load` reads and checks a project's content; `wardbook.site.render_site`
turns the result into files. Everything else serves one of the two.
"""

__version__ = "0.1.0"
