"""The sentences that are put together from parts."""

from dataclasses import replace

from findings.app.state.session import plain
from findings.app.text import ask_text, documents_text, shared_text
from findings.records import Filters, Plan, Term


def test_counts_agree_with_their_nouns():
    assert shared_text.count(1, "passage") == "1 passage"
    assert shared_text.count(1204, "passage") == "1,204 passages"


def test_the_status_line():
    assert shared_text.found(24, 9, 3, "LADO") == "24 passages in 9 documents for ‘LADO’"
    assert (
        shared_text.found(0, 0, 1, "LADO") == "We found no clear match for ‘LADO’. 1 passage may be related."
    )
    assert shared_text.found(0, 0, 0, "LADO") == "No passages found for ‘LADO’"


def test_filters_in_words():
    filters = Filters(("Northshire", "Southshire"), ("jtai",), 2018)
    assert (
        shared_text.in_words(filters)
        == "Northshire and Southshire; joint targeted area inspection; from 2018"
    )
    assert shared_text.in_words(Filters()) == ""
    assert shared_text.years(2018, 2025) == "2018 to 2025"
    assert shared_text.years(2018, 2018) == "2018"
    assert shared_text.years(None, 2018) == "to 2018"


def test_a_filter_found_in_the_words_is_told_with_the_way_out():
    typed = (
        ("Northshire", "Northshire"),
        ("from 2018 to 2020", "2018 to 2020"),
        ("Southshire's", "Southshire"),
        ("letter", "focused visit letter"),
    )
    plan = Plan("q", "q", filters=Filters(("Northshire", "Southshire")), detected=typed)
    assert shared_text.detected(plan) == [
        ("Showing Northshire and Southshire only", "Show all authorities", ("Northshire", "Southshire's")),
        ("Showing 2018 to 2020 only", "Show all years", ("from 2018 to 2020",)),
        ("Showing type ‘focused visit letter’ only", "Show all document types", ("letter",)),
    ]
    statement = replace(plan, detected=(*typed[3:], ("statement", "council statement")))
    assert shared_text.detected(statement)[0][0] == (
        "Showing types ‘focused visit letter’ and ‘council statement’ only"
    )


def test_what_was_searched_in_one_line():
    assert ask_text.searched(5, 0, Filters()) == "Searched all 5 documents"
    assert ask_text.searched(1, 3, Filters(kinds=("jtai",))) == "Searched 1 document; 3 not included"
    assert ask_text.searched(5, 105, Filters(("Halton",))) == (
        "Searched Halton's 5 documents; other authorities not included"
    )
    assert ask_text.searched(9, 2, Filters(("Halton", "Tower Hamlets"))) == (
        "Searched Halton's and Tower Hamlets' 9 documents; other authorities not included"
    )


def test_words_added_are_named():
    plan = Plan("q", "q", added=(Term("LADO", "local authority designated officer", "corpus"),))
    assert shared_text.also_searched(plan) == "Also searched for: LADO = local authority designated officer."
    short = Term("LADO", "designated officer", "curated")
    assert shared_text.also_searched(Plan("q", "q", added=(*plan.added, short))) == (
        "Also searched for: LADO = local authority designated officer or designated officer."
    )


def test_why_a_passage_matched():
    assert shared_text.why(("strategy", "meetings"), (), "q") == "Exact words: ‘strategy’ and ‘meetings’."
    assert shared_text.why((), ("designated officer",), "q") == (
        "Another name for your words: ‘designated officer’."
    )
    assert shared_text.why((), ("local authority designated officer", "designated officer"), "q") == (
        "Another name for your words: ‘local authority designated officer’."
    )
    assert shared_text.why((), (), "LADO") == "No exact words. Similar meaning to ‘LADO’."


def test_changed_documents():
    assert shared_text.stale(1).startswith("1 document has changed")
    assert shared_text.stale(3) == (
        "3 documents have changed since the last update. They are missing or out of date in these results."
    )


def test_totals():
    assert documents_text.totals(106, 2, 1, 4812) == (
        "106 documents and 4,812 passages can be searched. 2 could not be read and 1 is a copy of another."
    )
    assert documents_text.totals(1, 0, 2, 1) == (
        "1 document and 1 passage can be searched. 2 are copies of another."
    )


def test_a_label_shows_markdown_as_it_is():
    assert plain("Next: page 2") == r"Next\: page 2"
    assert plain(":smile:") == "\\:\u2060smile\\:"
    assert plain("*a* $b$ [c](d)") == r"\*a\* \$b\$ \[c\]\(d\)"


def test_what_was_ignored_is_named_by_its_beginning():
    assert shared_text.ignored("best") == "We did not recognise ‘best’ in this link, so we ignored it."
    assert (
        shared_text.ignored("x" * 81) == f"We did not recognise ‘{'x' * 80}…’ in this link, so we ignored it."
    )
