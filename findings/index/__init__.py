"""From passages to an index generation and back: vectors, words, store, vocabulary, build, verification."""
