"""Pages about the library as a whole."""
