"""Measurements of retrieval quality and speed. They need documents and judgements that are not in the repository."""
