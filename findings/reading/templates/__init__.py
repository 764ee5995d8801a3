"""How each inspectorate prints its documents: its template as data (*.toml), and what is read by it."""
