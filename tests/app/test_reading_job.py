"""Files that are chosen are read beside the pages."""

import threading

import pytest

from findings.app.state import chosen_documents, reading_job
from findings.app.state.reading_job import ReadingJob
from findings.app.text import uploads_text
from findings.errors import AddingError
from findings.uploads import staging
from tests.app.test_adding_page import adding, site, upload
from tests.uploads import make_files

__all__ = ["site"]

LONG = 120  # seconds; a process that reads may be slow to start
FILES = [(f"letter-{number}.pdf", make_files.letter(f"Letter number {number}.")) for number in (1, 2, 3)]


def begun(files, folder, known=None):
    job = ReadingJob(files, folder, known or {}, 200)
    job.begin()
    return job


@pytest.fixture
def held(monkeypatch):
    """Readings wait, one file at a time, until they are let go on."""
    may_read, read = threading.Semaphore(0), threading.Event()

    def slowly(waiting, folder):
        for outcome in staging.read(waiting, folder):
            read.set()
            may_read.acquire(timeout=LONG)
            yield outcome

    monkeypatch.setattr(reading_job, "read", slowly)
    return may_read, read


def test_it_reads_on_with_no_page_to_watch_and_says_how_far_it_is(tmp_path, held):
    may_read, read = held
    job = begun([*FILES, ("notes.txt", b"words")], tmp_path)
    assert read.wait(LONG)
    assert (job.goes_on, job.said) == (True, "Reading document 1 of 3: letter-1.pdf")
    may_read.release(3)
    job.wait(LONG)
    assert not job.goes_on
    assert [one.name for one in job.candidates] == ["letter-1.pdf", "letter-2.pdf", "letter-3.pdf"]
    assert [one.name for one in job.refused] == ["notes.txt"]
    assert job.problem == ""


def test_one_that_is_stopped_keeps_what_was_read_and_no_other_file(tmp_path, held):
    may_read, read = held
    job = begun(FILES, tmp_path)
    assert read.wait(LONG)
    job.stop()
    may_read.release()
    job.wait(LONG)
    assert [one.name for one in job.candidates] == ["letter-1.pdf"]
    assert [path.name for path in tmp_path.iterdir()] == ["letter-1.pdf"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            AddingError("There is no room left for ‘letter-1.pdf’."),
            "There is no room left for ‘letter-1.pdf’.",
        ),
        (RuntimeError("secret detail"), uploads_text.NOT_READ),
    ],
)
def test_what_ends_it_is_told(tmp_path, monkeypatch, error, said):
    def fails(*_files):
        raise error

    monkeypatch.setattr(reading_job, "take", fails)
    job = begun(FILES, tmp_path)
    job.wait(LONG)
    assert (job.problem, job.candidates) == (said, [])


def test_what_was_read_while_the_person_was_elsewhere_is_on_the_page_and_told_in_the_list(site):
    adding(site)
    site.app.session_state[chosen_documents.NUMBER] = "told-in-the-list"
    job = ReadingJob(FILES, site.data, {}, 200)
    chosen_documents.everybodys().begin(("", "told-in-the-list")).reading = job
    site.open(page="documents")
    assert uploads_text.BEING_READ in site.html
    job.begin()
    job.wait(LONG)
    site.open(page="documents")
    assert uploads_text.WERE_READ in site.html
    site.follow(uploads_text.GO_ON_ADDING)
    assert "3 documents can be added" in site.status
    assert "<h3>letter-1.pdf</h3>" in site.html
    site.open(page="documents")
    assert uploads_text.WERE_READ in site.html  # until they are added, or given up
    site.follow(uploads_text.GO_ON_ADDING)
    site.follow("Do not add these")
    site.open(page="documents")
    assert uploads_text.WERE_READ not in site.html


def test_a_problem_stands_at_the_top_of_the_page(site, monkeypatch):
    def fails(*_files):
        raise AddingError("There is no room left.")

    monkeypatch.setattr(reading_job, "take", fails)
    upload(adding(site), FILES[0])
    assert "<p>There is no room left.</p>" in site.html
