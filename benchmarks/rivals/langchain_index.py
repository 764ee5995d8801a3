"""LangChain on its own defaults: PyPDFLoader, recursive splitter (1,000 characters, overlap 200), FAISS.

    RIVALS/bin/python benchmarks/rivals/langchain_index.py CORPUS RESULT [--queries FILE --run RUN]

Runs in an environment with langchain-community, langchain-text-splitters, sentence-transformers, faiss-cpu and pypdf.
Writes the counts and seconds of the build to RESULT, and the hits of every query to RUN.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from langchain_community.document_loaders import PyPDFLoader, TextLoader
from langchain_community.embeddings import HuggingFaceEmbeddings
from langchain_community.vectorstores import FAISS
from langchain_text_splitters import RecursiveCharacterTextSplitter

sys.path.insert(0, str(Path(__file__).parent))
from common import arguments, documents, encoder_folder, save

options = arguments(__doc__)
began = time.perf_counter()
pages, failed = [], []
for path in documents(options.corpus):
    loader = PyPDFLoader(str(path)) if path.suffix == ".pdf" else TextLoader(str(path), encoding="utf-8")
    try:
        pages += loader.load()
    except Exception as error:  # a broken file ends the whole run otherwise
        failed.append(f"{path.name}: {error}")
read = time.perf_counter()
chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(pages)
store = FAISS.from_documents(chunks, HuggingFaceEmbeddings(model_name=str(encoder_folder())))
store.save_local(str(options.result.with_suffix(".index")))
done = time.perf_counter()


def search(query: str) -> list[dict[str, object]]:
    found = store.similarity_search_with_score(query, k=50)
    return [
        {"doc": Path(chunk.metadata["source"]).name, "text": chunk.page_content, "score": -float(distance)}
        for chunk, distance in found
    ]


save(
    options,
    {"read_s": read - began, "build_s": done - began, "encoded": len(chunks), "failed": failed},
    search,
)
