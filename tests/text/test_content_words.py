"""The words that are searched for."""

from findings.text.content_words import content_words


def test_function_and_asking_words_are_dropped() -> None:
    assert content_words("What did the inspectors say about supervision of social workers?") == (
        "supervision",
        "social",
        "workers",
    )


def test_a_topic_of_function_words_keeps_them() -> None:
    assert content_words("to be or not to be") == ("to", "be", "or", "not")
    assert content_words("inspection findings") == ("inspection", "findings")


def test_words_come_once_and_in_order() -> None:
    assert content_words("neglect, Neglect and NEGLECT in 2014") == ("NEGLECT", "2014")


def test_apostrophes_stay_inside_words_and_marks_are_dropped() -> None:
    assert content_words("children’s homes (") == ("children's", "homes")
    assert content_words('early-help" OR 1=1 --') == ("early", "help", "1")
