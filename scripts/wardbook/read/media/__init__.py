"""Pictures and documents: what is in a file, whether it can be published, and a picture without anything beside it."""
