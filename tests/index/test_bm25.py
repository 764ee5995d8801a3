from __future__ import annotations

import threading
from math import log
from pathlib import Path

import pytest

from findings.errors import IndexDamaged
from findings.index.bm25 import WordQuery, WordRow, Words, _copy_of
from findings.text.stems import exact_words, stems, tokens

ROWS = [
    WordRow("The designated officer’s role is clear.", "Allegations", 0),
    WordRow("Officers were designated in time.", "Leadership", 0),
    WordRow("Plans are clear. Plans are shared.", "LADO", 1),
    WordRow("A plan is made in the café.", "Early help", 2),
]


@pytest.fixture
def words(tmp_path: Path) -> Words:
    Words.build(tmp_path / "words", ROWS)
    return Words.open(tmp_path / "words")


def found(words: Words, query: WordQuery, k: int = 10, docs: list[int] | None = None) -> list[int]:
    return words.search(query, k, docs)[0].tolist()


def terms(*given: str) -> WordQuery:
    return WordQuery(terms=tuple((word, 1.0) for word in given))


def test_words_are_found_in_every_inflection(words: Words) -> None:
    assert set(found(words, terms("planning"))) == {2, 3}


def test_the_row_with_more_of_a_word_comes_first(words: Words) -> None:
    rows, scores = words.search(terms("plan"), 10)
    assert rows.tolist() == [2, 3]
    assert scores[0] > scores[1] > 0


def test_accents_and_case_do_not_matter(words: Words) -> None:
    assert found(words, terms("CAFE")) == [3]


def test_a_word_of_the_heading_counts_less_than_one_of_the_text(tmp_path: Path) -> None:
    rows = [WordRow("officer", "lado", 0), WordRow("lado", "officer", 0)]
    index = Words.build(tmp_path / "w", rows)
    assert index.search(terms("lado"), 2)[0].tolist() == [1, 0]
    assert index.search(terms("lado"), 2, None, 2.0)[0].tolist() == [0, 1]
    assert index.search(terms("lado"), 2, None, 0.0)[0].tolist() == [1]


def test_weights_multiply_the_score(words: Words) -> None:
    once = words.search(WordQuery(terms=(("plan", 1.0),)), 1)[1][0]
    twice = words.search(WordQuery(terms=(("plan", 2.0),)), 1)[1][0]
    assert twice == pytest.approx(2 * once)


def test_a_phrase_must_stand_word_for_word(words: Words) -> None:
    assert found(words, WordQuery(phrases=("Designated OFFICER",))) == [0]
    assert found(words, WordQuery(phrases=("designated officers",))) == []


def test_every_phrase_must_stand_there(words: Words) -> None:
    assert found(words, WordQuery(phrases=("plans are", "are shared"))) == [2]
    assert found(words, WordQuery(phrases=("plans are", "designated officer"))) == []


def test_a_phrase_of_one_word_is_that_word_exactly(words: Words) -> None:
    assert found(words, WordQuery(phrases=("plan",))) == [3]


def test_a_phrase_without_words_finds_nothing(words: Words) -> None:
    assert found(words, WordQuery(terms=(("plan", 1.0),), phrases=("?!",))) == []


def test_an_alternative_counts_only_as_consecutive_words(words: Words) -> None:
    assert found(words, WordQuery(alternatives=(("designated officers", 1.0),))) == [0]


def test_a_required_phrase_makes_terms_only_raise_the_score(words: Words) -> None:
    assert found(words, WordQuery(terms=(("role", 3.0), ("café", 3.0)), phrases=("clear",))) == [0, 2]


def test_documents_limit_the_search(words: Words) -> None:
    assert found(words, terms("plan"), docs=[2]) == [3]
    assert found(words, terms("plan"), docs=[]) == []
    assert found(words, terms("plan"), docs=[99]) == []


def test_a_filter_without_words_finds_nothing(words: Words) -> None:
    assert found(words, terms("unheard"), docs=[0, 1, 2]) == []


def test_scores_do_not_depend_on_the_filter(words: Words) -> None:
    assert words.search(terms("plan"), 1, [2])[1][0] == words.search(terms("plan"), 2)[1][1]


def test_ties_go_to_the_lower_row_also_at_the_edge_of_k(tmp_path: Path) -> None:
    index = Words.build(tmp_path / "w", [WordRow("same words here", "", n) for n in range(40)])
    assert found(index, terms("words"), k=3) == [0, 1, 2]
    assert found(index, terms("words"), k=3, docs=[30, 20, 10, 5]) == [5, 10, 20]


@pytest.mark.parametrize(
    "text",
    [
        '" OR 1=1',
        "early-help",
        "it's?",
        "(((",
        "*",
        "a:b AND",
        "\x00\x07",
        "\ud800",
        "🎉",
        "x" * 100_000,
        "",
        "   ",
    ],
)
def test_hostile_words_have_no_meaning(words: Words, text: str) -> None:
    query = WordQuery(terms=((text, 1.0),), phrases=(), alternatives=((text, 1.0),))
    assert set(found(words, query)) <= {0, 1, 2, 3}
    assert set(found(words, WordQuery(phrases=(text,)))) <= {0, 1, 2, 3}


def test_a_hyphenated_word_is_its_parts(words: Words) -> None:
    assert stems("early-help") == ["earli", "help"]
    assert found(words, terms("early-help")) == [3]


def test_the_s_after_an_apostrophe_is_not_searched_for(tmp_path: Path) -> None:
    index = Words.build(
        tmp_path / "w", [WordRow("the child’s plan", "", 0), WordRow("the nurse’s view", "", 0)]
    )
    assert found(index, terms("child's")) == [0]


def test_the_raised_figure_of_a_footnote_is_no_part_of_its_word(tmp_path: Path) -> None:
    index = Words.build(tmp_path / "w", [WordRow("partner agencies² meet", "", 0)])
    assert found(index, terms("agency")) == [0]
    text = "agencies¹² meet"
    assert [text[t.start : t.end] for t in tokens(text)] == ["agencies", "meet"]


def test_tokens_stand_where_they_say() -> None:
    text = "Café — the children’s Planning 🎉 meetings"
    assert [(text[t.start : t.end], t.stem) for t in tokens(text)] == [
        ("Café", "cafe"),
        ("the", "the"),
        ("children", "children"),
        ("s", "s"),
        ("Planning", "plan"),
        ("meetings", "meet"),
    ]
    assert [text[t.start : t.end] for t in tokens(text, {"meet", "cafe"})] == ["Café", "meetings"]


def test_tokens_and_stems_agree() -> None:
    text = "Naïve re-offending: “schools3”, 14.5% of \ud800 children"
    assert [token.stem for token in tokens(text)] == stems(text)
    assert exact_words("Officers met") == ["officers", "met"]


def test_document_frequency_counts_passages_with_the_word(words: Words) -> None:
    assert words.document_frequency("officer") == 2
    assert words.document_frequency("designated officer") == 2
    assert words.document_frequency("unheard") == 0


def test_rarer_words_weigh_more(words: Words) -> None:
    # Of four passages two have it: log(1 + 4 / 3); none has the other: log(1 + 4 / 1).
    assert words.count == 4
    assert words.inverse_document_frequency("officer") == pytest.approx(log(7 / 3))
    assert words.inverse_document_frequency("unheard") == pytest.approx(log(5))


def test_an_index_without_rows_finds_nothing(tmp_path: Path) -> None:
    Words.build(tmp_path / "w", [])
    assert found(Words.open(tmp_path / "w"), terms("plan")) == []


def test_many_threads_get_the_same_answer(words: Words) -> None:
    answers: list[list[int]] = []

    def ask() -> None:
        for _ in range(50):
            answers.append(found(words, terms("planning", "children's")))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [[2, 3]] * 400


def test_a_folder_that_is_no_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match=r"words is not a usable word index: run 'python embed\.py'"):
        Words.open(tmp_path / "words")


def test_a_read_only_index_is_read_from_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "words"
    Words.build(folder, ROWS)
    (folder / ".tantivy-meta.lock").unlink(missing_ok=True)
    before = sorted(path.name for path in folder.iterdir())
    monkeypatch.setattr("os.access", lambda path, mode: False)
    words = Words.open(folder)
    assert found(words, terms("plan")) == [2, 3]
    assert sorted(path.name for path in folder.iterdir()) == before


def test_the_copy_of_a_read_only_index_can_be_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    Words.build(folder, [WordRow("The LADO is effective.", "", 0)])
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555)
    copy = _copy_of(folder)
    copied = [Path(copy.name), *Path(copy.name).iterdir()]
    assert len(copied) > 3 and all(path.stat().st_mode & 0o200 for path in copied)
    folder.chmod(0o755)
    copy.cleanup()
