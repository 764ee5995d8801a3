"""Adding documents from outside and removing them: looked at, put in the corpus, indexed by a process of its own."""
