"""The judge: a small cross-encoder that says whether a sentence answers what was asked, and how it is trained."""
