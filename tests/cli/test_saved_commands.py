"""saved, feed and digest on the command line."""

import json

import pytest

from findings.cli.main import main
from findings.saved.saved_question import Question
from findings.saved.saved_store import SavedStore


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("FINDINGS_DATA", str(tmp_path / "data"))
    for name in ("HOST", "FROM", "TO", "PORT", "SECURITY"):
        monkeypatch.delenv(f"FINDINGS_SMTP_{name}", raising=False)
    return tmp_path / "data"


def test_what_is_saved_is_listed_and_removed(data, capsys):
    assert main(["saved"]) == 0
    assert capsys.readouterr().out == "Nothing is saved.\n"
    one = SavedStore(data).save(Question("over_time", "LADO"), "Designated officers", "ann", for_all=True)
    assert main(["saved"]) == 0
    line = capsys.readouterr().out
    assert line.split() == [
        *(one.id, f"{one.created:%Y-%m-%d}", "for", "everyone", "over_time", "Designated", "officers")
    ]
    assert main(["saved", "--json"]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert (found["id"], found["query"], found["for_all"]) == (one.id, "LADO", True)
    assert "owner" not in found  # a browser's secret number
    assert main(["saved", "--remove", one.id]) == 0
    assert SavedStore(data).every() == ()
    assert main(["saved", "--remove", "s-gone"]) == 1
    said = "findings: There is no saved search ‘s-gone’: `findings saved` lists them.\n"
    assert capsys.readouterr().err == said


def test_a_digest_without_a_server_says_what_to_set(data, capsys):
    assert main(["digest", "--dry-run"]) == 1
    assert capsys.readouterr().err == (
        "findings: No mail server is named: set FINDINGS_SMTP_HOST, FINDINGS_SMTP_FROM and FINDINGS_SMTP_TO "
        "(docs/keeping-in-touch.md)\n"
    )


@pytest.mark.model
def test_feeds_and_a_dry_run_over_a_real_index(data, halton_index, capsys, monkeypatch):
    one = SavedStore(data).save(Question("search", "LADO"), "LADO", "ann", for_all=True)
    assert main(["feed", "--index", str(halton_index)]) == 0
    files = [data / "feeds" / "documents.xml", data / "feeds" / f"{one.id}.xml"]
    assert capsys.readouterr().out.splitlines() == [str(path) for path in files]
    assert files[0].read_text().count("<entry>") == 5
    assert "Focused visit letter to Halton, 24 November 2022" in files[1].read_text()
    monkeypatch.setenv("FINDINGS_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("FINDINGS_SMTP_FROM", "findings@example.org")
    monkeypatch.setenv("FINDINGS_SMTP_TO", "ann@example.org")
    assert main(["digest", "--dry-run", "--index", str(halton_index)]) == 0
    said = "ann@example.org: is new: would be told of what comes from the first digest on\n"
    assert capsys.readouterr().out == said
    assert main(["digest", "--index", str(halton_index)]) == 0
    assert capsys.readouterr().out == "ann@example.org: is new: is told of what comes from now on\n"
    assert main(["digest", "--index", str(halton_index)]) == 0
    assert capsys.readouterr().out == "ann@example.org: nothing new\n"
