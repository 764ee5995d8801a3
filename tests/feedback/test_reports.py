"""Reports that a label or an answer is wrong: kept, read, printed as labelled lines, counted by the doctor."""

import json
from datetime import UTC, datetime

import pytest

from findings.cli.doctor import _reports
from findings.cli.main import main
from findings.errors import FindingsError
from findings.feedback.reports import ANSWER, LABEL, Report, keep, labelled_line, reports
from findings.settings import Settings

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
WRONG = Report(
    LABEL, "Visits are late.", "visits", "strength", "needs_improvement", "It is\nno strength", "a.pdf", 3, 19
)


def test_what_was_kept_is_read_again(tmp_path):
    assert reports(tmp_path / "data") == ()
    keep(tmp_path / "data", WRONG, NOW)
    keep(tmp_path / "data", Report(ANSWER, "In 2020: ...", "how many?", "figure"), NOW)
    first, second = reports(tmp_path / "data")
    assert (first.text, first.should_be, first.comment) == (
        "Visits are late.",
        "needs_improvement",
        "It is no strength",
    )
    assert (first.time, second.about, second.query) == ("2026-11-29T12:00:00+00:00", ANSWER, "how many?")


def test_a_report_is_a_labelled_line(tmp_path):
    assert json.loads(labelled_line(WRONG)) == {
        "about": "label",
        "query": "visits",
        "text": "Visits are late.",
        "should_be": "needs_improvement",
        "shown": "strength",
        "comment": "It is\nno strength",
        "file": "a.pdf",
        "start": 3,
        "end": 19,
        "time": "",
    }


def test_what_cannot_be_kept_or_read_says_so(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FindingsError, match="Your report could not be kept"):
        keep(tmp_path / "file", WRONG)
    (tmp_path / "wrong.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(FindingsError, match=r"wrong\.jsonl, line 1, is no report"):
        reports(tmp_path)


def test_the_command_prints_and_writes_them(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FINDINGS_DATA", str(tmp_path))
    keep(tmp_path, WRONG, NOW)
    assert main(["wrong"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "Visits are late."
    assert main(["wrong", "--out", str(tmp_path / "out.jsonl")]) == 0
    assert capsys.readouterr().out == f"1 report written to {tmp_path / 'out.jsonl'}\n"
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    assert main(["wrong", "--out", str(tmp_path / "nowhere" / "out.jsonl")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_the_doctor_lists_them(tmp_path):
    [nothing] = _reports(Settings(data=tmp_path))
    assert (nothing.state, nothing.said) == ("ok", "nobody has said that a label or an answer is wrong")
    keep(tmp_path, WRONG, NOW)
    [found] = _reports(Settings(data=tmp_path))
    assert found.said == f"1 label and 0 answers were said to be wrong, in {tmp_path / 'wrong.jsonl'}"
    assert "findings wrong" in found.remedy
