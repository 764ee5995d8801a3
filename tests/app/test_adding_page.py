"""The states of adding and removing documents, over the fake library and the real reader."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from findings.app.components.upload import removal
from findings.app.state import corpus_access
from findings.app.text import shared_text, uploads_text
from findings.errors import IndexMissing
from findings.index.lock import build_lock
from findings.reading import sidefile
from findings.uploads import build_process
from findings.uploads import job as jobs
from findings.uploads.job import Job, Outcome, read, write
from findings.uploads.staging import TOO_MANY
from tests.app.fake_library import LETTER
from tests.uploads import make_files


@pytest.fixture
def site(screen, tmp_path, monkeypatch):
    """The page over a corpus and a data folder of its own; a build is begun but never runs."""
    screen.corpus, screen.data = tmp_path / "corpus", tmp_path / "data"
    for folder in (screen.corpus, screen.data):
        folder.mkdir()
    screen.library.manifest = replace(screen.library.manifest, corpus=str(screen.corpus))
    monkeypatch.setenv("FINDINGS_CORPUS", str(screen.corpus))
    monkeypatch.setenv("FINDINGS_INDEX", str(tmp_path / "index"))
    screen.begun = []
    monkeypatch.setattr(build_process, "_detached", lambda command, log: screen.begun.append(command))
    monkeypatch.setattr(build_process, "_await", lambda *known: None)
    return screen


def adding(site):
    return site.open("view=add", page="documents")


def upload(site, *files):
    site.app.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files])
    site.app.run()
    assert not site.app.exception
    return site


def changed(site, *files):
    site.library.changed_documents = lambda: files
    return site


def test_nothing_chosen_yet(site):
    assert "<h1>Add documents</h1>" in adding(site).html
    uploader = site.app.file_uploader[0]
    assert (uploader.label, uploader.proto.multiple_files) == ("Choose files, or drop them here", True)
    assert list(uploader.proto.type) == []  # the content decides
    assert uploader.proto.max_upload_size_mb == 200  # of an archive; a document may have 25
    assert uploads_text.HINT == (
        "PDF, Word, OpenDocument, rich text, PowerPoint, Excel, e-mail or pictures of pages, up to 25MB each, "
        "or a zip of them, up to 200MB. 200 documents at a time. Published inspection documents only. "
        "Do not add documents about individual children."
    )
    assert uploads_text.HINT in site.html


def test_the_way_there_and_back(site):
    site.open(page="documents").follow("Add documents")
    assert site.params == {"view": ["add"]}
    assert site.follow("All documents").params == {}


def test_what_was_found_is_shown_before_anything_is_added(site):
    upload(adding(site), ("Letter.pdf", make_files.letter()), ("notes.txt", b"words"))
    assert "1 document can be added and 1 cannot" in site.status
    assert (
        "‘notes.txt’ is not a PDF, an Office document or an e-mail. Save it as PDF and try again."
        in site.html
    )
    assert "<h3>Letter.pdf</h3>" in site.html
    assert "Title: ‘Focused visit to Sheffield children&#x27;s services’. 1 page." in site.html
    assert [box.value for box in site.app.selectbox] == ["Sheffield", "focused-visit"]
    assert [box.value for box in site.app.text_input] == ["7 February 2024"]
    assert list(site.corpus.iterdir()) == []
    assert site.begun == []


def test_the_uploader_lets_go_of_the_files(site):
    before = adding(site).app.file_uploader[0].proto.id
    upload(site, ("notes.txt", b"words"))
    assert site.app.file_uploader[0].proto.id != before
    assert site.app.file_uploader[0].value == []


def test_adding_writes_the_document_with_what_was_corrected_and_begins_a_build(site):
    upload(adding(site), ("../Letter.pdf", make_files.letter()))
    site.app.selectbox[0].set_value("Rotherham")
    site.button("Add 1 document").click().run()
    assert [path.name for path in sorted((site.corpus / "uploads").iterdir())] == ["letter.pdf", "letter.yml"]
    assert sidefile.facts_for("uploads/letter.pdf", site.corpus) == {"authority": "Rotherham"}
    [command] = site.begun
    assert command[1:] == [
        *("-m", "findings", "embed"),
        *("--corpus", str(site.corpus), "--index", str(site.corpus.parent / "index")),
        *("--encoder", "fake", "--follow", str(site.data)),
    ]
    assert read(site.data).outcomes == (Outcome("uploads/letter.pdf", "Letter.pdf"),)
    assert uploads_text.GOING_ON in site.html
    assert "Starting" in site.status
    assert not site.app.file_uploader


def test_an_authority_of_another_name_can_be_typed(site):
    upload(adding(site), ("a.pdf", make_files.letter()))
    assert site.app.selectbox[0].proto.accept_new_options


def test_a_missing_date_is_asked_for_at_the_top_and_at_its_place(site):
    upload(adding(site), ("bare.pdf", make_files.bare()), ("Letter.pdf", make_files.letter()))
    site.button("Add 2 documents").click().run()
    said = "Enter the date of the inspection for ‘bare.pdf’."
    assert f'role="alert"><p><strong>There is a problem</strong></p><p>{said}</p>' in site.html
    assert f'<p class="field-error">{said}</p>' in site.html
    assert list(site.corpus.iterdir()) == []
    site.app.text_input[0].set_value("13/1/2023")
    site.button("Add 2 documents").click().run()
    assert sidefile.facts_for("uploads/bare.pdf", site.corpus) == {"published": datetime(2023, 1, 13).date()}
    assert [outcome.name for outcome in read(site.data).outcomes] == ["bare.pdf", "Letter.pdf"]


def test_one_file_can_be_left_out_and_all_of_them(site):
    upload(adding(site), ("a.pdf", make_files.letter()), ("b.pdf", make_files.bare()))
    site.follow("Leave out ‘b.pdf’")
    assert "1 document can be added" in site.status
    assert "<h3>b.pdf</h3>" not in site.html
    site.follow("Do not add these")
    assert "Check what was found" not in site.html
    assert [path for path in site.data.rglob("*") if path.is_file()] == []


def test_more_files_can_be_chosen_before_they_are_added(site):
    upload(adding(site), ("a.pdf", make_files.letter()))
    upload(site, ("b.pdf", make_files.bare()), ("again.pdf", make_files.letter()))
    assert "2 documents can be added and 1 cannot" in site.status
    assert "‘again.pdf’ is already here as: a.pdf." in site.html


def test_too_many_at_once(site):
    upload(adding(site), *((f"{number}.txt", b"words") for number in range(201)))
    assert f"<p>{TOO_MANY}</p>" in site.html
    assert uploads_text.REFUSED_TITLE not in site.html


def test_a_document_that_is_here_already(site):
    letter = make_files.letter()
    path = site.corpus / LETTER.file
    path.parent.mkdir()
    path.write_bytes(letter)
    checksum = hashlib.sha256(letter).hexdigest()
    site.library.documents = lambda: (replace(LETTER, checksum=checksum),)
    upload(adding(site), ("letter.pdf", letter))
    assert (
        "‘letter.pdf’ is already here as: Focused visit letter to Northshire, 24 November 2022." in site.html
    )


def test_a_document_that_waits_is_here_already(site):
    (site.corpus / "new.pdf").write_bytes(make_files.letter())
    upload(adding(changed(site, "new.pdf")), ("letter.pdf", make_files.letter()))
    assert "‘letter.pdf’ is already here as: Document ‘new.pdf’, date not known." in site.html


def test_somebody_else_is_adding(site):
    upload(adding(site), ("a.pdf", make_files.letter()))
    site.app.text_input[0].set_value("8 February 2024")
    with build_lock(site.corpus.parent / "index"):
        site.button("Add 1 document").click().run()
        assert build_process.BUSY in site.html
        assert "Documents are being updated" in site.status
        assert site.app.text_input[0].value == "8 February 2024"  # nothing typed is lost
    assert list(site.corpus.iterdir()) == []
    assert site.begun == []


def test_a_build_that_goes_on(site):
    with build_lock(site.data):
        write(site.data, Job(jobs.now(), "running", 0.4, "Preparing the passages for search"))
        assert "Preparing the passages for search" in adding(site).status
        [bar] = site.app.get("progress")
        assert (bar.proto.value, bar.proto.text) == (40, "40% done")
        assert uploads_text.GOING_ON in site.open(page="documents").html
        site.follow("See progress")
        assert site.params == {"view": ["add"]}


def test_the_result_of_a_build(site):
    write(
        site.data,
        Job(
            jobs.now(),
            "done",
            finished=jobs.now(),
            outcomes=(
                Outcome("uploads/letter.pdf", "<Letter>.pdf", "ready", "letter", 34),
                Outcome(
                    "uploads/b.pdf", "b.pdf", "duplicate", "report", 0, "This is the same document as ..."
                ),
                Outcome("uploads/c.pdf", "c.pdf", "unreadable", "c", 0, "‘c.pdf’ is damaged."),
                Outcome("uploads/d.pdf", "d.pdf", "missing"),
            ),
        ),
    )
    html = adding(site).html
    assert "1 of 4 documents added" in site.status
    assert "&lt;Letter&gt;.pdf" in html
    assert "34 passages can be searched." in html
    link = '<a class="in-app" href="documents?doc=letter" target="_self">'
    assert f"{link}Open focused visit letter to Northshire, 24 November 2022</a>" in html
    assert "Same as another document" in html and "Nothing. It is already searched as: Joint targeted" in html
    assert "‘c.pdf’ is damaged." in html
    assert uploads_text.MISSING in html


def test_a_result_of_the_day_before_is_not_shown(site):
    then = (datetime.now(UTC) - timedelta(hours=25)).isoformat()
    write(site.data, Job(then, "done", finished=then))
    assert uploads_text.UP_TO_DATE not in adding(site).status


def test_a_build_that_failed_is_told_with_what_to_do(site):
    (site.corpus / "new.pdf").write_bytes(make_files.letter())
    changed(site, "new.pdf")
    added = (Outcome("new.pdf", "new.pdf"),)
    write(site.data, Job(jobs.now(), "failed", finished=jobs.now(), message=jobs.STOPPED, outcomes=added))
    html = adding(site).html
    for said in (uploads_text.NOT_INDEXED, jobs.STOPPED, uploads_text.AS_BEFORE):
        assert f"{said}" in html
    site.follow("Try again")
    assert len(site.begun) == 1
    assert read(site.data).outcomes == added
    changed(site)
    write(site.data, Job(jobs.now(), "failed", finished=jobs.now(), message=jobs.STOPPED))
    assert uploads_text.NOT_INDEXED not in adding(site).html  # another build has done its work


def test_the_list_names_what_waits(site):
    (site.corpus / "uploads").mkdir()
    (site.corpus / "uploads" / "new.pdf").write_bytes(b"words")
    (site.corpus / "uploads" / "new.yml").write_text("authority: Leeds\npublished: 2023-01-13\n")
    changed(site, "uploads/new.pdf").open(page="documents")
    assert "1 document is waiting for the next update." in site.html
    assert "<strong>Waiting for the next update</strong>" in site.html
    assert "<div>Leeds</div>" in site.html and "Not yet" in site.html
    assert "5 documents" in site.status
    site.open("status=waiting", page="documents")
    assert site.html.count('<tr role="row">') == 2
    site.follow("Update now")
    assert len(site.begun) == 1
    assert uploads_text.GOING_ON in site.html


def held(site):
    path = site.corpus / LETTER.file
    path.parent.mkdir()
    path.write_bytes(b"%PDF-not")
    site.library.folder = site.corpus
    return path


def test_removing_asks_first_and_can_be_undone(site):
    path = held(site)
    site.open("doc=letter", page="documents").follow("Remove this document")
    assert path.exists()
    assert uploads_text.REMOVE_MEANS in site.html
    assert "There is a copy of this document: ‘northshire/letter-copy.txt’" in site.html
    # The dialog's own buttons are pressed in a real browser: tests/app/test_browser_adding.py
    assert removal.remove(LETTER, corpus_access.place(site.library)) == ""
    assert not path.exists()
    changed(site, LETTER.file).open(page="documents")
    assert (
        "‘2023-01-13-focused-visit.pdf’ was removed. It still appears in searches until the next update."
        in site.html
    )
    assert "<strong>Removed</strong>" in site.html
    site.follow("Undo removing ‘2023-01-13-focused-visit.pdf’")
    assert path.read_bytes() == b"%PDF-not"


def test_removing_can_be_thought_better_of(site):
    path = held(site)
    site.open("doc=letter", page="documents").follow("Remove this document").follow("Keep it")
    assert path.exists()
    assert uploads_text.REMOVE_MEANS not in site.html


def test_nothing_is_removed_while_a_build_goes_on(site):
    path = held(site)
    with build_lock(site.corpus.parent / "index"):
        assert removal.remove(LETTER, corpus_access.place(site.library)) == build_process.BUSY
    assert path.exists()


def test_what_is_gone_cannot_be_removed(site):
    site.open("doc=letter", page="documents")
    assert [button.label for button in site.app.button if "Remove" in button.label] == []


def test_uploads_switched_off(site, monkeypatch):
    monkeypatch.setenv("FINDINGS_UPLOADS", "off")
    held(site)
    (site.corpus / "new.pdf").write_bytes(b"words")
    changed(site, "new.pdf")
    assert uploads_text.SWITCHED_OFF in adding(site).html
    assert not site.app.file_uploader
    site.open(page="documents")
    labels = [button.label for button in site.app.button]
    assert "Add documents" not in labels and "Update now" not in labels
    assert "1 document is waiting for the next update." in site.html
    site.open("doc=letter", page="documents")
    assert "Remove this document" not in [button.label for button in site.app.button]


def test_without_an_index_documents_can_be_added(site):
    site.error = IndexMissing("There is no index")
    (site.corpus / "first.pdf").write_bytes(make_files.letter())
    assert shared_text.NO_DOCUMENTS in site.open(page="documents").html
    site.follow("Add documents")
    assert site.app.file_uploader[0].label == uploads_text.CHOOSE
    assert "1 document is waiting for the next update." in site.html
    site.follow("Update now")
    assert "--encoder" not in site.begun[0]
