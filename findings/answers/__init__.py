"""Answering: the sentences of the documents that answer a question, or an abstention."""
