"""One module for each kind of record that has a page."""
