"""Which view a query is for: passages, an answer, or the topic over time."""

import pytest

from findings.answers.view_choice import view_of
from findings.search.expansion import Vocabulary
from findings.search.query import understand
from tests.search.test_query import DOCUMENTS, LADO


@pytest.mark.parametrize(
    ("typed", "view"),
    [
        ("LADO arrangements", "search"),
        ("supervision of social workers", "search"),
        ("children missing from education in Halton", "search"),
        ("How quickly are strategy discussions held?", "ask"),
        ("Which councils were rated inadequate?", "ask"),
        ("which councils were rated inadequate", "ask"),
        ("compare Halton and Hull on supervision", "ask"),
        ("how many children are in care in Halton", "ask"),
        ("LADO arrangements over time", "over_time"),
        ("how has supervision changed over time", "over_time"),
        ("how has supervision changed since 2015", "over_time"),
        ("What did inspectors say about supervision?", "ask"),
        ("Is Halton's front door any better than it was in 2018?", "ask"),
    ],
)
def test_what_is_typed_is_for_one_of_three_views(typed, view):
    assert view_of(understand(typed, DOCUMENTS, Vocabulary([LADO]))) == view
