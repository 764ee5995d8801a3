"""The app: who may see it and which pages there are. Each page draws itself (findings/app/pages)."""

from __future__ import annotations

import streamlit as st

from findings.app import frame
from findings.app.components import message_bar, notice
from findings.app.state import cookies, current_pack, deployment, sign_in, visits
from findings.app.text import pack_text


def draw() -> None:
    """The page that the address names, or the way to sign in."""
    deployment.ask_nobody()
    frame.dress()
    if sign_in.passed():
        page = st.navigation(list(frame.pages(current_pack.follow())), position="top")
        with st.container(key="pack-address"):
            current_pack.in_address(page.title.startswith(pack_text.PAGE))
        message_bar.draw(page.url_path)
        top = st.container()  # where a fault is told
        with notice.faults(page.title, top):
            page.run()
        visits.follow()
        cookies.follow()


if __name__ == "__main__":  # so Streamlit runs it for `findings app`; the app.py of a checkout calls it
    draw()
