"""The records of what people save, frozen; and a question as the text by which two are known to be the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from findings.records import EVERYTHING, FORMS, STANCES, Filters

# The pages whose questions can be saved: the code that is stored -> the name of the page.
VIEWS = {"search": "Search", "ask": "Ask", "over_time": "Over time"}


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of one page: its result is worked out anew each time."""

    view: str  # a key of VIEWS
    query: str
    filters: Filters = EVERYTHING
    labels: tuple[str, ...] = ()  # of a search: keys of STANCES, only passages of these
    form: str = ""  # of a question: a key of FORMS, chosen by hand


@dataclass(frozen=True, slots=True)
class Saved:
    """A question that somebody saved. `owner` is a signed-in person, or the secret number of a browser."""

    id: str
    owner: str
    name: str
    question: Question
    for_all: bool  # else only its owner sees it
    created: datetime  # UTC


def question_text(question: Question) -> str:
    """The same text for the same question, and no other; `read_question` reads it."""
    filters = question.filters
    value = {
        "view": question.view,
        "query": question.query,
        "authorities": list(filters.authorities),
        "kinds": list(filters.kinds),
        "from": filters.year_from,
        "to": filters.year_to,
        "ignore": list(filters.ignore),
        "labels": list(question.labels),
        "form": question.form,
    }
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def read_question(text: str) -> Question:
    """Raises ValueError, KeyError or TypeError for what `question_text` did not write."""
    value = json.loads(text)
    if value["view"] not in VIEWS:
        raise ValueError(f"‘{value['view']}’ is not a page whose questions are saved")
    filters = Filters(
        authorities=tuple(value["authorities"]),
        kinds=tuple(value["kinds"]),
        year_from=value["from"],
        year_to=value["to"],
        ignore=tuple(value["ignore"]),
    )
    labels = tuple(label for label in value["labels"] if label in STANCES)
    form = value["form"] if value["form"] in FORMS else ""
    return Question(value["view"], value["query"], filters, labels, form)
