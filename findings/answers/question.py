"""What is certain of a question: its parts, the years it names, authorities and inspections that are not held.

What its words mean is left to the judge.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from findings.answers.needs import need_of
from findings.records import Plan
from findings.search.query_words import read_words
from findings.search.subjects import common_name
from findings.text import question_model
from findings.text.content_words import ASKING_WORDS, content_words
from findings.text.places import find_in
from findings.text.years import year_spans


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed, and what of it can be looked up rather than judged."""

    text: str
    subject: str  # its topic without years: the words searched for
    parts: tuple[str, ...]  # "what X is" and "who runs it"; one for a simple question
    years: tuple[frozenset[int], ...]  # each of those named; a financial year is two
    inspection_years: frozenset[int]  # "the 2017 inspection": a document of that year is asked about
    places: tuple[str, ...]  # authorities named that no document searched is about
    about: str = ""  # where it asks only what is said of something: that, "the canteen"; else ""


def read_question(plan: Plan, held: Collection[str] = (), subjects: Collection[str] = ()) -> Question:
    """Read the question of `plan`. `held` are the authorities of the documents searched, `subjects` their subjects:
    one that became a filter is read as "the school", for the sentences of its reports do not name it.
    """
    text = plan.query
    for words, meaning in plan.detected:
        if meaning in subjects:
            text = re.sub(rf"(?:the\s+)?{re.escape(words)}", common_name(meaning), text, count=1, flags=re.I)
    named = text != plan.query
    spans = year_spans(plan.topic)
    subject = plan.topic
    for start, end, _ in reversed(spans):
        subject = f"{subject[:start]} {subject[end:]}"
    subject = " ".join(subject.split())
    known = {*held, *plan.filters.authorities}
    return Question(
        text=text,
        subject=subject if any(c.isalpha() for c in subject) else plan.topic,
        parts=question_model.questions_in(text),
        years=tuple(dict.fromkeys(years for _, _, years in spans)),
        inspection_years=read_words(plan.query).visit_years,
        places=tuple(dict.fromkeys(name for _, _, name in find_in(plan.topic) if name not in known)),
        about=_only_about(plan) if named else "",
    )


def _only_about(plan: Plan) -> str:
    """What a question about one body is about, where it asks nothing else: "what does the college say about the
    canteen". Read so, because "what does the college say" is taken for a question about who speaks."""
    topic = question_model.topic_of(plan.topic).strip(question_model.TRIM)
    words = {word.lower() for word in content_words(plan.topic)}
    asks = any(word.lower().strip("?.,") in ASKING_WORDS for word in plan.topic.split())
    only = bool(topic) and words == {word.lower() for word in content_words(topic)}
    return topic if asks and only and need_of(plan.topic) is None else ""
