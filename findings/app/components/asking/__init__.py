"""What leads from one question to the next: pages that fit, filters in force, what is held."""
