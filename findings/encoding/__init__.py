"""Texts become vectors, and pairs of texts become judgements."""
