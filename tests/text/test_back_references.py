"""What leans on the sentence before it."""

import pytest

from findings.text.back_references import reaching_back, refers_back

TEXT = "Visits are late. This harms children. They wait. Managers know."
STARTS = [TEXT.index(word) for word in ("Visits", "This", "They", "Managers")]


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("This harms", True),
        ("‘However, it", True),
        ("Of these, two", True),
        ("Thistles grow", False),
        ("Managers", False),
    ],
)
def test_a_word_that_points_back_is_known(sentence, leans):
    assert refers_back(sentence) is leans


def test_a_quotation_reaches_back_two_sentences_at_most():
    assert [reaching_back(TEXT, STARTS, place) for place in range(4)] == [0, 0, 0, 3]
    assert reaching_back("It is. It is. It is. It is.", [0, 7, 14, 21], 3) == 1
