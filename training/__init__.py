"""The programs that train the small models kept in the repository, and cross-validate them."""
