"""Tables and grids: what is drawn as HTML, and the same rows for a spreadsheet."""
