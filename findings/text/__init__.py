"""What is known of words: stems, sentences, dates, years, figures, places, terms."""
