"""The shipped corpus for tests: its five documents and their facts, copied; what people add to corpus/ stays out."""

from __future__ import annotations

import shutil
from pathlib import Path

_CORPUS = Path(__file__).resolve().parent.parent / "corpus"
INSPECTION_2015 = "halton-2015-02-03-inspection-of-services.txt"
LETTER_2018 = "halton-2018-07-25-focused-visit-letter.txt"
JOINT_2019 = "halton-2019-08-23-joint-targeted-area-inspection.txt"
LETTER_2023 = "halton-2023-01-13-focused-visit-letter.txt"
STATEMENT_2023 = "halton-2023-01-council-statement.txt"
SHIPPED = (INSPECTION_2015, LETTER_2018, JOINT_2019, LETTER_2023, STATEMENT_2023)


def copy_shipped(folder: Path) -> Path:
    """Make `folder` hold exactly the shipped documents and documents.yml; times are kept, so nothing looks changed."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (*SHIPPED, "documents.yml")
    for other in folder.iterdir():
        if other.name not in wanted:
            shutil.rmtree(other) if other.is_dir() else other.unlink()
    for name in wanted:
        shutil.copy2(_CORPUS / name, folder / name)
    return folder
