"""The administrators' log: what a line holds, what it never holds, and that it stops nothing."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from findings import journal
from findings.cli.main import main
from findings.settings import read_settings


@pytest.fixture
def kept(tmp_path, monkeypatch):
    path = tmp_path / "logs" / "journal.jsonl"
    monkeypatch.setenv("FINDINGS_JOURNAL", str(path))
    return lambda: [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_line_holds_time_kind_duration_and_counts_but_no_words(kept):
    with journal.timed(read_settings(), "app", "search", "a child's name") as known:
        known.update(hits=3, documents=2)
    [line] = kept()
    assert list(line) == ["time", "where", "kind", "ms", "hits", "documents"]
    assert (line["where"], line["kind"], line["hits"], line["documents"]) == ("app", "search", 3, 2)
    assert 0 <= line["ms"] < 5000
    assert abs((datetime.now(UTC) - datetime.fromisoformat(line["time"])).total_seconds()) < 60


def test_what_was_asked_is_kept_where_it_is_switched_on(kept, monkeypatch):
    monkeypatch.setenv("FINDINGS_JOURNAL_QUERIES", "maybe")
    journal.write(read_settings(), "app", "ask", "why?")
    monkeypatch.setenv("FINDINGS_JOURNAL_QUERIES", "Yes")
    journal.write(read_settings(), "app", "ask", "why\n‘so’?")
    assert [line.get("query") for line in kept()] == [None, "why\n‘so’?"]


def test_an_error_is_named_by_its_type_alone_and_goes_on(kept):
    with pytest.raises(ValueError, match="a child's name"), journal.timed(read_settings(), "app", "ask", "x"):
        raise ValueError("a child's name")
    [line] = kept()
    assert line["error"] == "ValueError"
    assert "child" not in json.dumps(line)


def test_the_command_line_is_in_it(kept, tmp_path, capsys):
    assert main(["documents", "--index", str(tmp_path / "none")]) == 1
    assert "There is no index" in capsys.readouterr().err
    [line] = kept()
    assert (line["where"], line["kind"], line["error"]) == ("command line", "documents", "IndexMissing")


def test_switched_off_it_writes_nothing(monkeypatch):
    written = []
    monkeypatch.setattr(journal, "_append", lambda path, line: written.append(path))
    for off in ("off", "OFF", "0", "no"):
        monkeypatch.setenv("FINDINGS_JOURNAL", off)
        journal.write(read_settings(), "app", "search")
    assert written == []
    monkeypatch.setenv("FINDINGS_JOURNAL", "")
    monkeypatch.setenv("FINDINGS_DATA", "kept")
    journal.write(read_settings(), "app", "search")
    assert written == [Path("kept/journal.jsonl")]


def test_one_that_cannot_be_written_stops_nothing(tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FINDINGS_JOURNAL", str(tmp_path / "file" / "journal.jsonl"))
    with journal.timed(read_settings(), "app", "search") as known:
        known["hits"] = 1
    assert "cannot be written" in caplog.text


def test_a_full_one_is_put_aside(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "FULL", 150)
    for number in range(4):
        journal.write(read_settings(), "app", "search", number=number)
    old = (tmp_path / "logs" / "journal.jsonl.old").read_text("utf-8").splitlines()
    lines = [json.loads(line)["number"] for line in old] + [line["number"] for line in kept()]
    assert lines == [0, 1, 2, 3]
