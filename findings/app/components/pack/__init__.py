"""The parts of the evidence pack's page."""
