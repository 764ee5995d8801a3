from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from findings.citation import citation
from findings.errors import BuildError, FactsError, IndexMissing
from findings.index.bm25 import WordQuery
from findings.index.build import BuildReport, is_stale, stale_documents
from tests.fakes import FAKE_RULES, FakeEncoder, FakeReading, make_content, make_document
from tests.index.building import built, generations, opened


def statuses(report: BuildReport) -> dict[str, str]:
    return {document.file: document.status for document in report.documents}


def test_a_build_can_be_searched(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    report = built(corpus, index, encoder)
    assert (report.up_to_date, report.passages, report.sentences) == (False, 4, 6)
    generation = opened(index, encoder)
    texts = [passage.text for passage in generation.store.passages(range(4))]
    assert texts == [
        "The LADO is effective. Each allegation is met at once.",
        "The designated officer keeps no plan.",
        "Missing children see a health nurse.",
        "Supervision is regular. School plans are clear.",
    ]
    # "Health | Missing children see a health nurse.": health 2, missing 1; the query: missing 1 -> 1 / sqrt(5).
    rows, scores = generation.passage_vectors.search(encoder.encode(["missing"])[0], 2)
    assert rows[0] == 2
    assert scores[0] == pytest.approx(5**-0.5)
    # Sentences in order: 0-1 of passage 0, 2 of 1, 3 of 2, 4-5 of 3; "Supervision is regular." is all supervision.
    rows, scores = generation.sentence_vectors.search(encoder.encode(["supervision"])[0], 1)
    assert (rows[0], scores[0]) == (4, 1.0)
    assert generation.store.sentence_spans([4]) == [(13, 36)]
    assert generation.sentence_passages.tolist() == [0, 0, 1, 2, 3, 3]
    assert generation.sentence_rows(3).tolist() == [4, 5]
    assert generation.sentences_of(np.array([3, 1, 0])).tolist() == [4, 5, 2, 0, 1]
    assert generation.sentences_of(np.array([], dtype=int)).tolist() == []
    assert generation.words.search(WordQuery(terms=(("officers", 1.0),)), 5)[0].tolist() == [1]
    assert generation.passage_documents.tolist() == [0, 0, 0, 1]
    assert [document.passages for document in generation.documents] == [3, 1]


def test_the_manifest_says_what_the_index_is(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    report = built(corpus, index, encoder)
    manifest = opened(index, encoder).manifest
    assert (manifest.encoder, manifest.encoder_checksum, manifest.dimensions) == ("fake", "fake", 8)
    assert (manifest.documents, manifest.unreadable, manifest.passages, manifest.sentences) == (2, 0, 4, 6)
    assert (manifest.reader, manifest.corpus, manifest.newest) == (1, str(corpus), "2023-01-13")
    listed = json.loads((index / "generations" / report.generation / "manifest.json").read_text())["files"]
    assert {"findings.db", "passages.faiss", "sentences.faiss", "passages.tsv", "words/meta.json"} <= set(
        listed
    )


def test_the_listing_shows_every_passage(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    report = built(corpus, index, encoder)
    lines = (index / "generations" / report.generation / "passages.tsv").read_text().splitlines()
    assert len(lines) == 5
    assert lines[2] == "letter.txt\tline 3\t7\tfinding\tAllegations\tThe designated officer keeps no plan."


def test_nothing_changed_nothing_written(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    first = built(corpus, index, encoder)
    stamp = (index / "current").stat().st_mtime_ns
    again = built(corpus, index, encoder)
    assert again.up_to_date
    assert (again.generation, again.documents) == (first.generation, first.documents)
    assert (index / "current").stat().st_mtime_ns == stamp
    assert len(encoder.calls) == 1


def test_equal_sentences_in_two_documents_are_two_passages(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    (corpus / "other.txt").write_text(
        "# Supervision\nSupervision is regular. School plans are clear.\nA health plan.\n"
    )
    built(corpus, index, encoder)
    store = opened(index, encoder).store
    assert [passage.doc for passage in store.document_passages("other")] == ["other", "other"]
    assert store.document_passages("report")[0].text == store.document_passages("other")[0].text


def test_a_removed_document_disappears(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    built(corpus, index, encoder)
    (corpus / "letter.txt").unlink()
    report = built(corpus, index, encoder)
    assert statuses(report) == {"report.txt": "ready"}
    assert (report.passages, report.encoded) == (1, 0)


def test_unchanged_documents_are_not_read_again(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    built(corpus, index, encoder)
    (corpus / "new.txt").write_text("A plan.\n")
    read: list[str] = []

    def noting(path: Path, corpus: Path, id: str):
        read.append(path.name)
        return FAKE_RULES.read(path, corpus, id)

    built(corpus, index, encoder, replace(FAKE_RULES, read=noting))
    assert read == ["new.txt"]


def test_a_side_file_makes_its_document_read_again(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    built(corpus, index, encoder)
    (corpus / "letter.yml").write_text("authority: Wigan\n")
    assert stale_documents(corpus, index, FAKE_RULES) == ("letter.txt",)
    assert not built(corpus, index, encoder).up_to_date
    (corpus / "letter.yml").unlink()
    assert stale_documents(corpus, index, FAKE_RULES) == ("letter.txt",)


def test_a_side_file_that_cannot_be_used_stops_the_build(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    first = built(corpus, index, encoder)
    (corpus / "letter.yml").write_text("!")
    assert stale_documents(corpus, index, FAKE_RULES) == ("letter.txt",)
    with pytest.raises(FactsError, match=r"letter\.yml: unknown key\."):
        built(corpus, index, encoder)
    assert opened(index, encoder).id == first.generation


def test_an_entry_for_no_document_is_noted(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    def unhappy(corpus: Path) -> None:
        raise FactsError("documents.yml: there is no file ‘x’.")

    assert built(corpus, index, encoder).note == ""
    assert built(corpus, index, encoder, replace(FAKE_RULES, check=unhappy)).note.startswith(
        "documents.yml: there"
    )


def test_new_reading_rules_read_everything_and_keep_vectors(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    built(corpus, index, encoder)
    report = built(corpus, index, encoder, replace(FAKE_RULES, version=2))
    assert (report.up_to_date, report.encoded) == (False, 0)
    assert opened(index, encoder, version=2).manifest.reader == 2


def test_files_that_cannot_be_read_are_reported_and_cost_nothing(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    (corpus / "damaged.txt").write_text("!")
    (corpus / "odd.txt").write_text("!!")
    report = built(corpus, index, encoder)
    assert statuses(report) == {
        "damaged.txt": "unreadable",
        "letter.txt": "ready",
        "odd.txt": "unreadable",
        "report.txt": "ready",
    }
    messages = {document.file: document.message for document in report.documents}
    assert messages["damaged.txt"] == "‘damaged.txt’ is damaged and could not be opened."
    assert messages["odd.txt"] == "‘odd.txt’ could not be read (ZeroDivisionError: division by zero)."
    assert report.passages == 4
    assert opened(index, encoder).manifest.unreadable == 2


def test_half_a_character_costs_one_document(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    def halved(path: Path, corpus: Path, id: str):
        reading = FAKE_RULES.read(path, corpus, id)
        content = reading.content
        return (
            replace(reading, content=replace(content, text="\ud83d" + content.text[1:]))
            if id == "letter"
            else reading
        )

    report = built(corpus, index, encoder, replace(FAKE_RULES, read=halved))
    assert statuses(report) == {"letter.txt": "unreadable", "report.txt": "ready"}


def test_a_file_that_vanishes_before_it_is_read_is_reported(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    def gone(path: Path, corpus: Path, id: str):
        path.unlink(missing_ok=True)
        return FAKE_RULES.read(path, corpus, id)

    report = built(corpus, index, encoder, replace(FAKE_RULES, read=gone))
    assert statuses(report) == {"letter.txt": "unreadable", "report.txt": "unreadable"}
    assert report.passages == 0


def test_a_document_without_one_passage_is_ready_and_told_as_such(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    (corpus / "cover.txt").write_text("# Contents\n", encoding="utf-8")
    report = built(corpus, index, encoder)
    cover = next(document for document in report.documents if document.file == "cover.txt")
    assert (cover.status, cover.passages) == ("ready", 0)
    assert cover.message == (
        "‘cover.txt’ was read, but holds no sentence we can search, only headings, names or single words. "
        "Check that it is the whole document."
    )
    (corpus / "more.txt").write_text("More words of it.\n", encoding="utf-8")
    again = built(corpus, index, encoder)  # the cover is taken over, and told again
    assert cover in again.documents
    assert [document.message for document in again.documents if document.passages] == ["", "", ""]


def test_a_file_that_waited_for_a_program_is_read_when_it_is_there(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    (corpus / "scan.txt").write_text("!", encoding="utf-8")
    assert statuses(built(corpus, index, encoder))["scan.txt"] == "unreadable"
    assert built(corpus, index, encoder).up_to_date
    there = replace(FAKE_RULES, read=halved_no_more, again=lambda document: document.status == "unreadable")
    report = built(corpus, index, encoder, there)
    assert (report.up_to_date, statuses(report)["scan.txt"]) == (False, "ready")
    assert built(corpus, index, encoder, there).up_to_date


def halved_no_more(path: Path, corpus: Path, id: str):
    return FakeReading(make_document(id, file=path.name), make_content("Supervision is regular."))


def test_a_repaired_file_is_read(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    (corpus / "damaged.txt").write_text("!")
    built(corpus, index, encoder)
    (corpus / "damaged.txt").write_text("A plan.\n")
    assert statuses(built(corpus, index, encoder))["damaged.txt"] == "ready"


def test_the_same_document_twice_is_searched_once(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    shutil.copy(corpus / "letter.txt", corpus / "zcopy.txt")
    report = built(corpus, index, encoder)
    documents = {document.file: document for document in report.documents}
    assert documents["letter.txt"].duplicates == ("zcopy.txt",)
    assert documents["zcopy.txt"].status == "duplicate"
    assert documents["zcopy.txt"].duplicate_of == "letter"
    assert documents["zcopy.txt"].message == (
        "This is the same document as letter.txt, which is searched instead."
    )
    assert report.passages == 4
    (corpus / "letter.txt").unlink()
    report = built(corpus, index, encoder)
    assert statuses(report) == {"report.txt": "ready", "zcopy.txt": "ready"}
    assert (report.passages, report.encoded) == (4, 0)


def test_a_corpus_without_documents_gives_an_empty_index(
    tmp_path: Path, index: Path, encoder: FakeEncoder
) -> None:
    (tmp_path / "empty").mkdir()
    report = built(tmp_path / "empty", index, encoder)
    assert (report.documents, report.passages) == ((), 0)
    generation = opened(index, encoder)
    assert len(generation.passage_vectors.search(encoder.encode(["plan"])[0], 3)[0]) == 0
    assert generation.manifest.newest is None


def test_a_corpus_that_is_not_there(tmp_path: Path, index: Path, encoder: FakeEncoder) -> None:
    with pytest.raises(
        BuildError, match=r"There is no folder .*nowhere: put documents in it, or choose another"
    ):
        built(tmp_path / "nowhere", index, encoder)


def test_staleness(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    assert is_stale(corpus, index, encoder, FAKE_RULES)
    built(corpus, index, encoder)
    assert not is_stale(corpus, index, encoder, FAKE_RULES)
    assert stale_documents(corpus, index, FAKE_RULES) == ()
    assert is_stale(corpus, index, FakeEncoder(checksum="other"), FAKE_RULES)
    assert is_stale(corpus, index, encoder, replace(FAKE_RULES, version=2))
    (corpus / "letter.txt").touch()  # another time, the same words
    assert stale_documents(corpus, index, FAKE_RULES) == ()
    (corpus / "letter.txt").write_text("Other words.\n")
    (corpus / "report.txt").unlink()
    (corpus / "added.txt").write_text("More.\n")
    assert stale_documents(corpus, index, FAKE_RULES) == ("added.txt", "letter.txt", "report.txt")
    assert is_stale(corpus, index, encoder, FAKE_RULES)


def test_staleness_of_no_index(corpus: Path, index: Path) -> None:
    with pytest.raises(
        IndexMissing, match=r"There is no index in .*index: run 'python embed\.py' to build it\."
    ):
        stale_documents(corpus, index, FAKE_RULES)


def test_a_damaged_index_is_built_anew(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    first = built(corpus, index, encoder)
    (index / "generations" / first.generation / "sentences.faiss").unlink()
    assert is_stale(corpus, index, encoder, FAKE_RULES)
    second = built(corpus, index, encoder)
    assert second.generation != first.generation
    assert opened(index, encoder).id == second.generation


def test_an_old_generation_goes_when_nobody_reads_it(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    built(corpus, index, encoder)
    reader = opened(index, encoder)
    (corpus / "new.txt").write_text("A plan.\n")
    second = built(corpus, index, encoder).generation
    assert generations(index) == sorted([reader.id, second])
    assert len(reader.store.passages([0, 1, 2, 3])) == 4
    reader.close()
    (corpus / "new.txt").write_text("Another plan.\n")
    third = built(corpus, index, encoder).generation
    assert generations(index) == [third]


def test_facts_only_a_copy_gives_are_taken_from_it(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    text = (corpus / "letter.txt").read_text()
    (corpus / "a-copy.txt").write_text("\n".join(text.splitlines()[1:]))  # without authority and date

    def searched() -> tuple[str | None, str]:
        report = built(corpus, index, encoder)
        document = next(document for document in report.documents if document.file == "a-copy.txt")
        return document.authority, document.status

    assert searched() == ("Halton", "ready")
    (corpus / "letter.txt").unlink()
    assert searched() == (None, "ready")


def test_an_older_version_says_by_what_it_is_replaced_also_where_it_is_kept(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    def read(path: Path, corpus: Path, id: str) -> FakeReading:
        found = FAKE_RULES.read(path, corpus, id)
        return replace(found, document=replace(found.document, kept=path.stem == "letter"))

    older = {"letter": "report", "other": "report"}
    (corpus / "other.txt").write_text("Fire drills were held in May and in June.", encoding="utf-8")
    rules = replace(FAKE_RULES, read=read, versions=lambda documents: older)
    built(corpus, index, encoder, rules)
    documents = {document.id: document for document in opened(index, encoder).documents}
    assert (documents["letter"].status, documents["letter"].replaced_by) == ("ready", "report.txt")
    assert (documents["other"].status, documents["other"].replaced_by) == ("duplicate", "report.txt")
    assert documents["report"].replaces == ("letter.txt", "other.txt")
    [passage, *_] = opened(index, encoder).store.document_passages("letter")
    assert citation(passage, documents["letter"]).endswith("replaced by ‘report.txt’")
