"""What people say is wrong: labels and answers, kept for whoever improves the tool, never sent anywhere."""
