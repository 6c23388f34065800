"""Rules about what was published: addresses, printed copies and changes."""
