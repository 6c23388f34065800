"""The small Markdown of text fields: parsed once, kept as a tree, printed by templates."""
