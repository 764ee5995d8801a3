"""Characters that are other characters in another form: ligatures, full-width and mathematical letters, accents that
stand apart from their letter. They are shown as printed and searched as the plain letters that everybody types."""

from __future__ import annotations

import re
import unicodedata

# Letters and figures alone: signs ("½", "™") and the raised figures of footnotes stay as they are.
_OTHER_FORMS = re.compile(
    "[\u0132\u0133\u013f\u0140\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u2102-\u2138\u2145-\u2149\u2160-\u217f"
    "\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufdfb\ufe70-\ufefc\uff10-\uff5a\U0001d400-\U0001d7ff]"
    "|[^\\W\\d_][\u0300-\u036f]+"
)


def plain_letters(text: str) -> str:
    """ "certiﬁcate" as "certificate", "Ｏｆｓｔｅｄ" as "Ofsted"; the text itself where nothing is to change."""
    return text if text.isascii() else _OTHER_FORMS.sub(_plain, text)


def with_offsets(text: str) -> tuple[str, list[int]]:
    """(the plain letters, for each of them and for the end the offset into `text` where it begins)."""
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in _OTHER_FORMS.finditer(text):
        parts.append(text[at : found.start()])
        offsets.extend(range(at, found.start()))
        plain = _plain(found)
        parts.append(plain)
        offsets.extend([found.start()] * len(plain))
        at = found.end()
    parts.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return "".join(parts), offsets


def _plain(found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", found[0])
    return plain if unicodedata.category(found[0][0])[0] in "LN" else found[0]
