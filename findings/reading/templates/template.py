"""How one inspectorate prints its documents: its template, read from a table and checked line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from findings.reading.templates import phrases
from findings.template_files import TemplateFile, template_files

# What a label may introduce.
FIELDS = ("inspected", "begins", "ends", "published", "lead", "identifier", "authority", "subject", "other")
# The template that is read with every other, and of documents that no other claims.
GENERAL = "general.toml"
_NONE = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of document: `titles` stand in its title lines, `signs` anywhere.

    Of one with `speakers` the title, or the first sentence, begins with one of `titles`, and names a speaker.
    """

    code: str
    name: str
    titles: re.Pattern[str]
    signs: re.Pattern[str]
    speakers: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """Words of a scale, the best first; what they grade, and how running text gives one ({grade} of {area})."""

    grades: tuple[str, ...]
    areas: re.Pattern[str]
    except_: re.Pattern[str]
    sentences: tuple[re.Pattern[str], ...]
    called: str  # what a grade is of where the words of `sentences` name no area
    under_headings: bool  # a grade in a sentence is of the heading it stands under, one of `areas`
    with_lead_in: (
        bool  # `sentences` are looked for in the items of a list with what the list hangs on before them
    )
    kinds: frozenset[str]  # kinds of document it is used in; empty: all of the template


@dataclass(frozen=True, slots=True, eq=False)
class Asks:
    """How something is asked for: under which headings, after which lead-ins, in which words."""

    headings: re.Pattern[str]
    lead_ins: re.Pattern[str]
    starts: re.Pattern[str]  # a passage begins so
    sentences: re.Pattern[str]  # a sentence says so
    not_: re.Pattern[str]  # headings and lead-ins under which nothing is asked for
    only: bool  # nothing else asks in these documents


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """What is known of an inspectorate's documents before one is opened."""

    file: str
    name: str | None
    names: tuple[phrases.Sign, ...]
    signs: tuple[phrases.Sign, ...]
    kinds: tuple[Kind, ...]
    labels: Mapping[str, tuple[str, ...]]  # field -> labels
    after: Mapping[str, re.Pattern[str]]  # field -> what follows its value: "Jo Bloggs, lead inspector"
    subject_titles: tuple[re.Pattern[str], ...]
    subject_sentences: tuple[re.Pattern[str], ...]  # the same in running text
    subject_endings: re.Pattern[str]
    subject_beginnings: re.Pattern[str]
    subject_first_line: bool
    subject_is_authority: bool
    subject_addressed: bool  # the name stands in one line with its address
    subject_only: bool  # it is named in this template's ways alone
    identifiers: re.Pattern[str]  # how numbers of its documents look, where no label stands before them
    first: bool  # its documents are told by their titles alone, before any other's
    not_titles: re.Pattern[str]  # title words of another's documents
    month_first: bool
    date_alone: str  # what a date in a line of its own on the first page is: inspected, published or ""
    date_in_title: str  # the same of a date in a line of the title
    dates_after: Mapping[
        str, re.Pattern[str]
    ]  # inspected, published -> words that a date follows in running text
    authorities: Mapping[str, str]  # those that a line of an address may name: in small letters -> as printed
    scales: tuple[Scale, ...]
    asks: Asks
    standard: re.Pattern[str]


_KEYS = {
    "": {
        *("name", "names", "signs", "kinds", "labels", "after", "subject", "dates", "scales", "asks", "standard"),
        *("identifiers", "first", "not_titles", "authorities"),
    },
    "kinds": {"code", "name", "also", "titles", "signs", "speakers"},
    "subject": {"titles", "sentences", "endings", "beginnings", "first_line", "is_authority", "only", "addressed"},
    "dates": {"month_first", "alone", "in_title", "inspected_after", "published_after"},
    "scales": {"grades", "areas", "except", "sentences", "called", "kinds", "under_headings", "with_lead_in"},
    "asks": {"headings", "lead_ins", "starts", "sentences", "not", "only"},
    "standard": {"begins"},
}  # fmt: skip


def templates() -> tuple[Template, ...]:
    """Every template but the general one, in order of file names.

    Raises:
        TemplateError: one cannot be used; names the file, the line and what to write.
    """
    return tuple(one for one in _all(template_files()) if one.file != GENERAL)


def general() -> Template:
    """What holds for documents of every inspectorate. Raises TemplateError as `templates` does."""
    return next(one for one in _all(template_files()) if one.file == GENERAL)


def of_kind(kind: str, inspectorate: str | None = None) -> Template | None:
    """The template of a document of this kind, of this inspectorate where several have the kind."""
    held = [one for one in templates() if any(own.code == kind for own in one.kinds)]
    named = [one for one in held or templates() if one.name == inspectorate and inspectorate is not None]
    return next(iter(named or held), None)


@lru_cache(maxsize=4)
def _all(files: tuple[TemplateFile, ...]) -> tuple[Template, ...]:
    return tuple(_template(file) for file in files)


class _Table:
    """A table of a template: gives its values, checked."""

    def __init__(self, file: TemplateFile, values: Any, name: str = "") -> None:
        self.file, self.name = file, name
        if not isinstance(values, dict):
            raise file.wrong(name, f"‘{name}’ must be a table. Write [{name}] and its lines below it.")
        self.values = values
        known = _KEYS.get(name)
        for key in values:
            if known is not None and key not in known:
                where = f" in [{name}]" if name else ""
                raise file.wrong(key, f"unknown key ‘{key}’{where}. Use one of: {', '.join(sorted(known))}.")

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.file.wrong(key, f"‘{key}’ must be words in quotation marks.")
        return value.strip()

    def needed(self, key: str) -> str:
        if not self.text(key):
            raise self.file.wrong(self.name, f"‘{key}’ is missing{self._where()}.")
        return self.text(key)

    def switch(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.file.wrong(key, f"‘{key}’ must be true or false.")
        return value

    def phrases(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise self.file.wrong(key, f'‘{key}’ must be a list of words: ["one", "another"].')
        for one in value:
            try:
                re.compile(phrases.source(one, {"grade": "", "area": ""}))
            except re.error as error:
                raise self.file.wrong(one[:40], f"‘{one}’ is no regular expression ({error}).") from error
        return tuple(value)

    def table(self, key: str) -> _Table:
        return _Table(self.file, self.values.get(key, {}), key)

    def tables(self, key: str) -> Sequence[_Table]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.file.wrong(key, f"‘{key}’ must be a list of tables. Write [[{key}]].")
        return [_Table(self.file, one, key) for one in value]

    def _where(self) -> str:
        return f" in [{self.name}]" if self.name else ""


def _template(file: TemplateFile) -> Template:
    top = _Table(file, file.table)
    labels, after, subject = top.table("labels"), top.table("after"), top.table("subject")
    for table in (labels, after):
        for key in table.values:
            if key not in FIELDS:
                raise file.wrong(key, f"unknown label ‘{key}’. Use one of: {', '.join(FIELDS)}.")
    return Template(
        file=file.name,
        name=None if file.name == GENERAL else top.needed("name"),
        names=tuple(phrases.sign(one) for one in top.phrases("names")),
        signs=tuple(phrases.sign(one) for one in top.phrases("signs")),
        kinds=tuple(_kind(table) for table in top.tables("kinds")),
        labels={field: labels.phrases(field) for field in FIELDS},
        after={
            field: re.compile(rf"{phrases.either(after.phrases(field))}(?!\w)", re.I)
            for field in FIELDS
            if after.phrases(field)
        },
        subject_titles=tuple(
            re.compile(rf"(?<!\w){phrases.source(one)}(?=\s*(?:\n|$))", re.I)
            for one in subject.phrases("titles")
        ),
        subject_sentences=tuple(
            re.compile(rf"(?<!\w){phrases.source(one)}", re.I) for one in subject.phrases("sentences")
        ),
        subject_endings=re.compile(rf"(?<!\w){phrases.either(subject.phrases('endings'))}$", re.I),
        subject_beginnings=phrases.beginning(subject.phrases("beginnings")),
        subject_first_line=subject.switch("first_line"),
        subject_is_authority=subject.switch("is_authority"),
        subject_addressed=subject.switch("addressed"),
        subject_only=subject.switch("only"),
        identifiers=phrases.anywhere(top.phrases("identifiers")),
        first=top.switch("first"),
        not_titles=phrases.anywhere(top.phrases("not_titles")),
        month_first=top.table("dates").switch("month_first"),
        date_alone=_which_date(top.table("dates"), "alone"),
        date_in_title=_which_date(top.table("dates"), "in_title"),
        dates_after={
            field: phrases.anywhere(words)
            for field in ("inspected", "published")
            if (words := top.table("dates").phrases(f"{field}_after"))
        },
        authorities={name.lower(): name for name in top.phrases("authorities")},
        scales=tuple(_scale(table) for table in top.tables("scales")),
        asks=_asks(top.table("asks")),
        standard=phrases.beginning(top.table("standard").phrases("begins")),
    )


def _which_date(table: _Table, key: str) -> str:
    value = table.text(key)
    if value not in ("", "inspected", "published"):
        raise table.file.wrong(key, f'‘{key}’ must be "inspected" or "published".')
    return value


def _kind(table: _Table) -> Kind:
    titles, signs, speakers = table.phrases("titles"), table.phrases("signs"), table.phrases("speakers")
    table.phrases("also")  # checked here, read by `findings/document_kinds.py`
    code = table.needed("code")
    if not re.fullmatch(r"[a-z0-9-]+", code):
        raise table.file.wrong(code, f"the code ‘{code}’ may have small letters, figures and hyphens only.")
    return Kind(
        code,
        table.needed("name"),
        re.compile(phrases.either(titles), re.I) if titles else _NONE,
        phrases.anywhere(signs) if signs else _NONE,
        re.compile(phrases.either(speakers), re.I) if speakers else None,
    )


def _scale(table: _Table) -> Scale:
    grades = table.phrases("grades")
    if not grades:
        raise table.file.wrong(
            "[[scales", "‘grades’ is missing in [[scales]]. List the words, the best first."
        )
    areas = table.phrases("areas")
    values = {
        "grade": rf"['‘’“\"]*(?P<grade>{phrases.either(grades)})(?!\w)['‘’”\"]*",
        "area": r"(?P<area>[^.;:\n]{3,120})",
    }
    return Scale(
        grades=grades,
        areas=phrases.beginning(areas) if areas else _NONE,
        except_=phrases.anywhere(table.phrases("except")) if table.phrases("except") else _NONE,
        sentences=tuple(
            re.compile(phrases.source(one, values), re.I | re.S) for one in table.phrases("sentences")
        ),
        called=table.text("called") or "Overall judgement",
        under_headings=table.switch("under_headings"),
        with_lead_in=table.switch("with_lead_in"),
        kinds=frozenset(table.phrases("kinds")),
    )


def _asks(table: _Table) -> Asks:
    return Asks(
        headings=phrases.beginning(table.phrases("headings")),
        lead_ins=phrases.anywhere(table.phrases("lead_ins")),
        starts=phrases.beginning(table.phrases("starts")),
        sentences=phrases.anywhere(table.phrases("sentences")),
        not_=phrases.anywhere(table.phrases("not")),
        only=table.switch("only"),
    )
