"""Which form of answer a question asks for, before anything is looked up.

The form is learned from labelled questions (`wording.py`); what is certain of the plan, how many authorities it names,
corrects it. No form refuses: a table that stays empty leaves the sentences.
"""

from __future__ import annotations

from findings.answers import wording
from findings.records import Plan

# Below this probability a question is answered in sentences.
SURE = 0.5


def form_of(plan: Plan) -> str:
    """A key of FORMS."""
    form, probability = wording.read("form", plan.query)
    return form if probability >= SURE else "sentences"


def against_all(plan: Plan) -> bool:
    """Whether a comparison is with all others, not only with those it names."""
    return len(plan.filters.authorities) < 2 or wording.read("against", plan.query)[0] == "all"


def praised(plan: Plan) -> bool:
    """Whether what was praised is asked for, not what was asked to be improved."""
    return wording.read("side", plan.query)[0] == "praised"


def span_of(plan: Plan) -> str:
    """Of grades: latest, ever, up, down or history."""
    return wording.read("span", plan.query)[0]
