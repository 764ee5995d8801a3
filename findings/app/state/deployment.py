"""How this app is set up: its settings, read once, and that it asks nobody outside."""

from __future__ import annotations

from functools import cache

from streamlit import net_util

from findings.settings import Settings, read_settings


@cache
def settings() -> Settings:
    """Raises SettingsError when one cannot be used."""
    return read_settings()


def ask_nobody() -> None:
    """Keep Streamlit from asking a service on the internet for the address of this machine.

    It would ask when a page of another site tries to connect. At the start it does not, because
    `.streamlit/config.toml` names the address that is shown.
    """
    net_util._external_ip = ""
