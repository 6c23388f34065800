"""Rules about words and the characters in which they are written."""
