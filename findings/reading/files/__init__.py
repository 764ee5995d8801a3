"""What a file is, told by its bytes, and which reader reads it."""
