"""Adding and removing documents, and the build that follows."""
