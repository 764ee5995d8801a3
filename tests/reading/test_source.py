"""What a file is, told by its bytes, and every way in which it cannot be read."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from findings.errors import ReadingError
from findings.reading import source
from findings.reading.decode import decode

WORDS = "Leaders’ oversight is “good” – café."


def load(folder: Path, name: str, data: bytes) -> source.Source:
    (folder / name).write_bytes(data)
    return source.load(folder / name, folder)


def archive(entries: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return packed.getvalue()


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode("utf-8"),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        b"\xfe\xff" + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        b"\xff\xfe\0\0" + WORDS.encode("utf-32-le"),
        WORDS.encode("cp1252"),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "utf-16 mark",
        "utf-16-be mark",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "windows-1252",
    ],
)
def test_text_is_read_in_every_usual_encoding(tmp_path, data):
    found = load(tmp_path, "notes.txt", data)
    assert (found.format, found.text) == ("text", WORDS)


def test_a_stray_windows_byte_in_utf8_does_not_spoil_the_rest():
    assert decode("“good” ".encode() + b"caf\xe9") == "“good” café"


@pytest.mark.parametrize("data", [b"\0\1\2\3" * 50, bytes(range(256)) * 4, b"text with a \0 in it"])
def test_binary_junk_is_not_text(tmp_path, data):
    with pytest.raises(ReadingError, match=r"‘notes\.txt’ is not a PDF, Word document, web page or text"):
        load(tmp_path, "notes.txt", data)


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("report.txt", b"%PDF-1.7\n...", "pdf"),
        ("report", b"junk\n%PDF-1.7\n...", "pdf"),
        ("page.txt", b"\n<!-- c --><!DOCTYPE html><p>Words", "html"),
        ("page.html", b"<p>Words", "html"),
        ("page.htm", "<html>Words".encode("utf-16"), "html"),
        ("notes.md", b"# Words", "markdown"),
        ("letter.pdf", archive(WORD), "docx"),
        ("notes.pdf.txt", b"Words", "text"),
    ],
)
def test_the_type_is_told_by_content(tmp_path, name, data, format):
    assert load(tmp_path, name, data).format == format


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.pdf",
            b"<!DOCTYPE html><html>",
            "‘a.pdf’ is a web page, not a PDF. Download the PDF itself from the publisher",
        ),
        ("a.docx", b"<html><body>", "‘a.docx’ is a web page, not a Word document"),
        ("a.pdf", b"plain words", r"‘a.pdf’ is not a PDF\. It is damaged or has the wrong name"),
        ("a.pdf", b"", "‘a.pdf’ is empty"),
        ("a.txt", b" \r\n\t", "‘a.txt’ is empty"),
        ("a.pdf", b"GIF89a....", "‘a.pdf’ is a picture"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "‘a.doc’ is in an old Office format"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "‘a.docx’ is protected by a password. Remove the password",
        ),
        ("a.zip", archive({"a.txt": b"words"}), "‘a.zip’ is a zip archive"),
        (
            "a.mpp",
            archive({"[Content_Types].xml": b"", "project/project.xml": b""}),
            "‘a.mpp’ is an Office file but not a Word, Excel or PowerPoint file",
        ),
        ("a.docx", archive(WORD)[:60], "‘a.docx’ is damaged and could not be opened"),
        ("a.xml", b"<?xml version='1.0'?><data/>", "‘a.xml’ is not a PDF, Word document"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(tmp_path, name, data, message):
    with pytest.raises(ReadingError, match=message) as error:
        load(tmp_path, name, data)
    assert "\n" not in str(error.value)


def test_a_zip_bomb_is_refused_by_its_declared_size(tmp_path):
    bomb = archive({**WORD, "word/media/image.bin": bytes(60 * 1024 * 1024)})
    with pytest.raises(
        ReadingError, match=r"‘bomb\.docx’ would unpack to 61MB in 3 parts, which is too large to read safely"
    ):
        load(tmp_path, "bomb.docx", bomb)


def test_an_archive_of_very_many_parts_is_refused(tmp_path):
    with pytest.raises(ReadingError, match="in 5003 parts"):
        load(tmp_path, "many.docx", archive({**WORD, **{f"word/{n}": b"" for n in range(5001)}}))


def test_a_file_over_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MAX_FILE", 1024 * 1024)
    with pytest.raises(ReadingError, match=r"‘big\.txt’ is 2MB\. The limit is 1MB\."):
        load(tmp_path, "big.txt", b"a" * (1024 * 1024 + 1))


def test_a_text_beyond_all_measure(tmp_path):
    with pytest.raises(ReadingError, match=r"‘big\.txt’ has 3,000,001 characters\. The limit is 3,000,000"):
        load(tmp_path, "big.txt", b"a" * 3_000_001)


def test_a_file_that_has_vanished(tmp_path):
    with pytest.raises(ReadingError, match=r"‘gone\.pdf’ was removed while it was being read"):
        source.load(tmp_path / "gone.pdf", tmp_path)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "mine.pdf").write_bytes(b"%PDF-")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadingError, match=r"We do not have permission to read ‘mine\.pdf’"):
        source.load(tmp_path / "mine.pdf", tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadingError, match=r"‘pipe\.txt’ is not a file"):
        source.load(tmp_path / "pipe.txt", tmp_path)


def test_the_documents_of_a_corpus(tmp_path):
    for name in (
        "b.pdf",
        "a.txt",
        "README.md",
        "documents.yml",
        "a.yml",
        ".hidden.pdf",
        "~$b.docx",
        "sub/README.md",
        "sub/.git/c.txt",
        "sub/c.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    found = [source.relative(path, tmp_path) for path in source.corpus_files(tmp_path)]
    assert found == ["a.txt", "b.pdf", "sub/README.md", "sub/c.txt"]
