"""Which view a query is for: passages on a topic, an answer to a question, or the topic over time.

Learned from the labelled questions of `question_model.py`; what is certain of the query itself, its question mark and
the words for time that were taken out of it, decides first. No list of wordings.
"""

from __future__ import annotations

from findings.answers.forms import SURE
from findings.records import Plan
from findings.search.query_words import read_words
from findings.text import question_model
from findings.text.years import single_years

# A question without a question mark must be as clear as this to be taken for one.
CLEAR = 0.9


def view_of(plan: Plan) -> str:
    """The page that fits: "search", "ask" or "over_time"."""
    odds = question_model.probabilities("form", plan.query)
    form = max(odds, key=lambda name: odds[name])
    if form == "then_and_now" and odds[form] >= SURE and _whole_course(plan):
        return "over_time"
    if plan.query.rstrip().endswith("?"):
        return "ask"
    return "ask" if form != "sentences" and odds[form] >= CLEAR else "search"


def _whole_course(plan: Plan) -> bool:
    """Whether words ask for the course of time, and no single year is named to compare with."""
    words = read_words(plan.query)
    return bool(words.over) and (bool(words.ranges) or len(single_years(plan.query)) != 1)
