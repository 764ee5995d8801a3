"""Between the address and the inputs: both always say the same, and only the address is believed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from findings.app.state.address import Address

_SCRIPT = Path(__file__).with_name("address.js")


def params() -> dict[str, list[str]]:
    """The query parameters, repeated ones together, without what cannot be seen: it may turn the words around it."""
    return {name: [seen(value) for value in st.query_params.get_all(name)] for name in st.query_params}


def seen(text: str) -> str:
    """The text without control and formatting characters; white space stays."""
    return "".join(c for c in text if c in "\n\r\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def go(address: Address) -> None:
    """Write the address: one entry in the browser's history."""
    st.query_params.from_dict(address.params())


def in_place_of_nothing(address: Address) -> None:
    """Write the address where there is none, without an entry in the history."""
    query = json.dumps(urlencode(address.params(), doseq=True)).replace("<", "\\u003c")
    number = st.session_state["address-script"] = st.session_state.get("address-script", 0) + 1
    script = _SCRIPT.read_text("utf-8")
    with st.container(key="address-script"):
        st.html(f"<script>/* {number} */({script})({query});</script>", unsafe_allow_javascript=True)


def link(label: str, address: Address, key: str) -> None:
    """What looks like a link to another view of the same page: `st.page_link` would leave the address as it is."""
    st.button(plain(label), key=key, type="tertiary", on_click=go, args=(address,))


def fill(form: str, values: Mapping[str, Any]) -> None:
    """Put the address's values into a form's inputs, when it changed since they were filled last.

    Else what a person has typed and not yet sent stays. Inputs have the keys "<form>-<name>".
    """
    keys = {f"{form}-{name}": value for name, value in values.items()}
    if st.session_state.get(form) != keys or any(key not in st.session_state for key in keys):
        st.session_state.update(keys)
        st.session_state[form] = keys


def plain(text: str) -> str:
    """Text for a label that Streamlit reads as Markdown, so that it shows as it is."""
    escaped = "".join(f"\\{c}" if c.isascii() and not c.isalnum() and c not in " ,'" else c for c in text)
    return re.sub(
        r"\\:(?=\S)", "\\:\u2060", escaped
    )  # an invisible joiner keeps ":word:" from becoming a picture
