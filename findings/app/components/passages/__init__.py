"""A passage on a page: its words, its place, and what can be done with it."""
