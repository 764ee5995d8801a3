"""Documents: the table, the facts, the reader."""
