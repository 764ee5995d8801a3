"""The app as Streamlit runs it; findings/app has its pages."""

from findings.app.script.findings_app import draw

draw()
