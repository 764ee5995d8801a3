"""Which form of answer a question asks for, before anything is looked up.

The form is learned from labelled questions (`text/question_model.py`); what is certain of the plan, how many
authorities it names, corrects it. No form refuses: a table that stays empty leaves the sentences.
"""

from __future__ import annotations

from findings.answers.printed import asked_of_visit
from findings.records import Plan
from findings.text import question_model

# Below this probability a question is answered in sentences.
SURE = 0.5


def form_of(plan: Plan) -> str:
    """A key of FORMS."""
    # The days or the leader of a visit are printed in a line, which is quoted; there is no table of them.
    if asked_of_visit(plan.query):
        return "sentences"
    form = question_model.surely("form", plan.query, SURE) or "sentences"
    # Who names several authorities wants to see each of them.
    return "compare" if form == "sentences" and len(plan.filters.authorities) > 1 else form


def against_all(plan: Plan) -> bool:
    """Whether a comparison is with all others, not only with those it names."""
    return len(plan.filters.authorities) < 2 or question_model.read("against", plan.query) == "all"


def praised(plan: Plan) -> bool:
    """Whether what was praised is asked for, not what was asked to be improved."""
    return question_model.read("side", plan.query) == "praised"


def span_of(plan: Plan) -> str:
    """Of grades: latest, ever, history, up or down; "moved" where it is only sure that changes are asked for."""
    odds = question_model.probabilities("span", plan.query)
    if odds["up"] + odds["down"] >= SURE:
        return next((way for way in ("up", "down") if odds[way] >= SURE), "moved")
    return max(("latest", "ever", "history"), key=lambda span: odds[span])
