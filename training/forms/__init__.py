"""What the wording of a question tells: labelled questions, and the fit of the small models."""
