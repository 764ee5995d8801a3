"""The training of the model that reads how inspectors judge a practice."""
