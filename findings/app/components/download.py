"""A button whose file is made when it is asked for, and still there when the browser comes for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Literal

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx


def button(
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    media: str,
    key: str,
    kind: Literal["primary", "secondary"] = "secondary",
) -> None:
    """`make` is called on a click, on another thread: it draws nothing. `media` is the file's media type."""
    st.download_button(
        label,
        data=partial(made, make, file_name, media, key, get_script_run_ctx()),
        file_name=file_name,
        mime=media,
        on_click="ignore",
        key=key,
        type=kind,
    )


def made(make: Callable[[], bytes], file_name: str, media: str, key: str, person: object) -> bytes:
    """The file, kept for the person's session until its next page.

    Streamlit lets go of a file made on a click once two more pages have been drawn for anybody: with twenty people, one
    download in six came too late and was told that there is no such file.
    """
    data = make()
    if person is not None and runtime.exists():
        files = runtime.get_instance().media_file_mgr
        keep = Thread(target=files.add, args=(data, media, f"kept-{key}", file_name, True))
        # Whose file it is, is known by the thread; this one belongs to nobody and will serve others.
        add_script_run_ctx(keep, person)  # type: ignore[arg-type]
        keep.start()
        keep.join()
    return data
