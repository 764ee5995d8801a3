"""txtai, hybrid (dense and BM25), over the same chunks as LangChain's: it has no splitter with defaults of its own.

    RIVALS/bin/python benchmarks/rivals/txtai_index.py CORPUS RESULT [--queries FILE --run RUN]

Runs in an environment with txtai and what `langchain_index.py` needs.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from langchain_text_splitters import RecursiveCharacterTextSplitter
from pypdf import PdfReader
from txtai import Embeddings

sys.path.insert(0, str(Path(__file__).parent))
from common import arguments, documents, encoder_folder, save

options = arguments(__doc__)
began = time.perf_counter()
pages, failed = [], []
for path in documents(options.corpus):
    try:
        if path.suffix == ".pdf":
            pages += [(path.name, page.extract_text()) for page in PdfReader(path).pages]
        else:
            pages.append((path.name, path.read_text(encoding="utf-8")))
    except Exception as error:  # a broken file ends the whole run otherwise
        failed.append(f"{path.name}: {error}")
read = time.perf_counter()
splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
chunks = [(name, chunk) for name, text in pages for chunk in splitter.split_text(text)]
index = Embeddings(path=str(encoder_folder()), hybrid=True, content=True)
index.index([(number, chunk, None) for number, (_, chunk) in enumerate(chunks)])
index.save(str(options.result.with_suffix(".index")))
done = time.perf_counter()


def search(query: str) -> list[dict[str, object]]:
    return [
        {"doc": chunks[int(hit["id"])][0], "text": hit["text"], "score": float(hit["score"])}
        for hit in index.search(query, 50)
    ]


save(
    options,
    {"read_s": read - began, "build_s": done - began, "encoded": len(chunks), "failed": failed},
    search,
)
