"""The sentences of saying that a label or an answer is wrong. Pure."""

from __future__ import annotations

from findings.feedback.reports import LABEL, NOT_ABOUT, Report
from findings.records import STANCES

BUTTON = "This label is wrong"
BUTTON_ANSWER = "This answer is wrong"
TITLE = "Say what is wrong"
SHOULD_BE = "What should the label be?"
COMMENT = "What is wrong? (optional)"
KEPT_HERE = (
    "Kept on this server with your search words, for the people who improve this tool. It is not sent anywhere, and "
    "does not change what you see."
)
KEEP = "Keep this report"
THANKS = "Your report is kept. Thank you."


def about(report: Report) -> str:
    """What the report is about, in one line."""
    if report.about == LABEL:
        return f"This passage is labelled ‘{STANCES.get(report.shown, report.shown)}’."
    return f"The answer to ‘{report.query}’."


def choice(should_be: str) -> str:
    if should_be == NOT_ABOUT:
        return "It is not about the topic"
    return STANCES.get(should_be, "Choose one, if you can")
