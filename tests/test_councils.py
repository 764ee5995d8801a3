"""Which council somebody is of: by their address, closed when in doubt."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from findings.cli import doctor
from findings.cli.backup import back_up
from findings.councils import Councils, read_councils
from findings.errors import FactsError
from findings.packs.pack_store import PackStore
from findings.settings import Settings, read_settings

FILE = """who,council
@halton.gov.uk,halton
Ann@Example.org, wirral
@wirral.gov.uk,wirral

bob@halton.gov.uk,wirral
"""


@pytest.fixture
def councils(tmp_path: Path) -> Councils:
    (tmp_path / "councils.csv").write_text(FILE, encoding="utf-8")
    return Councils(tmp_path)


@pytest.mark.parametrize(
    ("address", "council"),
    [
        ("cara@halton.gov.uk", "halton"),
        (" Cara@HALTON.gov.uk ", "halton"),
        ("bob@halton.gov.uk", "wirral"),  # the whole address counts for more than its domain
        ("ann@example.org", "wirral"),
        ("dan@example.org", ""),
        ("cara@schools.halton.gov.uk", ""),  # another domain
        ("cara@nothalton.gov.uk", ""),
        ("cara@halton.gov.uk@example.org", ""),
        ("cara@example.org@halton.gov.uk", ""),
        ("halton.gov.uk", ""),
        ("", ""),
    ],
)
def test_a_person_is_of_the_council_of_their_address_or_of_its_domain(
    councils: Councils, address: str, council: str
) -> None:
    assert councils.of(address) == council


def test_without_a_file_nobody_is_of_a_council(tmp_path: Path) -> None:
    assert read_councils(tmp_path / "councils.csv") == {}
    assert Councils(tmp_path).of("cara@halton.gov.uk") == ""


def test_a_change_of_the_file_counts_at_once(councils: Councils, tmp_path: Path) -> None:
    assert councils.of("cara@halton.gov.uk") == "halton"
    (tmp_path / "councils.csv").write_text("who,council\n", encoding="utf-8")
    assert councils.of("cara@halton.gov.uk") == ""


LINE = (
    "give an address or a domain (@example.gov.uk) and a council, "
    "named in up to 40 small letters, digits and hyphens."
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the first line must be: who,council"),
        ("council,who\n", "the first line must be: who,council"),
        ("who,council\n@halton.gov.uk,Halton\n", f"line 2: {LINE}"),
        ("who,council\nhalton.gov.uk,halton\n", f"line 2: {LINE}"),
        ("who,council\n@,halton\n", f"line 2: {LINE}"),
        ("who,council\n\n@halton.gov.uk\n", f"line 3: {LINE}"),
        ("who,council\n@halton.gov.uk,../etc\n", f"line 2: {LINE}"),
        ("who,council\n@a.uk,halton\n@A.uk,wirral\n", "line 3: ‘@A.uk’ is of two councils."),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line_and_lets_nobody_in(
    tmp_path: Path, text: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "councils.csv"
    path.write_text("who,council\n@halton.gov.uk,halton\n", encoding="utf-8")
    councils = Councils(tmp_path)
    assert councils.of("cara@halton.gov.uk") == "halton"
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1, 1))
    with pytest.raises(FactsError) as raised:
        read_councils(path)
    assert str(raised.value).startswith(str(path))
    assert str(raised.value).endswith(said)
    assert councils.of("cara@halton.gov.uk") == ""
    assert "Until it is mended nobody is of a council." in caplog.text


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "councils.csv"
    path.write_bytes(b"who,council\n\xff")
    with pytest.raises(FactsError, match=r"it cannot be read as CSV \(.*\)\. Save it as CSV in UTF-8\.$"):
        read_councils(path)


def test_the_council_of_who_has_signed_in_counts_for_more_than_a_setting() -> None:
    """It is that of the store's rows, and of a folder of its own for what its people make."""
    store = replace(Settings(), store="postgresql://host/findings", tenant="halton", data=Path("data"))
    assert store.for_council(None) == store
    assert store.for_council("") == replace(store, tenant="")
    assert store.for_council("wirral") == replace(store, tenant="wirral", data=Path("data/councils/wirral"))
    files = replace(store, store="")
    assert files.for_council("wirral") == files  # an index in files is nobody's in particular


def test_into_a_store_of_several_councils_nothing_is_added_from_a_page() -> None:
    """A page would not know whose a document is: what it added would be everybody's."""
    url = {"FINDINGS_STORE": "postgresql://host/findings"}
    assert read_settings(url).uploads
    assert not read_settings({**url, "FINDINGS_TENANT": "halton"}).uploads
    assert not read_settings({**url, "FINDINGS_SIGN_IN": "1"}).uploads
    assert read_settings({"FINDINGS_SIGN_IN": "1"}).uploads


def test_a_backup_holds_the_packs_of_every_council(tmp_path: Path) -> None:
    data = tmp_path / "data"
    own = data / "councils" / "halton"
    PackStore(data).create("Everybody's")
    PackStore(own).create("Halton's")
    (data / "councils.csv").write_text(FILE, encoding="utf-8")
    back_up(tmp_path / "corpus", data, tmp_path / "backup")
    copied = tmp_path / "backup" / "data"
    assert [line.name for line in PackStore(copied).every_line()] == ["Everybody's"]
    assert [line.name for line in PackStore(copied / "councils" / "halton").every_line()] == ["Halton's"]
    assert (copied / "councils.csv").read_text(encoding="utf-8") == FILE


def test_the_doctor_counts_councils_and_names_a_setting_that_does_not_count(tmp_path: Path) -> None:
    settings = replace(
        Settings(), store="postgresql://host/findings", sign_in=True, tenant="halton", data=tmp_path
    )

    def said() -> list[tuple[str, str]]:
        return [(one.state, one.said) for one in doctor._councils(settings)]

    note = ("note", "FINDINGS_TENANT is ‘halton’, and does not count for who has signed in")
    assert said() == [("ok", "nobody is of one: all see what is shared"), note]
    path = tmp_path / "councils.csv"
    path.write_text(FILE, encoding="utf-8")
    assert said() == [("ok", f"4 addresses and domains of 2 councils, in {path}"), note]
    path.write_text("", encoding="utf-8")
    with pytest.raises(FactsError, match="the first line must be: who,council"):
        said()
    settings = replace(settings, sign_in=False)
    assert said() == []
