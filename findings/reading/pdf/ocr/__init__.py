"""Text recognition (OCR) of pages that are pictures of text, where tesseract is installed."""
