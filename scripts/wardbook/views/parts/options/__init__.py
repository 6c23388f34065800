"""Parts of pages about rated options: their words, the votes on them, and what stands under a rating table."""
