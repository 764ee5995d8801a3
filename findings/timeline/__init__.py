"""What every inspection says on a topic, or that it says nothing."""
