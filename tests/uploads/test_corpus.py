"""Documents put into the corpus and taken out of it: nothing is overwritten, nothing is lost."""

import errno
import os
from datetime import date

import pytest

from findings.errors import AddingError
from findings.reading import sidefile
from findings.reading.source import corpus_files, relative
from findings.uploads import files, trash
from findings.uploads.corpus_changes import add_document, with_pending
from findings.uploads.files import move_new, write_new
from findings.uploads.staging import Candidate
from tests.fakes import make_document


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus").mkdir()
    return tmp_path / "corpus"


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def candidate(folder, name="letter.pdf", data=b"%PDF-1.4 words"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return Candidate("Letter.pdf", folder / name, make_document("letter"))


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_document_goes_into_the_corpus_with_its_facts(corpus, tmp_path):
    waiting = candidate(tmp_path / "staging")
    assert (
        add_document(waiting, {"authority": "Halton", "published": date(2023, 1, 13)}, corpus)
        == "uploads/letter.pdf"
    )
    assert names(corpus) == ["uploads/letter.pdf", "uploads/letter.yml"]
    assert (corpus / "uploads" / "letter.pdf").read_bytes() == b"%PDF-1.4 words"
    facts = sidefile.facts_for("uploads/letter.pdf", corpus)
    assert facts == {"authority": "Halton", "published": date(2023, 1, 13)}
    assert [relative(path, corpus) for path in corpus_files(corpus)] == ["uploads/letter.pdf"]
    assert not waiting.path.exists()


def test_nothing_is_overwritten(corpus, tmp_path):
    assert (
        add_document(candidate(tmp_path / "a", data=b"first"), {"kind": "sif"}, corpus)
        == "uploads/letter.pdf"
    )
    assert add_document(candidate(tmp_path / "b", data=b"second"), {}, corpus) == "uploads/letter-2.pdf"
    assert (
        add_document(candidate(tmp_path / "c", "letter.docx", b"third"), {}, corpus)
        == "uploads/letter-3.docx"
    )
    assert (corpus / "uploads" / "letter.pdf").read_bytes() == b"first"
    assert sidefile.facts_for("uploads/letter-2.pdf", corpus) == {}
    assert sidefile.facts_for("uploads/letter-3.docx", corpus) == {}


def test_a_file_that_came_in_between_stays(tmp_path):
    (tmp_path / "letter.pdf").write_bytes(b"there first")
    with pytest.raises(AddingError, match=r"already another file called ‘letter\.pdf’\. Nothing was changed"):
        write_new(tmp_path / "letter.pdf", b"late")
    assert names(tmp_path) == ["letter.pdf"]
    assert (tmp_path / "letter.pdf").read_bytes() == b"there first"


def test_a_disk_without_hard_links(tmp_path, monkeypatch):
    def refuse(source, target):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(files.os, "link", refuse)
    write_new(tmp_path / "letter.pdf", b"words")
    with pytest.raises(AddingError, match="another file called"):
        write_new(tmp_path / "letter.pdf", b"late")
    assert names(tmp_path) == ["letter.pdf"]
    assert (tmp_path / "letter.pdf").read_bytes() == b"words"


def test_a_full_disk_leaves_the_document_where_it_was(corpus, tmp_path, monkeypatch):
    def full(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    waiting = candidate(tmp_path / "staging")
    monkeypatch.setattr(files.shutil, "copy2", full)
    with pytest.raises(
        AddingError, match=r"no room left for ‘letter\.pdf’\. Ask an administrator to free some space"
    ):
        add_document(waiting, {"kind": "sif"}, corpus)
    assert waiting.path.exists()
    assert names(corpus) == []


def test_a_corpus_that_is_gone(tmp_path):
    with pytest.raises(AddingError, match=r"The folder .*nowhere does not exist\. Ask an administrator"):
        add_document(candidate(tmp_path / "staging"), {}, tmp_path / "nowhere")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_corpus_that_may_not_be_written_to(corpus, tmp_path):
    corpus.chmod(0o500)
    with pytest.raises(AddingError, match=r"cannot be created \(Permission denied\)"):
        add_document(candidate(tmp_path / "staging"), {}, corpus)


def test_a_document_is_removed_with_its_side_file_and_put_back(corpus, data):
    (corpus / "halton").mkdir()
    (corpus / "halton" / "letter.pdf").write_bytes(b"words")
    (corpus / "halton" / "letter.yml").write_text("kind: sif\n")
    removed = trash.remove("halton/letter.pdf", corpus, data)
    assert names(corpus) == []
    assert (removed.file, removed.side) == ("halton/letter.pdf", "halton/letter.yml")
    assert trash.removed_documents(data) == (removed,)
    trash.undo(removed, corpus, data)
    assert names(corpus) == ["halton/letter.pdf", "halton/letter.yml"]
    assert (corpus / "halton" / "letter.pdf").read_bytes() == b"words"
    assert trash.removed_documents(data) == ()
    assert names(data) == []


def test_a_side_file_that_another_form_needs_stays(corpus, data):
    for ending in ("pdf", "txt", "yml"):
        (corpus / f"letter.{ending}").write_text("kind: sif")
    trash.remove("letter.pdf", corpus, data)
    assert names(corpus) == ["letter.txt", "letter.yml"]


def test_the_side_file_of_all_documents_stays(corpus, data):
    (corpus / "documents.pdf").write_text("words")
    (corpus / "documents.yml").write_text("a.pdf:\n  kind: sif\n")
    trash.remove("documents.pdf", corpus, data)
    assert names(corpus) == ["documents.yml"]


@pytest.mark.parametrize("file", ["gone.pdf", "../outside.pdf", "/etc/hostname", "sub/../../outside.pdf"])
def test_only_what_is_in_the_corpus_can_be_removed(corpus, data, file):
    (corpus / "sub").mkdir()
    (corpus.parent / "outside.pdf").write_text("words")
    with pytest.raises(AddingError, match="has already been removed"):
        trash.remove(file, corpus, data)
    assert (corpus.parent / "outside.pdf").exists()


def test_undoing_overwrites_nothing(corpus, data):
    (corpus / "letter.pdf").write_text("old")
    removed = trash.remove("letter.pdf", corpus, data)
    (corpus / "letter.pdf").write_text("new")
    with pytest.raises(AddingError, match="another file called"):
        trash.undo(removed, corpus, data)
    assert (corpus / "letter.pdf").read_text() == "new"
    assert (data / "trash" / removed.id / "letter.pdf").read_text() == "old"


def test_a_file_can_go_to_another_disk(tmp_path):
    (tmp_path / "a").write_bytes(b"words")
    move_new(tmp_path / "a", tmp_path / "deep" / "b")
    assert names(tmp_path) == ["deep/b"]


def test_what_is_waiting_to_be_indexed(corpus):
    known = [make_document("same"), make_document("edited"), make_document("gone")]
    for name in ("same.txt", "edited.txt", "new.pdf"):
        (corpus / name).write_text("words")
    (corpus / "new.yml").write_text("authority: Halton\npublished: 2023-01-13\n")
    held = with_pending(known, ("edited.txt", "gone.txt", "new.pdf"), corpus)
    assert [(document.file, document.status, document.id) for document in held] == [
        ("same.txt", "ready", "same"),
        ("edited.txt", "waiting", "edited"),
        ("gone.txt", "removed", "gone"),
        ("new.pdf", "waiting", ""),
    ]
    assert (held[3].authority, held[3].date, held[3].size) == ("Halton", date(2023, 1, 13), 5)
