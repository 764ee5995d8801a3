"""Findings: semantic search and cited answers over inspection texts.

`open_library("index")` opens a built index; importing this package loads none of the heavy libraries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from findings.library import open_library

__version__ = "0.1.0"
__all__ = ["__version__", "open_library"]


def __getattr__(name: str) -> Any:
    if name == "open_library":
        from findings.library import open_library

        return open_library
    raise AttributeError(f"module 'findings' has no attribute {name!r}")
