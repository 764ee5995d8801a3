"""How this app is set up: its settings, read once, for whoever looks at it; and that it asks nobody outside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from streamlit import net_util

from findings.app.state import person
from findings.councils import Councils
from findings.settings import Settings, read_settings


@cache
def of_installation() -> Settings:
    """Raises SettingsError when one cannot be used."""
    return read_settings()


def settings() -> Settings:
    """Those of the installation; over a store, where people sign in, with the council of whoever looks at the page.

    Raises SettingsError when one cannot be used.
    """
    chosen = of_installation()
    return chosen.for_council(council()) if chosen.sign_in else chosen


def council() -> str:
    """That of whoever has signed in, by their address; "" for none, and where there is no store."""
    chosen = of_installation()
    return _councils(chosen.data).of(person.address()) if chosen.store and chosen.sign_in else ""


@cache
def _councils(data: Path) -> Councils:
    return Councils(data)


def ask_nobody() -> None:
    """Keep Streamlit from asking a service on the internet for the address of this machine.

    It would ask when a page of another site tries to connect. At the start it does not, because
    `.streamlit/config.toml` names the address that is shown.
    """
    net_util._external_ip = ""
