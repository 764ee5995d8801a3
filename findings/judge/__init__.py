"""Whether a passage is about what was asked or typed, and how it judges what it speaks of."""
