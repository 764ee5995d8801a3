"""What is known of words: stems, sentences, dates, years, figures, names, places, terms."""
