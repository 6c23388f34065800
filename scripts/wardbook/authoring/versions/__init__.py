"""Two versions of the content: read them, compare them record by record, and tell the differences in clinical words."""
