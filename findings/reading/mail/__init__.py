"""E-mail: the message, its attachments as parts."""
