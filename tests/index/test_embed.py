"""The command: its table, its exit status, its one-line errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import embed
from findings.cli.main import main as findings
from findings.encoding import load as encoders
from findings.reading import rules
from tests.fakes import FAKE_RULES, FakeEncoder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command with the fake encoder and the fake reader."""
    monkeypatch.setattr(encoders, "load_encoder", lambda name, threads: FakeEncoder())
    monkeypatch.setattr("findings.index.build.reading_rules", lambda: FAKE_RULES)
    monkeypatch.setattr("findings.reading.READER_VERSION", FAKE_RULES.version)
    assert rules.reading_rules is not None


def run(corpus: Path, index: Path, *options: str) -> int:
    return embed.main(["--corpus", str(corpus), "--index", str(index), *options])


def test_the_table_names_every_document(
    corpus: Path, index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "damaged.txt").write_text("!")
    assert run(corpus, index) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "document     status      passages",
        "damaged.txt  unreadable         0  ‘damaged.txt’ is damaged and could not be opened.",
        "letter.txt   ready              3",
        "report.txt   ready              1",
    ]
    assert "4 passages encoded: 2 ready, 1 could not be read, 4 passages." in err


def test_json_is_the_table_alone(corpus: Path, index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(corpus, index, "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["file"], row["status"], row["passages"]) for row in rows] == [
        ("letter.txt", "ready", 3),
        ("report.txt", "ready", 1),
    ]


def test_again_it_is_up_to_date(corpus: Path, index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(corpus, index)
    capsys.readouterr()
    assert run(corpus, index) == 0
    assert capsys.readouterr().err == "The index is up to date: 2 ready, 4 passages.\n"


def test_if_stale_is_quiet_when_it_is_not(
    corpus: Path, index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(corpus, index)
    capsys.readouterr()
    assert run(corpus, index, "--if-stale") == 0
    assert capsys.readouterr() == ("", "")
    (corpus / "new.txt").write_text("A plan.\n")
    assert run(corpus, index, "--if-stale") == 0
    assert "new.txt" in capsys.readouterr().out


def test_an_error_is_one_line(tmp_path: Path, index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nowhere", index) == 1
    assert capsys.readouterr().err == (
        f"embed.py: There is no folder {tmp_path / 'nowhere'}: put documents in it, or choose another with --corpus.\n"
    )


def test_wrong_usage_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert embed.main(["--nonsense"]) == 2
    assert embed.main(["--corp", "folder"]) == 2  # no option is cut short
    first, second = capsys.readouterr().err.splitlines()
    assert first == "embed.py: No such option '--nonsense'. See: embed.py --help"
    assert second.startswith("embed.py: No such option '--corp'.")


def test_stopped_it_is_an_error_that_says_so(
    corpus: Path, index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("findings.index.build.build", stopped)
    assert run(corpus, index) == 1
    assert capsys.readouterr().err == "embed.py: stopped; the index in use was not changed.\n"


def test_it_is_a_command_of_findings_too(
    corpus: Path, index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert findings(["embed", "--corpus", str(corpus), "--index", str(index)]) == 0
    assert "4 passages encoded: 2 ready, 4 passages." in capsys.readouterr().err
    assert findings(["embed", "--corpus", str(corpus / "none"), "--index", str(index)]) == 1
    assert capsys.readouterr().err.startswith("findings: There is no folder ")


@pytest.mark.model
@pytest.mark.slow
def test_the_real_command_on_a_small_corpus(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "letter.txt").write_text(
        "# Allegations\n\nThe designated officer responds to every allegation at once.\n"
    )
    command = [sys.executable, "embed.py", "--corpus", str(corpus), "--index", str(tmp_path / "index")]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr.splitlines()[-1].endswith("1 ready, 1 passage.")) == (0, True)
    assert done.stdout.splitlines()[1].split() == ["letter.txt", "ready", "1"]


def test_what_came_is_noted_and_feeds_are_written_for_the_index_of_the_app_alone(
    corpus: Path,
    index: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = tmp_path / "kept"
    monkeypatch.setenv("FINDINGS_DATA", str(data))
    assert run(corpus, index) == 0
    assert not data.exists()  # an index made to try something is nobody's news
    monkeypatch.setenv("FINDINGS_INDEX", str(index))
    assert run(corpus, index) == 0
    assert "Note:" not in capsys.readouterr().err
    assert (data / "feeds" / "documents.xml").read_text(encoding="utf-8").count("<entry>") == 2
    (data / "saved.db").write_bytes(b"this is no database, and long enough to be read" * 99)
    assert run(corpus, index) == 0  # no fault of it fails a build
    assert "Note: " in (err := capsys.readouterr().err) and "saved.db is damaged" in err
