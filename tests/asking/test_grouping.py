"""Near-duplicates go under their best hit, and only inside one document."""

from findings.asking.grouping import group, shingles
from findings.records import Passage


def passage(text: str, start: int = 0, doc: str = "a") -> Passage:
    end = start + len(text)
    return Passage(
        f"{doc}:{start}-{end}", doc, start, end, text, 1, 1, None, None, (), "", "finding", ((start, end),)
    )


ONE = "Children wait too long for a strategy meeting."
TWO = "Supervision is regular and it is recorded well."


def test_shingles_are_runs_of_four_words() -> None:
    assert shingles("A b, c d E.") == {("a", "b", "c", "d"), ("b", "c", "d", "e")}
    assert shingles("Two words") == {("two", "words")}


def test_a_repeated_sentence_is_grouped_under_the_better_hit() -> None:
    first, again, other = passage(ONE), passage(ONE.upper(), 500), passage(TWO, 900)
    assert group([first, other, again]) == [(first, (again,)), (other, ())]


def test_a_bullet_is_grouped_under_its_list() -> None:
    whole, bullet = passage(f"{ONE}\n{TWO}"), passage(TWO, 47)
    assert group([whole, bullet]) == [(whole, (bullet,))]


def test_the_same_sentence_in_two_documents_is_two_hits() -> None:
    here, there = passage(ONE), passage(ONE, doc="b")
    assert group([here, there]) == [(here, ()), (there, ())]


def test_different_passages_stay_apart() -> None:
    assert group([passage(ONE), passage(TWO, 60)]) == [(passage(ONE), ()), (passage(TWO, 60), ())]
    assert group([]) == []
