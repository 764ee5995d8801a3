"""What a killed process, a full disk, a changed byte, a missing file or a wrong clock does to the index, evidence
packs and the running app. One file for each subject; `python -m tests.robustness.faults` runs them all."""
