"""Pictures of a page for slides and papers: the same drawing as SVG and as PNG."""
