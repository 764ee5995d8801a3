"""Saving a question, and the list of what is saved with what is new on each."""
