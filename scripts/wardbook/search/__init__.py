"""Search of a built site: its index, and the golden queries.

Pagefind indexes the site's pages; attributes in the theme say which words of a page count.
Nothing else in the program knows Pagefind.
"""
