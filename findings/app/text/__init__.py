"""Every sentence that the app says, by page."""
