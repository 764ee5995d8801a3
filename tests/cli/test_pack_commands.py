"""The commands on evidence packs; without an index they still work, and say so."""

import io
import json

import docx
import pytest

from findings.cli.main import main
from tests.packs.make_pack import ASKED, STRENGTH


@pytest.fixture(autouse=True)
def own_data(monkeypatch, tmp_path):
    """The log of requests goes into the test's own folder too."""
    monkeypatch.setenv("FINDINGS_DATA", str(tmp_path / "data"))


def test_packs_are_listed(tmp_path, store, clock, capsys):
    assert main(["packs"]) == 0
    assert capsys.readouterr().out == "There are no evidence packs.\n"
    first = store.create("First")
    clock.pass_hours(24)
    second = store.create("Second")
    store.add(second, [STRENGTH])
    assert main(["packs"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{second}  2026-11-22      1 passage  Second",
        f"{first}  2026-11-21     0 passages  First",
    ]
    assert main(["packs", "--json", "--data", str(tmp_path / "data")]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {
        "id": second,
        "name": "Second",
        "purpose": "",
        "passages": 1,
        "created": "2026-11-22T09:30:00+00:00",
        "changed": "2026-11-22T09:30:00+00:00",
    }


def test_a_pack_is_written_without_an_index_and_says_that_nothing_was_compared(tmp_path, store, capsys):
    pack = store.create("First")
    store.add(pack, [STRENGTH, ASKED])
    out = tmp_path / "pack.docx"
    assert main(["export", pack, "--out", str(out), "--index", str(tmp_path / "none")]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "findings: the quotations were not compared: There is no index" in said.err
    assert said.err.splitlines()[1:] == [
        f"{out}: 2 passages",
        "Item 1: Not checked, because there is no search index",
        "Item 2: Not checked, because there is no search index",
    ]
    document = docx.Document(io.BytesIO(out.read_bytes()))
    quotes = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Quote"]
    assert quotes == [STRENGTH.quote, ASKED.quote]


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_every_format_is_written(tmp_path, store, form):
    pack = store.create("First")
    out = tmp_path / f"pack.{form}"
    arguments = ["export", pack, "--format", form, "--out", str(out), "--index", str(tmp_path / "none")]
    assert main(arguments) == 0
    assert out.stat().st_size > 50


def test_what_cannot_be_done_is_said_in_one_line(tmp_path, store, capsys):
    out = str(tmp_path / "pack.docx")
    assert main(["export", "p" + "x" * 22, "--out", out]) == 1
    assert capsys.readouterr().err == (
        "findings: We cannot find this evidence pack. The link may be wrong or the pack was deleted.\n"
    )
    pack = store.create("First")
    nowhere = str(tmp_path / "no" / "pack.docx")
    assert main(["export", pack, "--out", nowhere, "--index", str(tmp_path / "none")]) == 1
    assert f"findings: {nowhere}: cannot be written (No such file or directory)" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        main(["export", pack, "--format", "odt", "--out", out])
    assert left.value.code == 2
