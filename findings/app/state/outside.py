"""Streamlit's one question to the outside: which address this machine has there. Here it asks nobody."""

from __future__ import annotations

from streamlit import net_util


def ask_nobody() -> None:
    """Have the answer known, so that no service is asked for it when a page of another site tries to connect.

    At the start nobody is asked because `.streamlit/config.toml` names the address that is shown.
    """
    net_util._external_ip = ""
