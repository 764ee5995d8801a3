"""Who led an inspection: the name after its label or before the post."""

from __future__ import annotations

import re

_LABEL = re.compile(r"(?:lead inspector(?: on site)?|reporting inspector)\s*[:\t]?\s*(\S.*)?", re.I | re.S)
# "Una Buckley, HMI, Ofsted Lead inspector": the name comes first.
_BEFORE_POST = re.compile(r"([^\t\n]{5,60}?),?\s+Ofsted,?\s+(?:HMI,?\s+)?lead\b", re.I)
# What ends a name: a post, an office, a bracket, the next entry.
_END = re.compile(
    r",|;|\(|\t|\bH\s?M\s?I\b|\b(?:Her|His) Majesty|\bDeputy\b|\bTeam\b|\bReport author\b|\bSenior\b|\bOfsted\b|"
    r"\bInspectors?\b|\bSocial care\b|\bRegulatory\b|\band\b|\bCQC\b|\bLead\b|\d|:|•|\n|"
    r"\b(?:BA|BSc|MA|MSc|MSt|BEng|MEng|LLB|LLM|PhD|Dip\w*|MRTPI|MRICS|FRICS|MBE|OBE|CBE|QC|KC)\b",
    re.I,
)
# What stands before a name and is not part of it.
_BEFORE = re.compile(
    r"(?:(?:Mrs|Mr|Ms|Miss)\.?|(?:HM|H(?:er|is) Majesty['’]s|Ofsted)\s+Inspectors?,?)\s+", re.I
)
_WORD = r"(?:[A-ZÀ-Þ][\w’'.-]*|de|del|der|la|le|van|von|bin|al)"
_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{1,4}}")


def lead_inspector(texts: list[str]) -> str | None:
    """The name after "Lead inspector:" or before "Ofsted lead inspector", in the first text that begins so."""
    for position, text in enumerate(texts):
        label, post = _LABEL.match(text), _BEFORE_POST.match(text)
        after = texts[position + 1] if position + 1 < len(texts) else ""
        name = name_of(label[1] or after) if label else name_of(post[1]) if post else None
        if name:
            return name
    return None


def name_of(text: str) -> str | None:
    """The person's name that a text begins with, without the post after it; None where it begins with none."""
    text = text.strip()
    if before := _BEFORE.match(text):
        text = text[before.end() :]
    end = _END.search(text)
    words = " ".join(text[: end.start() if end else len(text)].split()).strip(" .-–")
    return words if _NAME.fullmatch(words) else None
