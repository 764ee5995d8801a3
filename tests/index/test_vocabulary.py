from __future__ import annotations

import pytest

from findings.index.vocabulary import definitions, vocabulary_of
from findings.records import Term
from findings.text.terms import SECTOR_TERMS


def defined(text: str) -> list[tuple[str, str]]:
    return list(definitions(text))


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Local Authority Designated Officer (LADO) acts.", "LADO", "local authority designated officer"),
        ("The LADO (local authority designated officer) acts.", "LADO", "local authority designated officer"),
        ("to the multi-agency safeguarding hub (MASH).", "MASH", "multi-agency safeguarding hub"),
        (
            "Strengths and Difficulties Questionnaires (SDQs)",
            "SDQ",
            "strengths and difficulties questionnaires",
        ),
        ("in education, employment and training (EET)", "EET", "education, employment and training"),
        (
            "not in education, employment or training (NEET)",
            "NEET",
            "not in education, employment or training",
        ),
        ("the Children in Care Council (CiCC) meets", "CiCC", "children in care council"),
        ("the Director of Children’s Services (‘DCS’)", "DCS", "director of children's services"),
        ("a health and wellbeing board (H&WB)", "H&WB", "health and wellbeing board"),
    ],
)
def test_a_definition_is_found(text: str, short: str, long: str) -> None:
    assert defined(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Services improve quickly (Recommendation).",
        "Overall effectiveness (Good)",
        "Jane Smith (HMI)",
        "children in section II (II)",
        "The visit took place (see Annex A).",
        "The panel met. It decided (TMI).",  # not over the end of a sentence
        "Care Quality\n\nCommission (CQC)",  # nor over the end of a block
        "of the (OT)",
        "MASH (which is well led) acts.",
        "in 2019 (2020)",
        "Halton Borough Council (the council)",
        "()",
        "(LADO)",
    ],
)
def test_what_defines_nothing(text: str) -> None:
    assert defined(text) == []


def corpus_terms(*texts: str) -> list[Term]:
    return [term for term in vocabulary_of(texts) if term.source == "corpus"]


def test_a_term_counts_the_documents_that_define_it() -> None:
    texts = [
        "A critical incident panel (CIP) met. The critical incident panel (CIP) is new.",
        "critical incident panels (CIPs)",
    ]
    assert corpus_terms(*texts) == [Term("CIP", "critical incident panel", "corpus", 2)]


def test_the_commonest_wording_is_kept() -> None:
    texts = ["joint risk hub (JRH)", "joint-risk hub (JRH)", "joint-risk hub (JRH)"]
    assert corpus_terms(*texts) == [Term("JRH", "joint-risk hub", "corpus", 3)]


def test_one_short_form_may_have_two_meanings() -> None:
    texts = ["safer adults board (SAX)", "safer adults bureau (SAX)"]
    assert [term.long for term in corpus_terms("critical incident panel (CIP)", "child in prison (CIP)")] == [
        "child in prison",
        "critical incident panel",
    ]
    assert corpus_terms(*texts) == []  # X stands for nothing


def test_a_curated_term_found_in_the_corpus_stays_one_and_is_counted() -> None:
    terms = [
        term
        for term in vocabulary_of(["Local Authority Designated Officers (LADOs)"])
        if term.short == "LADO"
    ]
    assert terms == [
        Term("LADO", "local authority designated officer", "curated", 1),
        Term("LADO", "designated officer", "curated", 0),
    ]


def test_the_curated_list_has_no_pair_twice_and_no_empty_name() -> None:
    assert len(set(SECTOR_TERMS)) == len(SECTOR_TERMS)
    assert all(short.strip() and long.strip() and short != long for short, long in SECTOR_TERMS)


def test_older_and_newer_names_are_one_concept() -> None:
    pairs = set(SECTOR_TERMS)
    assert {
        ("LADO", "designated officer"),
        ("LSCB", "safeguarding children partnership"),
        ("IRM", "independent reviewing officer"),
        ("LAC", "children in care"),
        ("CCG", "integrated care board"),
    } <= pairs
