"""A query becomes hits: understood, expanded, retrieved, fused, compared word by word, explained."""
