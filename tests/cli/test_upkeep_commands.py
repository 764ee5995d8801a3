"""doctor, ready and backup: what is wrong is said with what to do, and a copy gives everything back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from findings.cli import doctor
from findings.cli.backup import back_up
from findings.cli.doctor import examine, required
from findings.cli.main import main
from findings.errors import FindingsError
from findings.packs.database import Database
from findings.packs.pack_store import PackStore
from findings.saved.saved_file import SavedFile
from findings.saved.saved_question import Question
from findings.saved.saved_store import SavedStore
from findings.settings import Settings, read_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Nothing is there yet."""
    return replace(
        read_settings(), corpus=tmp_path / "corpus", index=tmp_path / "index", data=tmp_path / "data"
    )


def states(settings: Settings) -> dict[str, tuple[str, str, str]]:
    return {finding.what: (finding.state, finding.said, finding.remedy) for finding in examine(settings)}


@pytest.mark.model
def test_a_whole_installation_has_nothing_wrong(
    settings: Settings, halton_corpus: Path, halton_index: Path
) -> None:
    found = states(replace(settings, corpus=halton_corpus, index=halton_index))
    assert {what: state for what, (state, _, _) in found.items() if state == "wrong"} == {}
    assert found["documents"][:2] == ("ok", f"5 files in {halton_corpus}")
    assert (
        "of 5 documents, built" in found["index"][1]
        and "every byte is as it was written" in found["index"][1]
    )


@pytest.mark.model
def test_where_nothing_is_every_look_says_what_to_do(settings: Settings) -> None:
    found = states(replace(settings, encoder="no-such-encoder"))
    assert found["encoder"][0] == "wrong" and "There is no encoder 'no-such-encoder'" in found["encoder"][1]
    assert found["documents"] == (
        "wrong",
        f"there is no folder {settings.corpus}",
        "Make it and put documents in it, or name another in FINDINGS_CORPUS",
    )
    assert found["index"][0] == "wrong"
    assert found["index"][1] == f"There is no index in {settings.index}: run 'python embed.py' to build it."
    assert found["evidence packs"][:2] == ("ok", "none yet")
    assert not settings.data.exists()  # looking made nothing


def test_the_doctor_sees_damaged_packs(settings: Settings) -> None:
    store = PackStore(settings.data)
    for number in range(50):
        store.create(f"Pack {number}")
    path = settings.data / "packs.db"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    state, said, _ = states(settings)["evidence packs"]
    assert state == "wrong"
    assert "packs.db is damaged" in said and "Put a copy of it back" in said


def test_the_doctor_reads_the_file_of_neighbours(settings: Settings) -> None:
    settings.data.mkdir(parents=True, exist_ok=True)
    assert states(settings)["neighbours"][:2] == ("ok", "none named yet")
    settings.neighbours.write_text("authority,neighbours\nHalton,Knowsley,Atlantis\n")
    state, said, remedy = states(settings)["neighbours"]
    assert (state, remedy) == ("note", "Check how they are spelt, unless they lie outside England")
    assert said.endswith("neighbours.csv names Atlantis")
    settings.neighbours.write_text("authority,neighbours\nHalton,Knowsley\n")
    assert states(settings)["neighbours"][1].startswith("of 1 in ")


def test_required_reads_names_and_versions() -> None:
    text = "# torch first\ntorch==2.13.0\npytest\n\nstreamlit[auth]>=1.6 # why\n-r other.txt\n"
    assert required(text.splitlines()) == {"torch": "2.13.0", "pytest": "", "streamlit": ""}


def test_an_installed_package_names_its_libraries_itself(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no requirements.txt where it is called; one that lies there is not its own."""
    named = ["click==0.0.1", "no-such-library", 'pytest; python_version > "3"', 'authlib==1; extra == "auth"']
    monkeypatch.setattr(doctor, "CHECKOUT", False)
    monkeypatch.setattr(doctor.importlib.metadata, "requires", lambda name: named)
    missing, other = doctor._libraries(settings)
    assert missing.said == "not installed: no-such-library"
    assert other.said.startswith("not the versions that were tested: click ")
    assert other.said.endswith(" instead of 0.0.1")


@pytest.mark.model
def test_doctor_and_ready_on_the_command_line(
    halton_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_DATA", str(tmp_path / "data"))
    assert main(["doctor", "--json", "--index", str(halton_index)]) == 0
    assert {finding["state"] for finding in json.loads(capsys.readouterr().out)} <= {"ok", "note"}
    assert main(["ready", "--index", str(halton_index)]) == 0
    assert capsys.readouterr().out.startswith("Ready: ")
    assert main(["ready", "--index", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"findings: There is no index in {tmp_path}: run 'python embed.py' to build it.\n"
    )
    assert main(["doctor", "--index", str(tmp_path)]) == 1
    assert "WRONG  index" in capsys.readouterr().out


def test_a_backup_gives_everything_back_even_from_a_running_app(settings: Settings, tmp_path: Path) -> None:
    (settings.corpus / "halton").mkdir(parents=True)
    (settings.corpus / "halton" / "letter.txt").write_text("The LADO is effective.", encoding="utf-8")
    (settings.corpus / "documents.yml").write_text(
        "halton/letter.txt:\n  authority: Halton\n", encoding="utf-8"
    )
    store = PackStore(settings.data)
    pack = store.create("Supervision, March")
    with Database(settings.data).writing() as db:  # somebody is in the middle of a change
        db.execute("update packs set name = 'half done'")
        done = back_up(settings.corpus, settings.data, tmp_path / "copy")
    assert done.files == 3
    restored = PackStore(tmp_path / "copy" / "data").pack(pack)
    assert restored.name == "Supervision, March"
    kept = {p.relative_to(tmp_path / "copy" / "corpus").as_posix(): p.read_bytes()
            for p in (tmp_path / "copy" / "corpus").rglob("*") if p.is_file()}  # fmt: skip
    assert kept["halton/letter.txt"] == b"The LADO is effective."
    assert set(kept) == {"halton/letter.txt", "documents.yml"}


def test_a_backup_holds_what_was_saved_as_it_was_at_one_moment(settings: Settings, tmp_path: Path) -> None:
    store = SavedStore(settings.data)
    store.save(Question("search", "LADO"), "Designated officers", "ann")
    with SavedFile(settings.data).writing() as db:  # somebody is in the middle of a change
        db.execute("update saved set name = 'half done'")
        back_up(settings.corpus, settings.data, tmp_path / "copy")
    assert [one.name for one in SavedStore(tmp_path / "copy" / "data").every()] == ["Designated officers"]
    assert states(settings)["saved searches"][:2] == (
        "ok",
        f"1 in {settings.data / 'saved.db'}, 0 of them for everyone",
    )


def test_a_backup_goes_only_into_a_new_folder(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match="is there already: name a folder that is not"):
        back_up(settings.corpus, settings.data, tmp_path)
