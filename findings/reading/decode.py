"""Bytes to characters: which encoding a text file has, and whether it is text at all."""

from __future__ import annotations

import codecs
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Bytes looked at to tell an encoding; a file that is text here is text.
_SAMPLE = 64 * 1024
# Control characters of texts; those from \x80 on are bullets and quotation marks of fonts without a map to letters.
_ALLOWED = frozenset("\t\n\v\f\r\x1a") | frozenset(map(chr, range(0x80, 0xA0)))
# Share of characters that are control codes, unassigned or undecodable in what is still called text.
_JUNK = 0.002


def _windows(error: UnicodeError) -> tuple[str, int]:
    """A byte that is not UTF-8 is Windows-1252. So is a whole file in it, which has no valid UTF-8 but ASCII."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("findings.windows", _windows)


def decode(data: bytes) -> str | None:
    """The text of `data` in UTF-8, UTF-16, UTF-32 or Windows-1252, without its mark; None when not text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(name, "findings.windows" if name == "utf-8" else "strict")
            except UnicodeDecodeError:
                return None
            return text if _is_text(text) else None
    wide = _wide(data[:_SAMPLE])
    if wide:
        try:
            text = data.decode(wide)
        except UnicodeDecodeError:
            return None
    else:
        text = data.decode("utf-8", "findings.windows")
    return text if _is_text(text) else None


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: in English nearly every second byte is zero."""
    if len(sample) < 4 or len(sample) % 2:
        return None
    half = len(sample) // 2
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > 0.5 * half and first < 0.1 * half:
        return "utf-16-le"
    if first > 0.5 * half and second < 0.1 * half:
        return "utf-16-be"
    return None


def _is_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    if "\0" in text:
        return False
    junk = sum(
        char == "\ufffd" or (unicodedata.category(char) in ("Cc", "Cn", "Cs") and char not in _ALLOWED)
        for char in sample
    )
    return junk <= _JUNK * len(sample)
