"""The build as the app follows it: begun once, outliving who began it, its end told plainly."""

import json
import signal
import subprocess
import sys
import time

import pytest

from findings.errors import BuildError, FactsError
from findings.index.build import stale_documents
from findings.index.lock import build_lock, is_locked
from findings.progress import Silent
from findings.settings import ROOT
from findings.uploads import build_process
from findings.uploads import job as jobs
from findings.uploads.job import Job, Outcome, busy, current, read, write
from tests.fakes import make_document

ADDED = Outcome("uploads/letter.pdf", "Letter.pdf")


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setattr(build_process.os, "nice", lambda steps: 0)  # the tests keep their own priority
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def waited(data, seconds=300):
    """The job, once it has ended."""
    until = time.monotonic() + seconds
    while (job := current(data)) is None or job.goes_on:
        assert time.monotonic() < until, (data / build_process.LOG).read_text()
        time.sleep(0.1)
    return job


def test_what_became_of_each_document(data):
    others = [Outcome(f"uploads/{name}.pdf", f"{name}.pdf") for name in ("copy", "broken", "gone")]
    write(data, Job(jobs.now(), outcomes=(ADDED, *others)))
    documents = [
        make_document("letter", file="uploads/letter.pdf", passages=34),
        make_document(
            "copy", file="uploads/copy.pdf", status="duplicate", duplicate_of="letter", message="Same"
        ),
        make_document("broken", file="uploads/broken.pdf", status="unreadable", message="Damaged"),
        make_document("other"),
    ]
    build_process.follow(data, lambda steps: documents)
    job = current(data)
    assert (job.status, job.part) == ("done", 1.0)
    assert job.outcomes == (
        Outcome("uploads/letter.pdf", "Letter.pdf", "ready", "letter", 34),
        Outcome("uploads/copy.pdf", "copy.pdf", "duplicate", "letter", 0, "Same"),
        Outcome("uploads/broken.pdf", "broken.pdf", "unreadable", "broken", 0, "Damaged"),
        Outcome("uploads/gone.pdf", "gone.pdf", "missing"),
    )


def test_how_far_it_has_come(data, monkeypatch):
    monkeypatch.setattr(build_process, "_STEP", 0.0)
    write(data, Job(jobs.now()))
    seen = []

    def work(steps):
        def look():
            job = current(data)
            seen.append((job.status, job.said, job.part))

        for stage, total, done in (
            ("Reading", 100, 50),
            ("Encoding", 10, 5),
            ("Unheard of", 2, 1),
            ("Writing", 0, 0),
            ("Comparing", 10, 5),
        ):
            steps.stage(stage, total)
            steps.step(done)
            look()
        return []

    build_process.follow(data, work)
    # Halfway from 0.05 to 0.3, halfway from 0.35 to 0.9; a stage without a name of ours goes on from there.
    assert seen == [
        ("running", "Reading the documents", 0.175),
        ("running", "Preparing the passages for search", 0.625),
        ("running", "Preparing the passages for search", 0.925),
        ("running", "Saving the new index", 0.9),
        ("running", "Comparing what inspectors asked for with later documents", 0.975),
    ]


def test_a_long_reading_is_told_while_it_goes_on(data, monkeypatch):
    monkeypatch.setattr(build_process, "_STEP", 0.0)
    write(data, Job(jobs.now()))
    seen = []

    def work(steps):
        steps.stage("Reading", 100)
        steps.step(0, "scan.pdf: page 3, 3 of 20 by OCR")
        seen.append((current(data).said, current(data).part))
        steps.step(50, "1 of 2 documents")
        seen.append((current(data).said, current(data).part))
        return []

    build_process.follow(data, work)
    assert seen == [
        ("Reading the documents: scan.pdf: page 3, 3 of 20 by OCR", 0.05),
        ("Reading the documents", 0.175),
    ]


def test_an_error_is_told_in_its_own_words(data):
    write(data, Job(jobs.now()))

    def work(steps):
        raise FactsError("letter.yml: unknown key ‘autority’.")

    with pytest.raises(FactsError):
        build_process.follow(data, work)
    assert (current(data).status, current(data).message) == ("failed", "letter.yml: unknown key ‘autority’.")


def test_a_fault_of_ours_is_in_the_log_and_not_on_the_page(data, capsys):
    write(data, Job(jobs.now()))
    with pytest.raises(ZeroDivisionError):
        build_process.follow(data, lambda steps: 1 // 0)
    assert (current(data).status, current(data).message) == ("failed", jobs.STOPPED)
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_one_at_a_time(data, tmp_path):
    write(data, Job(jobs.now()))
    with pytest.raises(
        BuildError, match=r"^Someone else is adding documents\. Try again in a few minutes\.$"
    ):
        build_process.start(data, tmp_path / "corpus", tmp_path / "index")


def test_a_build_by_hand_counts_too(data, tmp_path):
    assert not busy(data, tmp_path / "index")
    with build_lock(tmp_path / "index"):
        assert busy(data, tmp_path / "index")
        with pytest.raises(BuildError, match="Someone else is adding documents"):
            build_process.start(data, tmp_path / "corpus", tmp_path / "index")
    assert not is_locked(tmp_path / "index")
    assert read(data) is None


def test_a_process_that_is_gone_has_failed(data):
    write(data, Job(jobs.now(), status="running"))
    assert (current(data).status, current(data).message) == ("failed", jobs.STOPPED)
    write(data, Job("2026-11-25T10:00:00.000+00:00"))  # it never came so far as to say so itself
    assert current(data).status == "failed"
    with build_lock(data):
        write(data, Job(jobs.now(), status="running"))
        assert current(data).goes_on


@pytest.mark.parametrize("text", ["", "{", "[]", '{"started": 1, "outcomes": [{"file": 1, "surprise": 2}]}'])
def test_a_state_that_cannot_be_read_is_none(data, text):
    (data / jobs.STATE).write_text(text)
    assert current(data) is None


@pytest.mark.model
@pytest.mark.slow
def test_a_build_outlives_who_began_it(data, tmp_path):
    """A process starts the build and is killed at once; the index comes all the same, the bad file told."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    (corpus / "uploads").mkdir(parents=True)
    (corpus / "uploads" / "letter.txt").write_text("The designated officer responds to every allegation.\n")
    (corpus / "uploads" / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    code = (
        "import sys, os, signal; from pathlib import Path; from findings.uploads import build_process; "
        "from findings.uploads.job import Outcome; "
        "data, corpus, index = map(Path, sys.argv[1:]); "
        "added = [Outcome('uploads/letter.txt', 'L'), Outcome('uploads/bad.pdf', 'B')]; "
        "build_process.start(data, corpus, index, added=added); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    begun = subprocess.run([sys.executable, "-c", code, data, corpus, index], cwd=ROOT, check=False)
    assert begun.returncode == -signal.SIGKILL
    job = waited(data)
    assert [(one.name, one.status, one.passages) for one in job.outcomes] == [
        ("L", "ready", 1),
        ("B", "unreadable", 0),
    ]
    assert stale_documents(corpus, index) == ()


@pytest.mark.slow
def test_a_build_that_fails_says_why(data, tmp_path):
    build_process.start(data, tmp_path / "nowhere", tmp_path / "index")
    job = waited(data)
    assert (job.status, job.message.startswith("There is no folder")) == ("failed", True)


@pytest.mark.slow
def test_a_build_that_is_killed_is_told(data, tmp_path, monkeypatch):
    monkeypatch.setattr(build_process, "_detached", lambda command, log: _sleeping())
    build_process.start(data, tmp_path, tmp_path / "index")
    assert waited(data).message == jobs.STOPPED


def _sleeping():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    child.kill()
    return child


def test_progress_has_the_face_of_every_progress(data):
    assert {name for name in dir(Silent) if name[0] != "_"} <= set(dir(build_process.Steps))
    write(data, Job(jobs.now()))
    build_process.Steps(data, read(data)).step(5)
    assert json.loads((data / jobs.STATE).read_text())["status"] == "starting"
    assert [path.name for path in data.iterdir()] == [jobs.STATE]
