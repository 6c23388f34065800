"""Wardbook: structured clinical guidelines in, a published site out.

`wardbook.build.check.check_content` reads and checks a project's content; `wardbook.build.render.render_site` turns
it into the files of `site_src/`. `wardbook.project` calls both, and everything else serves one of the two.
"""

__version__ = "0.1.0"
