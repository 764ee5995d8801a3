"""The library: one opened index and the questions that can be put to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from findings.answers.answer import ask
from findings.answers.forms import form_of
from findings.answers.view_choice import view_of
from findings.errors import FindingsError, QueryError
from findings.index.bm25 import WordQuery
from findings.index.build import stale_documents
from findings.index.opening import current_id, is_store, open_index
from findings.index.protocol import Scope, SearchIndex
from findings.judge.judge import Judging, open_judge
from findings.judge.stance import whole_stance
from findings.packs.context import passage_at
from findings.progress import Progress
from findings.recommendations.collect import about, recommendations
from findings.recommendations.kept import kept
from findings.records import (
    EVERYTHING,
    FORMS,
    Answer,
    Citation,
    Content,
    Document,
    Filters,
    Manifest,
    Passage,
    Plan,
    Receipt,
    Recommendation,
    SearchResult,
    Stance,
    Timeline,
)
from findings.search.expansion import Vocabulary
from findings.search.hits import SORTS, search
from findings.search.query import checked, selected, understand, unreadable
from findings.search.quotation import Compared, compare
from findings.search.receipt import receipt
from findings.search.retrieve import DEFAULT, Recipe
from findings.text.authority_groups import NO_NEIGHBOURS, Neighbours
from findings.text.content_words import content_words
from findings.timeline.over_time import over_time
from findings.timeline.themes import KeptLabels, labels_of

__all__ = ["Library", "current_id", "open_library"]

# More hits than this are never asked for: all that three retrievers bring are not many more.
MAX_HITS = 300

# Longest stretch of a document that is given at once, in characters.
MAX_CITED = 5000

# Passages, and words, by which the closest words to a quotation are looked for.
_COMPARED, _COMPARED_WORDS = 20, 60


class Library:
    """Searches one generation of an index. Safe to share between threads; never changes what it reads."""

    def __init__(
        self,
        index: Path | str,
        generation: SearchIndex,
        judge: Judging,
        neighbours: Neighbours = NO_NEIGHBOURS,
    ) -> None:
        self._index = index
        self._neighbours = neighbours
        self._generation = generation
        self._judge = judge
        self._vocabulary = Vocabulary(generation.vocabulary)
        self._documents = {document.id: document for document in generation.documents}
        # Document id -> what it asked for: read, or worked out, when it is first needed.
        self._recommended: dict[str, tuple[Recommendation, ...]] = {}
        self._kept_read = False

    @property
    def generation(self) -> SearchIndex:
        return self._generation

    @property
    def generation_id(self) -> str:
        return self._generation.id

    @property
    def neighbours(self) -> Neighbours:
        """Those of each authority, the nearest first."""
        return self._neighbours

    @property
    def manifest(self) -> Manifest:
        return self._generation.manifest

    def plan(self, query: str, filters: Filters = EVERYTHING) -> Plan:
        """How `query` is understood; see `search`."""
        return understand(query, self.documents(), self._vocabulary, filters, self._neighbours)

    def view_for(self, query: str, filters: Filters = EVERYTHING) -> str:
        """Which page a query is for: "search", "ask" or "over_time". Raises QueryError as `search` does."""
        return view_of(self.plan(query, filters))

    def form_for(self, question: str, filters: Filters = EVERYTHING) -> str:
        """The form of answer that `question` asks for, a key of FORMS: all but "sentences" look at every document that
        the filters leave. Raises QueryError as `ask` does."""
        return form_of(self.plan(question, filters))

    def search(
        self,
        query: str,
        k: int = 10,
        filters: Filters = EVERYTHING,
        *,
        sort: str = "relevant",
        recipe: Recipe = DEFAULT,
    ) -> SearchResult:
        """The `k` best passages (1 to 300) for `query`, each with its document and why it matched.

        Filters that the words of the query name apply beside `filters`; kinds may be given by code or in words.
        `sort` is "relevant", "newest" or "oldest".

        Raises:
            QueryError: the query, a filter, `k` or `sort` cannot be used; the message says why.
        """
        if not 1 <= k <= MAX_HITS:
            raise QueryError(f"The number of passages must be 1 to {MAX_HITS}, not {k}.")
        if sort not in SORTS:
            raise QueryError(f"‘{sort}’ is not an order. Choose from: {', '.join(SORTS)}.")
        return search(self._generation, self._judge, self.plan(query, filters), k, sort=sort, recipe=recipe)

    def ask(
        self,
        question: str,
        filters: Filters = EVERYTHING,
        *,
        form: str = "",
        progress: Progress | None = None,
    ) -> Answer:
        """Sentences of the documents that answer `question`, a table from all of them, or an abstention; filters as in
        `search`. `form` is a key of FORMS; "" is the one that the question asks for. `progress` is told of the
        documents that were looked at, where all are.

        Raises:
            QueryError: the question, a filter or the form cannot be used.
        """
        if form and form not in FORMS:
            raise QueryError(f"‘{form}’ is not a form of answer. Choose from: {', '.join(FORMS)}.")
        plan = self.plan(question, filters)
        timeline = partial(self._timeline, progress=progress)
        return ask(self._generation, self._judge, plan, timeline, self._requests, form=form)

    def over_time(
        self, topic: str, filters: Filters = EVERYTHING, *, progress: Progress | None = None
    ) -> Timeline:
        """What every inspection that the filters leave says on `topic`, oldest first, silent ones included; `progress`
        is told of each of them.

        Raises:
            QueryError: the topic or a filter cannot be used.
        """
        return self._timeline(self.plan(topic, filters), progress)

    def _timeline(self, plan: Plan, progress: Progress | None = None) -> Timeline:
        return over_time(self._generation, self._judge, plan, progress=progress)

    def theme(self, topic: str, documents: Sequence[Document]) -> dict[str, str]:
        """The label, or the kind of silence, of each of these documents on a theme of the sector, by document id."""
        plan = replace(self.plan(topic), topic=topic, filters=EVERYTHING)
        return labels_of(over_time(self._generation, self._judge, plan, documents=documents))

    def kept_themes(self, folder: Path) -> KeptLabels:
        """Labels of themes that were worked out before, in a file in `folder`, by the same reading and judging."""
        made = self.manifest
        return KeptLabels(folder, f"{made.reader} {made.encoder_checksum} {self._judge.checksum}")

    def recommendations(self, topic: str = "", filters: Filters = EVERYTHING) -> tuple[Recommendation, ...]:
        """What the documents asked to be improved, oldest document first, with what later ones say on each point.

        With `topic`, only those about it. Raises QueryError when the topic or a filter cannot be used.
        """
        filters = checked(self.documents(), filters)
        if not topic:
            return self._asked_for(self._oldest_first(filters))
        within = Filters(authorities=filters.authorities, kinds=filters.kinds)
        return self._requests(replace(self.plan(topic, within), filters=filters))

    def _requests(self, plan: Plan) -> tuple[Recommendation, ...]:
        """What the documents of the plan's filters asked to be improved on its topic; on anything, without one."""
        found = self._asked_for(self._oldest_first(plan.filters))
        return about(self._generation, self._judge, plan, found) if plan.topic else found

    def _oldest_first(self, filters: Filters) -> list[Document]:
        """The documents that the filters leave."""
        return sorted(selected(self.documents(), filters), key=_oldest_first)

    def _asked_for(self, documents: Sequence[Document]) -> tuple[Recommendation, ...]:
        if not self._kept_read and not is_store(self._index):
            self._recommended.update(kept(Path(self._index), self._generation))
            self._kept_read = True
        new = [document for document in documents if document.id not in self._recommended]
        by_document: dict[str, list[Recommendation]] = {document.id: [] for document in new}
        for one in recommendations(self._generation, new):
            by_document[one.document.id].append(one)
        self._recommended.update((doc, tuple(found)) for doc, found in by_document.items())
        return tuple(one for document in documents for one in self._recommended[document.id])

    def receipt(self, plan: Plan) -> Receipt:
        """What a search by `plan` looked at and what it left out."""
        return receipt(self._generation, self._judge, plan)

    def documents(self) -> tuple[Document, ...]:
        """Every document of the corpus, also duplicates and those that could not be read."""
        return self._generation.documents

    def documents_of(self, filters: Filters) -> tuple[Document, ...]:
        """Those that the filters leave, with files that could not be read and may be among them; without a filter all.

        Raises QueryError when a filter cannot be used.
        """
        every = self.documents()
        if filters == EVERYTHING:
            return every
        filters = checked(every, filters)
        kept = {document.id for document in (*selected(every, filters), *unreadable(every, filters))}
        return tuple(document for document in every if document.id in kept)

    def document(self, doc_id: str) -> Document:
        """Raises QueryError when there is no such document."""
        try:
            return self._documents[doc_id]
        except KeyError:
            raise QueryError(
                f"There is no document ‘{doc_id[:80]}’. The command `documents` lists them."
            ) from None

    def content(self, doc_id: str) -> Content:
        """The stored text of a document with its blocks and lines."""
        self.document(doc_id)
        return self._generation.content(doc_id)

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with this id, or None."""
        return self._generation.passage(passage_id)

    def check_quotation(self, words: str, filters: Filters = EVERYTHING) -> Compared:
        """Whether `words` stand in the documents that the filters leave: word for word, nearly so, or not at all.

        Raises:
            QueryError: too few words, too many, or a filter that cannot be used.
        """
        documents = selected(self.documents(), checked(self.documents(), filters))
        return compare(words, documents, self._generation.content, self._likely, self._owner)

    def cite(self, place: str) -> Citation:
        """The words at a place, "DOCUMENT:START-END" (offsets into its stored text), at most 5,000 characters.

        Raises QueryError when there is no such document, or nothing at that place.
        """
        doc_id, _, span = place.rpartition(":")
        start, _, end = span.partition("-")
        if not (doc_id and start.isdecimal() and end.isdecimal()):
            raise QueryError(
                f"‘{place[:120]}’ is not the place of a passage: give the document, a colon and two numbers, as in "
                "‘halton-2023:120-245’."
            )
        document = self.document(doc_id)
        text = self.content(doc_id).text
        first, last = int(start[:12]), int(end[:12])
        if not first < last <= len(text) or last - first > MAX_CITED:
            raise QueryError(
                f"Nothing can be cited at {first}-{last} of ‘{doc_id}’: its text has {len(text):,} characters, and at "
                f"most {MAX_CITED:,} are given at once."
            )
        return Citation(document, self._owner(document, first, last), first, last, text[first:last])

    def _likely(self, words: str, documents: Sequence[Document]) -> list[Passage]:
        """The passages that hold most of some words, by their weight."""
        wanted = WordQuery(tuple((word, 1.0) for word in content_words(words)[:_COMPARED_WORDS]))
        scope = Scope(frozenset(self._generation.numbers_of(documents)))
        rows, _ = self._generation.by_words(wanted, _COMPARED, scope, 0.0)
        return self._generation.passages(rows)

    def _owner(self, document: Document, start: int, end: int) -> Passage:
        """The passage that a stretch of a document begins in; outside all of them, one made of the block it begins in.

        Of several the shortest: a bullet before its list.
        """
        stored = self._generation.document_passages(document.id)
        around = [passage for passage in stored if passage.start <= start < passage.end]
        if around:
            return min(around, key=lambda passage: passage.end - passage.start)
        return passage_at(self.content(document.id), document, start, end)

    def stance(self, passage: Passage) -> Stance:
        """How a passage judges, read from all of its sentences; from words alone if the index does not hold it."""
        return whole_stance(self._generation, passage)

    def changed_documents(self) -> tuple[str, ...]:
        """Files of the corpus that were added, removed or changed since the index was built; looks at sizes and times.

        A corpus that is gone counts as unchanged: what was read from it can still be searched.
        """
        if is_store(self._index):  # where it was loaded from may be another machine
            return ()
        try:
            return stale_documents(Path(self.manifest.corpus), Path(self._index))
        except FindingsError:
            return ()

    def original(self, doc_id: str) -> Path | None:
        """The document's own file in the corpus; None when it is gone."""
        path = Path(self._generation.corpus_of(doc_id)) / self.document(doc_id).file
        return path if path.is_file() else None


def _oldest_first(document: Document) -> tuple[bool, int, str]:
    """Undated documents last."""
    return document.date is None, document.date.toordinal() if document.date else 0, document.id


def open_library(
    index: Path | str,
    encoder: str | None = None,
    *,
    neighbours: Neighbours = NO_NEIGHBOURS,
    tenant: str = "",
) -> Library:
    """Open the index in use below the folder `index`, or in the store at a URL such as postgresql://host/database.

    Of a store only what is shared is read, with `tenant` also that council's own documents (docs/scale.md).
    `neighbours` are those of each authority, as `text.authority_groups.read_neighbours` reads them from a file.

    Raises:
        IndexMissing: there is no index there.
        IndexDamaged: it cannot be used; the message names what is wrong and the command that mends it.
    """
    return Library(index, open_index(index, encoder, tenant), open_judge(), neighbours)
