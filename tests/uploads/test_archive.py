"""A zip of documents: what is opened, under which names, and every way in which one is refused."""

import io
import stat
import zipfile

import pytest

from findings.settings import MAX_UPLOAD
from findings.uploads import archive
from findings.uploads.archive import is_archive, opened
from findings.uploads.staging import Refusal, Waiting, new_folder, take
from tests.reading.office_files import opendocument, workbook
from tests.uploads import make_files


def packed(*entries, form=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", form) as made:
        for name, data in entries:
            made.writestr(name, data)
    return out.getvalue()


def told(data, **options):
    """(names of what was taken, messages of what was not) of an archive called reports.zip."""
    found = list(opened([("reports.zip", data)], **options))
    taken = [one[0] for one in found if not isinstance(one, Refusal)]
    return taken, [one.message for one in found if isinstance(one, Refusal)]


def test_files_that_are_no_archive_of_documents_stay_as_they_are():
    files = [
        *[
            ("letter.pdf", make_files.letter()),
            ("letter.docx", make_files.word()),
            ("plan.xlsx", workbook({"Sheet": [["words"]]})),
        ],
        ("plan.odt", opendocument("text")),
    ]
    assert list(opened(files)) == files
    assert not is_archive(packed(("a.pdf", b"%PDF-"))[:-30])  # damaged: the reader says so


def test_documents_come_in_order_without_what_systems_add():
    data = packed(
        *[
            ("Halton/", b""),
            ("Halton/2023/Letter.pdf", b"one"),
            ("Leeds/letter.PDF", b"two"),
            ("plan.docx", b"three"),
        ],
        *[
            (".DS_Store", b""),
            ("__MACOSX/Halton/._Letter.pdf", b""),
            ("Thumbs.db", b""),
            ("Leeds/~$plan.docx", b""),
        ],
    )
    assert list(opened([("reports.zip", data)])) == [
        ("Halton 2023 Letter.pdf", b"one"),
        ("Leeds letter.PDF", b"two"),
        ("plan.docx", b"three"),
    ]


def test_a_zip_and_files_beside_it_are_checked_in_one_list(tmp_path):
    letter = make_files.letter()
    data = packed(("a.pdf", letter), ("b.pdf", letter), ("notes.txt", b"Words"), ("empty.pdf", b""))
    taken = take(opened([("reports.zip", data), ("c.pdf", letter)]), new_folder(tmp_path), {})
    assert [(one.name, isinstance(one, Waiting)) for one in taken] == [
        *[("a.pdf", True), ("b.pdf", False), ("notes.txt", False), ("empty.pdf", False), ("c.pdf", False)]
    ]
    assert [one.message for one in taken if isinstance(one, Refusal)] == [
        "‘b.pdf’ is already here as: a.pdf.",
        "‘notes.txt’ is not a PDF, an Office document or an e-mail. Save it as PDF and try again.",
        "‘empty.pdf’ is empty.",
        "‘c.pdf’ is already here as: a.pdf.",
    ]


@pytest.mark.parametrize(
    "name", ["/etc/passwd.pdf", "../up.pdf", "a/../../up.pdf", "C:\\temp\\x.pdf", "..\\up.pdf"]
)
def test_names_of_places_outside_are_refused_and_nothing_is_written(name, tmp_path):
    taken, [message] = told(packed((name, b"%PDF-")))
    short = name.replace("\\", "/").rpartition("/")[2]
    assert taken == []
    assert message == f"‘{short}’ in ‘reports.zip’ names a place outside the archive. It was not opened."


def test_too_many_documents_are_refused_whole():
    data = packed(*[(f"{number}.pdf", b"%PDF-") for number in range(4)])
    assert told(data, room=3) == ([], ["‘reports.zip’ holds 4 files. Add 3 documents or fewer at a time."])
    assert len(told(data, room=4)[0]) == 4


def test_an_archive_of_very_many_entries_is_refused_before_they_are_looked_at(monkeypatch):
    monkeypatch.setattr(archive, "_MOST_ENTRIES", 10)
    data = packed(*[(f"{number}/", b"") for number in range(11)])
    assert told(data) == ([], ["‘reports.zip’ holds 11 files. Add 200 documents or fewer at a time."])


def test_an_empty_archive_is_said():
    assert told(packed(("folder/", b""))) == ([], ["‘reports.zip’ is an empty archive."])


def test_a_bomb_is_refused_by_what_it_says_of_itself(monkeypatch):
    zeros = bytes(1 << 20)
    monkeypatch.setattr(archive, "MAX_UPLOAD", 1 << 20)
    monkeypatch.setattr(archive, "MAX_TOGETHER", 3 << 20)
    data = packed(*[(f"{number}.pdf", zeros) for number in range(4)])
    assert len(data) < 10_000
    assert told(data) == (
        [],
        ["‘reports.zip’ would unpack to 4MB. The limit is 3MB: add its documents in several parts."],
    )


def test_one_huge_document_is_refused_and_the_others_are_taken():
    data = packed(("huge.pdf", bytes(MAX_UPLOAD + 1)), ("letter.pdf", b"%PDF-"))
    assert told(data) == (["letter.pdf"], ["‘huge.pdf’ is 26MB. The limit is 25MB."])


def test_a_document_that_is_larger_than_the_archive_says(monkeypatch):
    monkeypatch.setattr(archive, "MAX_UPLOAD", 1000)
    data = bytearray(packed(("liar.pdf", bytes(2000))))
    at = data.index(b"PK\x01\x02") + 24  # its size, as the list of contents has it
    data[at : at + 4] = (900).to_bytes(4, "little")
    taken, [message] = told(bytes(data))
    assert taken == []
    assert message in (
        "‘liar.pdf’ in ‘reports.zip’ is larger than the archive says. It may be damaged.",
        "‘liar.pdf’ in ‘reports.zip’ is damaged and could not be unpacked. Make the archive again.",
    )


def test_an_archive_in_an_archive_a_link_and_a_locked_document():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("inner.zip", packed(("a.pdf", b"%PDF-")))
        link = zipfile.ZipInfo("link.pdf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("locked.pdf", b"%PDF-")
    data = bytearray(out.getvalue())
    at = data.rindex(b"PK\x01\x02") + 8
    data[at] |= 1  # the flag of a password, in the list of contents
    taken, messages = told(bytes(data))
    assert taken == []
    assert messages == [
        "‘inner.zip’ in ‘reports.zip’ is an archive in an archive. Unpack it and add the documents in it.",
        "‘link.pdf’ in ‘reports.zip’ is a link, not a document. Add the document itself.",
        "‘locked.pdf’ in ‘reports.zip’ is protected by a password. Unpack the archive and add the documents in it.",
    ]


def test_a_document_whose_bytes_are_damaged():
    data = bytearray(packed(("a.pdf", b"words " * 99), form=zipfile.ZIP_STORED))
    data[60] ^= 0xFF
    assert told(bytes(data)) == (
        [],
        ["‘a.pdf’ in ‘reports.zip’ is damaged and could not be unpacked. Make the archive again."],
    )
