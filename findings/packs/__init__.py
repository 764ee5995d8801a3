"""Chosen passages become a saved evidence pack, checked against the documents: Word, Excel, CSV, JSON."""
