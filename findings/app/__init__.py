"""The app: pages, what they are made of, what lasts between two runs, and every sentence it says."""
