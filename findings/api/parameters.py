"""What a request may ask for, as records: they read the address, and describe themselves in the schema."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from findings.errors import FindingsError
from findings.packs.quotation import MAX_WORDS
from findings.records import FORMS, Filters
from findings.settings import MAX_QUERY

SORTS = ("relevant", "newest", "oldest")
MAX_PAGE, MAX_TOPICS = 1000, 12


class ParameterError(FindingsError):
    """A parameter of a request that cannot be used; the message names it and says what to give."""


def _described(text: str, example: object = None, **schema: Any) -> Meta:
    """`schema` describes what the library itself checks, so that its sentences are those of the command line."""
    known = {"x-example": example, **schema} if example is not None else schema
    return Meta(description=text, extra_json_schema=known)


Words = Annotated[str, _described("What to look for, in your own words.", maxLength=MAX_QUERY, minLength=1)]
Year = Annotated[int, Meta(ge=0, le=9999)]


class Filtered(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"year_from": "from", "year_to": "to"}
):
    """Which documents are looked at."""

    authority: Annotated[
        tuple[str, ...],
        _described("Only documents about this authority; may be given several times.", "Halton"),
    ] = ()
    kind: Annotated[
        tuple[str, ...],
        _described(
            "Only this type of document, by code or in words; may be given several times.", "focused-visit"
        ),
    ] = ()
    year_from: Annotated[Year | None, _described("Visited or published since then.", 2018)] = None
    year_to: Annotated[Year | None, _described("Visited or published until then.", 2024)] = None

    def filters(self) -> Filters:
        return Filters(self.authority, self.kind, self.year_from, self.year_to)


class Ignoring(Filtered, frozen=True):
    """Which documents are looked at, where words of the query may name filters too."""

    ignore: Annotated[
        tuple[str, ...],
        _described("Words of the query that are not to be read as a filter; may be given several times."),
    ] = ()

    def filters(self) -> Filters:
        return Filters(self.authority, self.kind, self.year_from, self.year_to, self.ignore)


class SearchFor(Ignoring, frozen=True, kw_only=True):
    query: Annotated[Words, _described("What to look for.", "how quickly strategy meetings are held")]
    k: Annotated[int, _described("How many passages.", 3, minimum=1, maximum=300)] = 10
    sort: Annotated[str, _described("The order of the passages.", enum=list(SORTS))] = "relevant"
    judge: Annotated[
        bool,
        _described(
            "Whether the judge reads the best sentences. Without it a search costs a twentieth, the order is a little "
            "worse, and no passage is marked as only possible."
        ),
    ] = True


class Ask(Ignoring, frozen=True, kw_only=True):
    question: Annotated[Words, _described("The question.", "How quickly are strategy discussions held?")]
    form: Annotated[
        str,
        _described(
            "The form of the answer; left out, the one that the question asks for.", enum=["", *FORMS]
        ),
    ] = ""


class OverTime(Ignoring, frozen=True, kw_only=True):
    topic: Annotated[
        tuple[str, ...],
        _described("The topic; several make a table.", "LADO arrangements", minItems=1, maxItems=MAX_TOPICS),
    ]


class Paged(Filtered, frozen=True, kw_only=True):
    limit: Annotated[int, _described("How many at most.", 5, minimum=1, maximum=MAX_PAGE)] = 100
    offset: Annotated[
        int, _described("How many are left out at the beginning.", minimum=0, maximum=2**31 - 1)
    ] = 0

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MAX_PAGE:
            raise ParameterError(f"‘limit’ must be 1 to {MAX_PAGE:,}, not {self.limit}.")
        if self.offset < 0:
            raise ParameterError(f"‘offset’ must be 0 or more, not {self.offset}.")


class Recommended(Paged, frozen=True, kw_only=True):
    topic: Annotated[str, _described("Only those about this topic.", "supervision", maxLength=MAX_QUERY)] = ""


class Listed(Paged, frozen=True, kw_only=True):
    """Documents of any status."""


class Quoted(Filtered, frozen=True, kw_only=True):
    words: Annotated[
        str,
        _described(
            "The words to compare; ‘...’ where some were left out.",
            "strategy discussions are held in 24 hours",
            minLength=1,
            maxLength=MAX_WORDS,
        ),
    ]
    check: Annotated[
        str,
        _described(
            "A check value that came with the quotation: whether it belongs to these words.", maxLength=64
        ),
    ] = ""


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


Given = TypeVar("Given", bound=Struct)


def read(kind: type[Given], pairs: Sequence[tuple[str, str]]) -> Given:
    """The parameters of an address as a record of `kind`.

    Raises:
        ParameterError: one is unknown, missing, given twice or of the wrong kind.
    """
    fields, several = _fields(kind)
    given: dict[str, Any] = {}
    for name, value in pairs:
        if name not in fields:
            choice = f"Choose from: {', '.join(fields)}." if fields else "Nothing can be given here."
            raise ParameterError(f"There is no parameter ‘{name[:60]}’. {choice}")
        if name in several:
            given.setdefault(name, []).append(value)
        elif name in given:
            raise ParameterError(f"‘{name}’ is given twice. Give it once.")
        else:
            given[name] = value
    for name, field in fields.items():
        if field.required and name not in given:
            raise ParameterError(f"‘{name}’ is missing. Give it in the address: ?{name}=...")
    for name, value in given.items():
        try:
            given[name] = msgspec.convert(value, _given(fields[name].type), strict=False)
        except msgspec.ValidationError as error:
            raise ParameterError(
                f"‘{name}’ must be {_wanted(fields[name].type)}, not ‘{value[:60]}’."
            ) from error
    return msgspec.convert(given, kind)


@cache
def _fields(kind: type[Struct]) -> tuple[dict[str, Any], frozenset[str]]:
    """The fields of a record by the names of their parameters, and the names that may be given several times."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    return fields, frozenset(name for name, field in fields.items() if _is_several(field.type))


@cache
def _given(kind: Any) -> Any:
    """The type of what is given: nobody can write null into an address."""
    while type(None) in get_args(_bare(kind)):
        kind = get_args(_bare(kind))[0]
    return kind


def _bare(kind: Any) -> Any:
    """A type without what describes it."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _is_several(kind: Any) -> bool:
    return get_origin(_bare(kind)) is tuple


def _wanted(kind: Any) -> str:
    if _given(kind) == Year:
        return "a year"
    return {int: "a whole number", bool: "true or false"}.get(_bare(kind), "text")


def described(kind: type[Struct]) -> list[dict[str, Any]]:
    """The parameters as OpenAPI describes them, those that must be given first."""
    _, parts = msgspec.json.schema_components([kind])
    own = parts[kind.__name__]
    found = []
    for name, whole in own["properties"].items():
        text, example = whole.get("description", ""), whole.get("x-example")
        # What may be left out is left out: nobody can write null into an address.
        schema = {**next((part for part in whole.get("anyOf", ()) if part.get("type") != "null"), whole)}
        for key in ("description", "x-example"):
            schema.pop(key, None)
        one: dict[str, Any] = {"name": name, "in": "query", "description": text, "schema": schema}
        one["required"] = name in own.get("required", ())
        if example is not None:
            one["example"] = [example] if schema["type"] == "array" else example
        found.append(one)
    return sorted(found, key=lambda one: not one["required"])
