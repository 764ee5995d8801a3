"""One file a page; each draws itself."""
