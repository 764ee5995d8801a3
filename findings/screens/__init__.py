"""The screens: one file a page, small shared parts. The only room that imports streamlit."""
