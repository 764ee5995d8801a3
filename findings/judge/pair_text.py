"""What the judge reads of a pair: two segments made of plain values. The training reads through this too."""

from __future__ import annotations

from findings.text.plain_letters import plain_letters

# Characters that are read of the words before a sentence, of what it stands under, and of its heading.
BEFORE = 60
LEAD_IN = 120
HEADING = 90


def segments(
    question: str, year: int, heading: str, lead_in: str, before: str, sentence: str
) -> tuple[str, str]:
    """The question or topic; and "year. heading. lead-in and the last words before | sentence".

    `heading` is the nearest one; `year` 0 when it is not known. Empty parts leave nothing behind.
    """
    parts = [
        f"{year}." if year else "",
        _ended(_start(heading, HEADING)),
        _end(lead_in, LEAD_IN),
        _end(before, BEFORE),
        "|",
        _plain(sentence),
    ]
    return _plain(question), " ".join(part for part in parts if part)


def _plain(text: str) -> str:
    """The text in one line, with single spaces, in plain letters."""
    return plain_letters(" ".join(text.split()))


def _ended(text: str) -> str:
    """The text with a full stop, unless it is empty or ends a sentence or a clause already."""
    return text if not text or text[-1] in ".:;?!" else f"{text}."


def _start(text: str, length: int) -> str:
    """The first whole words of a text, within that many characters."""
    text = _plain(text)
    if len(text) <= length:
        return text
    return text[: length + 1].rpartition(" ")[0] or text[:length]


def _end(text: str, length: int) -> str:
    """The last whole words of a text, within that many characters."""
    text = _plain(text)
    if len(text) <= length:
        return text
    return text[-length - 1 :].partition(" ")[2] or text[-length:]
