"""The settings of this app: read once, when its first page is drawn."""

from __future__ import annotations

from functools import cache

from findings.settings import Settings, read_settings


@cache
def settings() -> Settings:
    """Raises SettingsError when one cannot be used."""
    return read_settings()
