"""Bring `site_src/` up to date by doing again only what changed. See docs/decisions/0005."""
