"""Measurements of quality and speed; README.md here says which documents and labels each needs."""
