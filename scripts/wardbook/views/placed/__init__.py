"""Records that texts place, as they are shown there: a module for each kind."""
