"""Findings for other programs: JSON over HTTP, and the tools of a Model Context Protocol server."""
