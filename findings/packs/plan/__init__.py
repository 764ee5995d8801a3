"""The action plan: a sheet of responses to the passages of a pack, and the way back into it."""
