"""The search of a built site: its index, and what the index finds.

Pagefind indexes the site's pages; which words of a page count is said in the theme by attributes.
Nothing else in the program knows Pagefind.
"""
