"""What is kept, as JSON and back. A field that a record gained has its default, one that it lost is passed over."""

from __future__ import annotations

from typing import Any

import msgspec

from findings.packs.pack import Kept, Searched

_OBJECT = msgspec.json.Decoder(dict[str, Any])
# Fields of a passage without a default that older records leave out where they are null.
_LEFT_OUT = dict.fromkeys(("page", "page_end", "line", "paragraph"))


def kept_json(kept: Kept) -> str:
    """What does not change of an item: all but the topic it stands under."""
    values = msgspec.to_builtins(kept)
    del values["topic"]
    return _json(values)


def read_kept(text: str, topic: str) -> Kept:
    """Raises ValueError, KeyError or TypeError for what `kept_json` did not write."""
    values = _OBJECT.decode(text)
    return msgspec.convert({**values, "topic": topic, "passage": _LEFT_OUT | values["passage"]}, Kept)


def searched_json(searched: Searched) -> str:
    """The receipt of a search."""
    values = msgspec.to_builtins(searched)
    values["silent"] = [[one["document"], one["silence"]] for one in values["silent"]]
    return _json(values)


def read_searched(text: str) -> Searched:
    """Raises ValueError, KeyError or TypeError for what `searched_json` did not write."""
    values = _OBJECT.decode(text)
    silent = [{"document": document, "silence": silence} for document, silence in values["silent"]]
    return msgspec.convert({**values, "silent": silent}, Searched)


def _json(values: object) -> str:
    return msgspec.json.encode(values, order="sorted").decode()
