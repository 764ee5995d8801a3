"""What holds for every text, date and score, tried on those that hypothesis thinks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as any_

from findings import citation
from findings.document_kinds import KINDS
from findings.reading import passages, structure
from findings.reading.codec import document_json, pack_content, read_document, unpack_content
from findings.reading.plain import textfile
from findings.search.fusion import fuse, min_max
from findings.search.query_words import read_words
from findings.text import dates, question_model
from findings.text.sentences import sentences
from tests.fakes import make_document
from tests.make_passage import make_passage

settings.register_profile("findings", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("findings")

# Letters of any script, and often what inspection documents are laid out with.
MARKS = "\n\n\n \t.,;:!?’‘“”()•-–#|*_\\0123456789"
TEXTS = any_.text(
    any_.one_of(any_.sampled_from(MARKS + "abcdeLADO"), any_.characters(exclude_categories=["Cs"])),
    max_size=400,
)
DAYS = any_.dates(date(1990, 1, 1), date(2050, 12, 31))
NAMES = any_.one_of(
    any_.none(), any_.text(any_.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
)
SCORES = any_.dictionaries(any_.integers(0, 50), any_.floats(-1e6, 1e6), max_size=20)


@given(TEXTS)
def test_passages_are_what_stands_in_the_text(text: str) -> None:
    content = structure.assemble(textfile.read_text(text))
    cut = passages.cut(make_document(), content, lambda part: len(part.split()) + 2)
    for passage in cut:
        assert content.text[passage.start : passage.end] == passage.text
        assert all(passage.start <= start < end <= passage.end for start, end in passage.sentences)
    assert all(one.end <= other.start for one, other in pairwise(cut))


@given(TEXTS)
def test_blocks_lie_in_the_text_in_order_and_hold_all_of_it(text: str) -> None:
    content = structure.assemble(textfile.read_text(text))
    at = 0
    for block in content.blocks:
        assert at <= block.start <= block.body <= block.end <= len(content.text)
        assert not content.text[at : block.start].strip()
        at = block.end
    assert not content.text[at:].strip()


@given(TEXTS)
def test_no_letter_or_figure_of_a_text_file_is_lost_or_made_up(text: str) -> None:
    content = structure.assemble(textfile.read_text(text))
    assert set(content.text) - set(text) <= set(" \n\t•")


@given(TEXTS, any_.integers(0, 50), any_.integers(0, 400))
def test_sentences_hold_every_character_but_white_space(text: str, start: int, end: int) -> None:
    spans = sentences(text, start, max(start, min(end, len(text))))
    at = min(start, len(text))
    for left, right in spans:
        assert at <= left < right and not text[at:left].strip()
        assert text[left:right] == text[left:right].strip()
        at = right
    assert not text[at : max(start, min(end, len(text)))].strip()


@given(TEXTS)
def test_contents_come_back_from_the_store_as_they_were(text: str) -> None:
    content = structure.assemble(textfile.read_text(text))
    assert unpack_content(*pack_content(content)) == content


@given(NAMES, NAMES, any_.sampled_from(sorted(KINDS)), DAYS, any_.none() | DAYS)
def test_documents_come_back_from_the_store_as_they_were(
    title: str | None, authority: str | None, kind: str, start: date, published: date | None
) -> None:
    facts = {
        "title": title,
        "authority": authority,
        "kind": kind,
        "inspection_start": start,
        "published": published,
    }
    document = make_document(**facts)
    assert read_document(document_json(document)) == document


@given(DAYS)
def test_a_day_that_is_written_is_read_as_the_same_day(value: date) -> None:
    assert dates.ranges(citation.day(value)) == [(value, value)]


@given(DAYS, any_.integers(1, 400))
def test_days_of_a_visit_that_are_written_are_read_as_the_same_days(start: date, length: int) -> None:
    end = start + timedelta(length)
    assert dates.ranges(dates.normalised(citation.days(start, end))) == [(start, end)]


@given(TEXTS)
def test_dates_are_looked_for_in_any_text_and_never_run_backwards(text: str) -> None:
    plain = dates.normalised(text)
    assert all(start <= end for start, end in dates.ranges(plain, 2020))
    assert all(0 <= a < b <= len(plain) for (a, b), _ in dates.spans(plain))


# As people type: words, and marks that stand alone.
TYPED = any_.lists(
    any_.sampled_from([*"?-.–—/)\"'", "LADO", "plans", "late?", "2019", "and", "who", "is", "“so?”"])
)


@given(TYPED.map(" ".join) | TEXTS)
def test_whatever_is_typed_is_read_and_no_question_in_it_is_empty(text: str) -> None:
    asked = question_model.questions_in(text)
    assert len(asked) == 1 or all(question_model.plain(one) for one in asked)
    for read in (question_model.topic_of, read_words):
        read(text)


@given(
    any_.integers(1, 400) | any_.none(),
    any_.integers(0, 3),
    any_.text("0123456789.ab", min_size=1, max_size=5) | any_.none(),
    any_.lists(
        any_.text(any_.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20), max_size=2
    ),
    any_.sampled_from(sorted(KINDS)),
    any_.none() | DAYS,
)
def test_a_citation_names_the_document_its_day_and_every_part_of_the_place(
    page: int | None, more: int, number: str | None, section: list[str], kind: str, day: date | None
) -> None:
    place = {"page": page, "page_end": page + more} if page else {"line": 7}
    passage = make_passage("x", paragraph=number, section=tuple(section), **place)
    document = replace(make_document("a", kind=kind, authority="Halton", inspection_end=day), format="pdf")
    said = citation.citation(passage, document)
    assert "\n" not in said and said[:1] == said[:1].upper()
    if kind != "other":
        assert said.lower().startswith(KINDS[kind].lower())
    assert (citation.day(day) if day else "date not known") in said
    if page:
        assert (f"page {page}" if not more else f"pages {page} to {page + more}") in said
    if number:
        assert f"paragraph {number}" in said
    if section:
        assert said.endswith(f"‘{section[-1]}’")


@given(SCORES, any_.none() | any_.just(-2e6))
def test_normalised_scores_keep_their_order_between_0_and_1(
    scores: dict[int, float], floor: float | None
) -> None:
    found = min_max(scores, floor)
    assert found.keys() == scores.keys() and all(0 <= score <= 1 for score in found.values())
    by_score = sorted(scores, key=scores.__getitem__)
    assert all(found[a] <= found[b] for a, b in pairwise(by_score))
    assert not scores or max(found.values()) == 1.0


@given(any_.lists(any_.tuples(SCORES, any_.floats(0, 5)), max_size=4))
def test_fused_scores_lie_between_0_and_1_and_cover_every_row(
    runs: list[tuple[dict[int, float], float]],
) -> None:
    found = fuse([(scores, weight, None) for scores, weight in runs])
    assert found.keys() == {row for scores, weight in runs if weight > 0 for row in scores}
    assert all(0 <= score <= 1 + 1e-9 for score in found.values())
