"""What Streamlit is given to run. A folder of its own: Streamlit takes its settings from beside the script, and would
take a `pages/` there for its own list of pages."""
