"""Scripts that make the small models kept in the repository, each with its cross-validated figures."""
