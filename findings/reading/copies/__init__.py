"""The same document twice: copies, and older and newer versions."""
