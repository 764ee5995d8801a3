"""What the index, the evidence packs and the running app bear: processes killed, disks full, bytes changed, files gone,
clocks turned back. One file a subject; `python -m tests.robustness.faults` runs them all."""
