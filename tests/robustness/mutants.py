"""Ways of damaging documents of every kind; the same mutants at every run."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from tests.robustness.mutate import (
    DOCX,
    PDF,
    Mutation,
    cut_out,
    flip,
    parts_of,
    repeat,
    tags,
    truncate,
    within_part,
    zipped,
)


def mutant(kind: str, seeds: Sequence[bytes], number: int) -> tuple[str, bytes]:
    """(name of the mutation, bytes) of mutant `number` of the documents `seeds`; the same every time."""
    rng = random.Random(f"{kind} {number}")
    kinds = MUTATIONS[kind]
    # Excess and bombs, the last two, take up to a minute each: every fifth round has them.
    kinds = kinds if number // len(kinds) % 5 == 0 else (*kinds[:-2], kinds[0], kinds[1])
    name, change = kinds[number % len(kinds)]
    return name, change(rng, rng.choice(seeds))


def _bomb_part(rng: random.Random, data: bytes) -> bytes:
    """A part that unpacks to 300 MB, or some thousand parts."""
    parts = parts_of(data)
    if rng.randrange(2):
        return zipped({**parts, "bomb.xml": bytes(300_000_000)})
    return zipped({**parts, **{f"part{number}.xml": b"x" for number in range(6000)}})


def _nested_part(rng: random.Random, xml: bytes) -> bytes:
    """Elements within each other some hundred thousand times, at the end of the first start tag."""
    place = xml.find(b">", xml.find(b"<", 60)) + 1
    return xml[:place] + b"<a>" * rng.choice([300, 100_000]) + xml[place:]


def _nested_loose(rng: random.Random, data: bytes) -> bytes:
    """Groups of rich text, elements of a web page, parts of an e-mail within each other."""
    opened = rng.choice(
        [b"{", b"<div>", b"<table><tr><td>", b"(", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n"]
    )
    place = rng.randrange(len(data))
    return data[:place] + opened * rng.choice([300, 30_000]) + data[place:]


def _longer(rng: random.Random, data: bytes) -> bytes:
    """A piece of it so often that it comes to 20 MB."""
    place = rng.randrange(max(1, len(data) - 200))
    piece = data[place : place + 200]
    return data[:place] + piece * (20_000_000 // len(piece)) + data[place:]


PACKED: tuple[tuple[str, Mutation], ...] = (
    *DOCX[:-2],
    ("nested to excess", within_part(_nested_part)),
    ("bombs", _bomb_part),
)
LOOSE: tuple[tuple[str, Mutation], ...] = (
    ("bytes changed", flip),
    ("cut off", truncate),
    ("a piece missing", cut_out),
    ("a piece repeated", repeat),
    ("tags and values changed", tags),
    ("nested to excess", _nested_loose),
    ("bombs", _longer),
)
# Ending of a file -> what is done to one.
MUTATIONS: Mapping[str, tuple[tuple[str, Mutation], ...]] = {
    "pdf": PDF,
    "docx": DOCX,
    **dict.fromkeys(("xlsx", "pptx", "odt"), PACKED),
    **dict.fromkeys(("eml", "rtf", "html"), LOOSE),
}
