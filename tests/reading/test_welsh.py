"""Documents in Welsh are recognised and kept; what is said of them."""

from __future__ import annotations

import pytest

from findings.reading import read, welsh

WELSH = (
    "Mae'r arweinwyr yn gwybod beth yw cryfderau'r ysgol a'r hyn sydd angen ei wella. Mae presenoldeb y disgyblion "
    "wedi gostwng ac nid yw'n ddigon da. Nid oedd y drysau tân yn glir ar ddiwrnod yr ymweliad."
)
ENGLISH = (
    "Ysgol y Bont is a school in Ynys Môn. The leaders of Ysgol y Bont know the pupils well and make sure that all "
    "of them are safe in the school and on the way to it."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (WELSH, "cy"),
        (ENGLISH, None),
        (f"{ENGLISH} {ENGLISH} {WELSH}", None),  # a report in English that quotes some
        ("Mae'r ysgol yn dda.", None),  # too little to tell
        ("", None),
    ],
)
def test_the_language_of_a_text(text, language):
    assert welsh.language(text) == language


def test_a_document_in_welsh_is_kept_and_said_to_be_searched_by_words(tmp_path):
    (tmp_path / "adroddiad.txt").write_text(WELSH, encoding="utf-8")
    document = read(tmp_path / "adroddiad.txt", tmp_path).document
    assert (document.status, document.language) == ("ready", "cy")
    assert document.notes == ("It is in Welsh, so it is searched by words only, not by meaning.",)
