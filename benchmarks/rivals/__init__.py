"""Other tools on the same files, each in an environment of its own: they are compared with, never depended on."""
