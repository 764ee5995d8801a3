"""What documents asked to be improved, and where later ones raise it again."""
