"""Slides, spreadsheets, OpenDocument and rich text."""
