"""The records that programs are given, the same from the command line and over HTTP."""
