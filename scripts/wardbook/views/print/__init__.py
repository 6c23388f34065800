"""Prints: handouts, protocol sheets and books, as data for the templates in `templates/print/`.

Links in them are counted from the site's root, because a print has no place in the site once it is downloaded.
"""
