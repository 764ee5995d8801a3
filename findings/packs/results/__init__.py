"""The results of a search, to be taken away as files."""
