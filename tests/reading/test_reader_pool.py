"""Reading in processes of their own: the same outcome as here, in order, and an end to files that have none."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from findings.errors import BuildError, FactsError, ReadingError
from findings.index.build import build
from findings.reading.rules import Limits, reading_rules
from findings.reading.sandbox.reader_pool import Outcome, Reader, read_files
from tests.fakes import FAKE_RULES, FakeEncoder
from tests.reading.readers import read_unruly

UNRULY = replace(FAKE_RULES, read=read_unruly, limits=Limits(seconds=20, memory=1 << 30))
ROOT = Path(__file__).resolve().parents[2]


def outcomes(folder: Path, texts: Mapping[str, str], limits: Limits = UNRULY.limits) -> list[Outcome]:  # type: ignore[assignment]
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return list(read_files(replace(UNRULY, limits=limits), folder, [(f"{name}.txt", name) for name in texts]))


def said(outcome: Outcome) -> str:
    assert isinstance(outcome, ReadingError)
    return str(outcome)


def test_files_are_read_as_here_and_come_in_order(tmp_path: Path) -> None:
    texts = {name: f"@ Halton 2023-01-13\nWords of {name}. 17" for name in "dacb"}
    apart = outcomes(tmp_path, texts)
    here = list(read_files(replace(UNRULY, limits=None), tmp_path, [(f"{n}.txt", n) for n in "dacb"]))
    assert apart == here
    assert [one[1].text for one in apart if isinstance(one, tuple)] == [f"Words of {n}. 17" for n in "dacb"]


def test_a_process_that_reads_does_not_know_the_password_of_the_mail_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_SMTP_PASSWORD", "s3cret")
    [outcome] = outcomes(tmp_path, {"a": "tell the password"})
    assert said(outcome) == "The password is ‘not known’."


def test_a_file_that_takes_too_long_is_stopped_and_the_others_are_read(tmp_path: Path) -> None:
    began = time.monotonic()
    slow, spinning, good = outcomes(
        tmp_path, {"slow": "sleep", "spinning": "spin", "good": "Good."}, Limits(0.5, 1 << 30)
    )
    assert time.monotonic() - began < 50
    assert said(slow) == (
        "‘slow.txt’ takes longer than 0.5 seconds to read, so it was left out. It may be damaged. "
        "Download it again, or save it again as PDF."
    )
    assert said(spinning).startswith("‘spinning.txt’ takes longer than 0.5 seconds")
    assert isinstance(good, tuple)


def test_a_reading_that_says_that_it_goes_on_may_take_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("findings.reading.sandbox.reader_pool._PATIENCE", 1)
    (tmp_path / "long.txt").write_text("go on", encoding="utf-8")
    told: list[str] = []
    rules = replace(UNRULY, limits=Limits(1.2, 1 << 30))  # less than the 1.6 seconds that it takes
    [outcome] = read_files(rules, tmp_path, [("long.txt", "long")], told.append)
    assert isinstance(outcome, tuple)
    assert told[0] == "long.txt: page 1 of 4"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited where the system can")
def test_a_file_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    found = outcomes(
        tmp_path,
        {"big": "hoard", "sly": "hoard behind damage", "good": "Good."},
        Limits(20, 512 << 20),
    )
    assert said(found[0]) == (
        "‘big.txt’ needs more than 512MB of memory to read, so it was left out. It may be damaged. "
        "Download it again, or save it again as PDF."
    )
    assert said(found[1]).startswith("‘sly.txt’ needs more than 512MB")
    assert isinstance(found[2], tuple)


def test_a_file_that_ends_its_process_costs_only_itself(tmp_path: Path) -> None:
    found = outcomes(tmp_path, {"a": "crash", "b": "exit", "c": "print", "d": "Good."})
    assert said(found[0]) == (
        "‘a.txt’ could not be read safely. It may be damaged. Download it again, or save it again as PDF."
    )
    assert said(found[1]).startswith("‘b.txt’ could not be read safely. It may be damaged.")
    assert [isinstance(one, tuple) for one in found[2:]] == [True, True]


def test_errors_and_surprises_are_told_as_here(tmp_path: Path) -> None:
    damaged, surprise = outcomes(tmp_path, {"damaged": "!", "surprise": "!!"})
    assert said(damaged) == "‘damaged.txt’ is damaged and could not be opened."
    assert said(surprise) == "‘surprise.txt’ could not be read (ZeroDivisionError: division by zero)."


def test_a_side_file_that_cannot_be_used_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("!", encoding="utf-8")
    with pytest.raises(FactsError, match=r"a\.yml: unknown key"):
        outcomes(tmp_path, {"a": "Good.", "b": "sleep"})


def test_a_process_started_by_a_large_one_is_not_worn(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Good.", encoding="utf-8")
    held = bytearray(600 << 20)  # more than half of what a reader may take, in the process that starts it
    held[::4096] = b"x" * len(held[::4096])
    reader = Reader(UNRULY, Limits(20, 1 << 30))
    first = reader._process
    assert isinstance(reader.read(tmp_path, "a.txt", "a"), tuple)
    assert reader._process is first
    reader.stop()


def test_no_process_is_left_when_reading_ends_early(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Good.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("sleep", encoding="utf-8")
    reader = Reader(UNRULY, Limits(20, 1 << 30))
    assert isinstance(reader.read(tmp_path, "a.txt", "a"), tuple)
    process = reader._process
    assert process is not None and process.poll() is None
    reader.stop()
    assert process.poll() is not None
    files = read_files(UNRULY, tmp_path, [("a.txt", "a"), ("b.txt", "b")])
    began = time.monotonic()
    next(files)
    files.close()  # waits for the process that sleeps, which is stopped
    assert time.monotonic() - began < 15


def test_a_reader_that_cannot_start_says_how_to_find_out_why(tmp_path: Path) -> None:
    def read_local(path: Path, corpus: Path, id: str) -> object:
        raise NotImplementedError  # a function within a function has no name to be found by

    rules = replace(UNRULY, read=read_local)  # type: ignore[arg-type]
    with pytest.raises(
        BuildError,
        match=r"does not start\. To see why, run: .python -m findings\.reading\.sandbox\.reader_process tests",
    ):
        list(read_files(rules, tmp_path, [("a.txt", "a")]))


def test_a_build_reports_what_had_to_be_stopped(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    (corpus / "crash.txt").write_text("crash", encoding="utf-8")
    report = build(corpus, index, encoder, rules=UNRULY)
    statuses = {document.file: document.status for document in report.documents}
    assert statuses == {"crash.txt": "unreadable", "letter.txt": "ready", "report.txt": "ready"}


def test_real_documents_are_read_the_same_apart(halton_corpus: Path) -> None:
    rules = reading_rules()
    files = [path.relative_to(halton_corpus).as_posix() for path in rules.files(halton_corpus)]
    todo = list(rules.ids(files).items())
    assert len(todo) == 5
    assert list(read_files(rules, halton_corpus, todo)) == list(
        read_files(replace(rules, limits=None), halton_corpus, todo)
    )


def test_the_reading_process_loads_no_model() -> None:
    heavy = "torch sentence_transformers transformers faiss tantivy streamlit numpy onnxruntime".split()
    code = (
        "import sys, json, findings.reading.sandbox.reader_process;"
        "import findings.reading.pdf, findings.reading.word.docx_reader;"
        f"print(json.dumps([m for m in {heavy!r} if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert json.loads(done.stdout) == []
