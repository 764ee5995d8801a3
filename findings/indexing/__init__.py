"""From passages to an index generation, and back: encoder, vectors, words, store, vocabulary, build."""
