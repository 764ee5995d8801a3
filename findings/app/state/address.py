"""The address is the state: what is in the URL, read and written. Pure; no Streamlit here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from findings.records import EVERYTHING, FORMS, STANCES, Filters

SORTS = ("relevant", "newest", "oldest")
STATUSES = ("ready", "unreadable", "duplicate", "waiting", "removed")
VIEWS = ("add",)  # of the Documents page, besides the list and the reader
ORDERS = ("newest", "oldest")  # of inspections over time
ROW_ORDERS = ("name", "latest", "change")  # of authorities in the picture of many
THEME_ORDERS = ("first", "group")
FOLLOWED = ("all", "later", "none")  # recommendations: raised again later, not found in later documents

Params = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """One view of the Search or the Ask page."""

    q: str = ""
    filters: Filters = EVERYTHING
    sort: str = "relevant"
    page: int = 1
    labels: tuple[str, ...] = ()  # of passages: the tool's reading
    form: str = ""  # of an answer, chosen by hand: a key of FORMS

    def params(self) -> dict[str, str | list[str]]:
        """The address as query parameters; what is at its default is left out."""
        return _kept(
            q=self.q,
            **_filter_params(self.filters),
            label=list(self.labels),
            **{"as": self.form},
            sort="" if self.sort == "relevant" else self.sort,
            page="" if self.page == 1 else str(self.page),
        )

    @property
    def applied(self) -> int:
        """How many filters are applied."""
        return _applied(self.filters) + bool(self.labels)


@dataclass(frozen=True, slots=True)
class DocumentsAddress:
    """One view of the Documents page: the list, one page of one document, or adding documents."""

    authorities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    doc: str = ""
    page: int | None = None
    passage: str = ""
    view: str = ""

    def params(self) -> dict[str, str | list[str]]:
        """The address as query parameters; what is at its default is left out."""
        return _kept(
            view=self.view,
            la=list(self.authorities),
            type=list(self.kinds),
            status=list(self.statuses),
            doc=self.doc,
            page=str(self.page or ""),
            p=self.passage,
        )

    @property
    def applied(self) -> int:
        """How many filters are applied."""
        return bool(self.authorities) + bool(self.kinds) + bool(self.statuses)


@dataclass(frozen=True, slots=True)
class OverTimeAddress:
    """One view of the Over time page."""

    q: str = ""
    filters: Filters = EVERYTHING
    order: str = "newest"
    page: int = 1  # of authorities, where there are many
    rows: str = "name"  # order of the authorities in the picture of many
    at: str = ""  # the document whose inspection is brought into view

    def params(self) -> dict[str, str | list[str]]:
        """The address as query parameters; what is at its default is left out."""
        return _kept(
            topic=self.q,
            **_filter_params(self.filters),
            order="" if self.order == "newest" else self.order,
            rows="" if self.rows == "name" else self.rows,
            at=self.at,
            page="" if self.page == 1 else str(self.page),
        )

    @property
    def applied(self) -> int:
        """How many filters are applied, but for the authority, which has a place of its own."""
        return _applied(replace(self.filters, authorities=()))


@dataclass(frozen=True, slots=True)
class RecommendationsAddress:
    """One view of the Recommendations page."""

    q: str = ""
    filters: Filters = EVERYTHING
    followed: str = "all"
    page: int = 1

    def params(self) -> dict[str, str | list[str]]:
        """The address as query parameters; what is at its default is left out."""
        return _kept(
            topic=self.q,
            **_filter_params(self.filters),
            followed="" if self.followed == "all" else self.followed,
            page="" if self.page == 1 else str(self.page),
        )

    @property
    def applied(self) -> int:
        """How many filters are applied."""
        return _applied(self.filters)


@dataclass(frozen=True, slots=True)
class ThemesAddress:
    """One view of the Themes page."""

    q: str = ""  # none: every theme is shown
    filters: Filters = EVERYTHING
    order: str = "first"
    page: int = 1

    def params(self) -> dict[str, str | list[str]]:
        """The address as query parameters; what is at its default is left out."""
        return _kept(**_filter_params(self.filters), order="" if self.order == "first" else self.order)

    @property
    def applied(self) -> int:
        """How many filters are applied, but for the authority, which has a place of its own."""
        return _applied(replace(self.filters, authorities=()))


Asked = SearchAddress | OverTimeAddress | RecommendationsAddress | ThemesAddress
Address = Asked | DocumentsAddress


def read_search(
    params: Params, authorities: Collection[str], kinds: Collection[str]
) -> tuple[SearchAddress, tuple[str, ...]]:
    """The view asked for, and the values that mean nothing here and were left out."""
    bad: list[str] = []
    found = SearchAddress(
        q=tidy(_last(params, "q")),
        filters=Filters(
            authorities=_known(params, "la", authorities, bad),
            kinds=_known(params, "type", kinds, bad),
            year_from=_number(params, "from", bad, _is_year),
            year_to=_number(params, "to", bad, _is_year),
            ignore=tuple(dict.fromkeys(tidy(value) for value in params.get("ignore", ()) if value.strip())),
        ),
        sort=(_known({"sort": params.get("sort", ())[-1:]}, "sort", SORTS, bad) or ("relevant",))[0],
        page=_number(params, "page", bad, _is_page) or 1,
        labels=_known(params, "label", tuple(STANCES), bad),
        form=(_known({"as": params.get("as", ())[-1:]}, "as", tuple(FORMS), bad) or ("",))[0],
    )
    return found, tuple(bad)


def read_over_time(
    params: Params, authorities: Collection[str], kinds: Collection[str]
) -> tuple[OverTimeAddress, tuple[str, ...]]:
    """The view asked for, and the values that mean nothing here and were left out."""
    same, bad = read_search({**params, "q": params.get("topic", ()), "sort": ()}, authorities, kinds)
    more: list[str] = []
    order = _known({"order": params.get("order", ())[-1:]}, "order", ORDERS, more) or ("newest",)
    rows = _known({"rows": params.get("rows", ())[-1:]}, "rows", ROW_ORDERS, more) or ("name",)
    at = _last(params, "at").strip()
    found = OverTimeAddress(same.q, same.filters, order[0], same.page, rows[0], at)
    return found, (*bad, *more)


def read_recommendations(
    params: Params, authorities: Collection[str], kinds: Collection[str]
) -> tuple[RecommendationsAddress, tuple[str, ...]]:
    """The view asked for, and the values that mean nothing here and were left out."""
    same, bad = read_search({**params, "q": params.get("topic", ()), "sort": ()}, authorities, kinds)
    more: list[str] = []
    followed = _known({"followed": params.get("followed", ())[-1:]}, "followed", FOLLOWED, more) or ("all",)
    found = RecommendationsAddress(same.q, same.filters, followed[0], same.page)
    return found, (*bad, *more)


def read_themes(
    params: Params, authorities: Collection[str], kinds: Collection[str]
) -> tuple[ThemesAddress, tuple[str, ...]]:
    """The view asked for, and the values that mean nothing here and were left out."""
    same, bad = read_search({**params, "q": (), "sort": ()}, authorities, kinds)
    more: list[str] = []
    order = _known({"order": params.get("order", ())[-1:]}, "order", THEME_ORDERS, more) or ("first",)
    return ThemesAddress(filters=replace(same.filters, ignore=()), order=order[0]), (*bad, *more)


def read_documents(
    params: Params, authorities: Collection[str], kinds: Collection[str]
) -> tuple[DocumentsAddress, tuple[str, ...]]:
    """The view asked for, and the values that mean nothing here and were left out."""
    bad: list[str] = []
    found = DocumentsAddress(
        authorities=_known(params, "la", authorities, bad),
        kinds=_known(params, "type", kinds, bad),
        statuses=_known(params, "status", STATUSES, bad),
        doc=_last(params, "doc").strip(),
        page=_number(params, "page", bad, _is_page),
        passage=_last(params, "p").strip(),
        view=(_known({"view": params.get("view", ())[-1:]}, "view", VIEWS, bad) or ("",))[0],
    )
    return found, tuple(bad)


def _filter_params(filters: Filters) -> dict[str, str | list[str]]:
    return {
        "la": list(filters.authorities),
        "type": list(filters.kinds),
        "from": str(filters.year_from or ""),
        "to": str(filters.year_to or ""),
        "ignore": list(filters.ignore),
    }


def _applied(filters: Filters) -> int:
    return bool(filters.authorities) + bool(filters.kinds) + bool(filters.year_from or filters.year_to)


def tidy(text: str) -> str:
    """A query as one line: control characters and runs of white space become one space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _is_year(number: int) -> bool:
    return 1900 <= number <= 2100


def _is_page(number: int) -> bool:
    return 1 <= number <= 99999


def _last(params: Params, name: str) -> str:
    values = params.get(name, ())
    return values[-1] if values else ""


def _known(params: Params, name: str, allowed: Collection[str], bad: list[str]) -> tuple[str, ...]:
    values = dict.fromkeys(value for value in params.get(name, ()) if value)
    bad.extend(value for value in values if value not in allowed)
    return tuple(value for value in values if value in allowed)


def _number(params: Params, name: str, bad: list[str], fits: Callable[[int], bool]) -> int | None:
    value = _last(params, name).strip()
    if not value:
        return None
    if value.isascii() and value.isdigit() and len(value) < 7 and fits(int(value)):
        return int(value)
    bad.append(value)
    return None


def _kept(**values: str | list[str]) -> dict[str, str | list[str]]:
    return {name: value for name, value in values.items() if value}
