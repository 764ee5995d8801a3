"""The receipt: which documents were searched, which were left out and why, and what else shaped the result."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from findings.document_kinds import KINDS
from findings.index.protocol import SearchIndex
from findings.judge.judge import Judging
from findings.records import Document, Plan, Receipt
from findings.search.hits import CLEAR
from findings.search.query import in_years, selected
from findings.search.retrieve import DEFAULT, Recipe

_SHOWN = 12  # characters of a digest


def receipt(generation: SearchIndex, judge: Judging, plan: Plan, recipe: Recipe = DEFAULT) -> Receipt:
    """The receipt of a search by `plan`. The same receipt means the same result, byte for byte."""
    searched = selected(generation.documents, plan.filters)
    chosen = {document.id for document in searched}
    return Receipt(
        plan=plan,
        searched=searched,
        left_out=tuple((d, _why_not(d, plan)) for d in generation.documents if d.id not in chosen),
        cut=CLEAR,
        reranked=recipe.rerank_depth if generation.manifest.width and recipe.rerank_weight else 0,
        built=generation.manifest.built,
        index_digest=_digest(asdict(generation.manifest)),
        settings_digest=_digest({**asdict(recipe), "cut": CLEAR, "judge": judge.checksum}),
    )


def _why_not(document: Document, plan: Plan) -> str:
    if document.status == "unreadable":
        return f"Could not be read: {document.message}"
    if document.status == "duplicate":
        return document.message
    if plan.filters.authorities and not document.names & set(plan.filters.authorities):
        return f"About {document.about or 'an authority that is not known'}"
    if plan.filters.kinds and document.kind not in plan.filters.kinds:
        return f"Another kind of document: {KINDS[document.kind]}"
    if not in_years(document, plan.filters):
        return f"Of {document.date.year}" if document.date else "Its date is not known"
    raise AssertionError(f"{document.id} was not left out")


def _digest(values: object) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:_SHOWN]
