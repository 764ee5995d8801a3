"""Names of files from outside."""

import pytest

from findings.uploads import files


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Letter (2023).pdf", "Letter (2023).pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\letter.pdf", "letter.pdf"),
        ("a\nb\x00c.pdf", "a bc.pdf"),
        ("gnp.\u202efdp", "gnp.fdp"),  # right-to-left marks hide an ending
        ("cafe\u0301.pdf", "café.pdf"),
        ("", "document"),
        ("/", "document"),
    ],
)
def test_a_name_is_shown_in_one_line_without_its_folders(given, shown):
    assert files.shown(given) == shown


def test_a_very_long_name_is_cut_in_the_middle():
    assert files.shown("a" * 300 + ".pdf") == "a" * 79 + "…" + "a" * 16 + ".pdf"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Halton Focused Visit, 13 January 2023.PDF", "halton-focused-visit-13-january-2023.pdf"),
        ("../../app.py", "app.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("documents.yml", "documents.pdf"),
        ("~$letter.docx", "letter.pdf"),
        ("CON.pdf", "document-con.pdf"),
        ("отчёт.pdf", "document.pdf"),
        ("Bórd – café.pdf", "bord-cafe.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ],
)
def test_a_file_is_kept_under_a_safe_name(given, kept):
    assert files.kept(given, ".pdf") == kept


def test_a_name_is_free_when_no_file_shares_it_but_for_its_ending(tmp_path):
    assert files.free(tmp_path / "none", "letter.pdf") == "letter.pdf"
    (tmp_path / "letter.yml").touch()
    assert files.free(tmp_path, "letter.pdf") == "letter-2.pdf"
    (tmp_path / "Letter-2.DOCX").touch()
    assert files.free(tmp_path, "letter.pdf") == "letter-3.pdf"
