"""Saved searches, topics and questions; what is new on each; feeds and the e-mail digest."""
