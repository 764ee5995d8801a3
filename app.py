"""The app: which pages there are. Each page draws itself (findings/screens/pages)."""

import streamlit as st

from findings.screens import frame

frame.dress()
st.navigation(list(frame.pages()), position="top").run()
