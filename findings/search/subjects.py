"""The schools, homes, prisons and other subjects of documents that a query names: each becomes a filter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from findings.records import Document
from findings.text import places

# Words of names that say what something is; the others tell which.
_KINDS_OF_PLACE = frozenset(
    "school college academy nursery home homes house hospital hospice surgery centre center prison service services "
    "practice university trust agency authority board council primary secondary junior infant infants high grammar "
    "comprehensive nursing residential care rest children children's nhs foundation fire rescue police constabulary "
    "youth justice offending team limited ltd llp plc company the of and for at in on st a an hmp hmyoi yoi hm medical "
    "health clinic unit community church england c e ce rc catholic roman sixth form department office commission "
    "association group society union ferry line railway airport station".split()
)
_WORD = re.compile(r"[\w’'&-]+")
_PRISON = re.compile(r"(?:HMP|HMYOI|YOI|HM Prison)\b")


def named_subjects(text: str, documents: Iterable[Document]) -> list[tuple[int, int, str]]:
    """(start, end, subject) of the subjects of `documents` that a query names, in order, none inside another.

    A name counts whole, in any case, or by the words that tell which it is ("Ashdown" of Ashdown Nursing Home) where
    these are of one subject alone: several in any case, one with its capital and not as a place's name.
    """
    subjects = sorted({document.subject for document in documents if document.subject})
    shared = Counter(key for subject in subjects if (key := _telling(subject)))
    found: list[tuple[int, int, str]] = []
    for subject in sorted(subjects, key=len, reverse=True):
        forms = [(subject, False)]
        telling = _telling(subject)
        if telling and telling.lower() != subject.lower() and shared[telling] == 1:
            forms.append((telling, " " not in telling))
        for form, exactly in forms:
            span = _span(text, form, exactly)
            if span and not any(span[0] < end and start < span[1] for start, end, _ in found):
                found.append((*span, subject))
                break
    return sorted(found)


def common_name(subject: str) -> str:
    """What a subject is called once its name is known: "the college", "the prison"; "the service" of any other."""
    words = [word.lower() for word in _WORD.findall(subject)]
    if _PRISON.match(subject):
        return "the prison"
    last = words[-1] if words else ""
    return f"the {last}" if last in _KINDS_OF_PLACE and len(last) > 3 else "the service"


def _telling(subject: str) -> str:
    """The first words that tell which it is: "Lowdham Grange" of HMP Lowdham Grange; "" where all words do, or none."""
    words = _WORD.findall(subject)
    while words and words[0].lower() in _KINDS_OF_PLACE:
        words = words[1:]
    kept: list[str] = []
    for word in words:
        if word.lower() in _KINDS_OF_PLACE:
            break
        kept.append(word)
    name = " ".join(kept)
    return name if len(name) > 3 and places.canonical(name) is None else ""


def _span(text: str, form: str, exactly: bool) -> tuple[int, int] | None:
    words: Sequence[str] = _WORD.findall(form)
    pattern = r"\W+".join(re.escape(word).replace("’", "'").replace("'", "['’]") for word in words)
    flags = 0 if exactly else re.I
    match = re.search(rf"(?<!\w){pattern}(?!\w)(?:['’]s?(?!\w))?", text, flags) if words else None
    return match.span() if match else None
