"""Changes: those of a page, and those of the library as a page, as feeds and as data."""
