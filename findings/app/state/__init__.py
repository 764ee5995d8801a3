"""What lasts between two runs of a page: the address, the library, the pack in use, work in the background."""
