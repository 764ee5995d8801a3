"""“This is wrong”, beside a label or an answer: kept on this server for whoever improves the tool, never sent."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from findings.app import frame
from findings.app.components import message_bar
from findings.app.components.message_bar import Message
from findings.app.state.deployment import settings
from findings.app.text import shared_text, wrong_text
from findings.errors import FindingsError
from findings.feedback.reports import ANSWER, LABEL, MAX_COMMENT, NOT_ABOUT, Report, keep
from findings.records import STANCES, Answer


def of_answer(answer: Answer) -> None:
    """The button of an answer, with its sentences or its refusal."""
    if st.button(wrong_text.BUTTON_ANSWER, key="wrong-answer", type="tertiary"):
        said = " ".join(sentence.text for sentence in answer.sentences) or answer.reason
        ask(Report(ANSWER, said, answer.plan.query, answer.form))


@st.dialog(wrong_text.TITLE)
def ask(report: Report) -> None:
    """Ask what is wrong with a label or an answer, and keep it."""
    frame.line(wrong_text.about(report), "intro")
    should_be = ""
    if report.about == LABEL:
        should_be = st.selectbox(
            wrong_text.SHOULD_BE,
            ("", *(label for label in STANCES if label != report.shown), NOT_ABOUT),
            key="wrong-should-be",
            format_func=wrong_text.choice,
        )
    comment = st.text_area(wrong_text.COMMENT, key="wrong-comment", max_chars=MAX_COMMENT, height=100)
    frame.line(wrong_text.KEPT_HERE)
    with st.container(horizontal=True, key="wrong-buttons"):
        yes = st.button(wrong_text.KEEP, type="primary", key="wrong-keep")
        if st.button(shared_text.CANCEL, key="wrong-cancel"):
            st.rerun()
    if not yes:
        return
    try:
        keep(settings().data, replace(report, should_be=should_be, comment=comment))
        message_bar.say(Message(wrong_text.THANKS))
    except FindingsError as error:
        message_bar.say(Message(str(error), wrong=True, words=comment))
    st.rerun()
