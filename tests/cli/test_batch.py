"""A file of queries: each line may say in which documents it is asked; a line that cannot be used is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from findings.cli.batch import Query, answer_each, read_queries
from findings.cli.main import main
from findings.errors import QueryError
from findings.records import EVERYTHING, Filters


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    return tmp_path / "queries.jsonl"


def test_a_line_says_in_which_documents_it_is_asked(queries: Path) -> None:
    queries.write_text(
        '{"id": 1, "query": "LADO", "authorities": ["Halton"], "kinds": ["sif", "jtai"], "from": 2014, "to": 2020}\n'
        '\n{"id": "b", "query": "LADO", "type": "acronym", "authorities": null}\n',
        encoding="utf-8",
    )
    assert read_queries(queries, EVERYTHING) == [
        Query(1, "LADO", Filters(("Halton",), ("sif", "jtai"), 2014, 2020)),
        Query("b", "LADO", EVERYTHING),
    ]


def test_what_a_line_names_takes_the_place_of_the_option_and_the_others_hold(queries: Path) -> None:
    queries.write_text('{"id": 1, "query": "LADO", "authorities": ["Leeds"], "to": 2020}\n', encoding="utf-8")
    [one] = read_queries(queries, Filters(authorities=("Halton",), kinds=("sif",), year_to=2016))
    assert one.filters == Filters(authorities=("Leeds",), kinds=("sif",), year_to=2020)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ('"authorities": "Halton"', '"authorities" is not a list of names'),
        ('"kinds": [1]', '"kinds" is not a list of names'),
        ('"from": "2014"', '"from" is not a year'),
        ('"to": true', '"to" is not a year'),
    ],
)
def test_a_filter_that_cannot_be_used_is_named_with_its_line(queries: Path, named: str, said: str) -> None:
    queries.write_text(f'{{"id": 1, "query": "a"}}\n{{"id": 2, "query": "b", {named}}}\n', encoding="utf-8")
    with pytest.raises(QueryError) as error:
        read_queries(queries, EVERYTHING)
    assert str(error.value) == f"{queries}, line 2: {said}"


@pytest.mark.parametrize("line", ["[]", '"a"', "3", '{"id": 1}', '{"query": "a"}', "{"])
def test_a_line_without_id_and_query_is_named(queries: Path, line: str) -> None:
    queries.write_text(line, encoding="utf-8")
    with pytest.raises(QueryError, match=r'line 1: is not a JSON object with "id" and "query"$'):
        read_queries(queries, EVERYTHING)


def test_a_query_that_cannot_be_used_gets_its_error_and_nothing_found(tmp_path: Path) -> None:
    def answer(query: Query) -> dict[str, object]:
        if query.id == 1:
            raise QueryError("Enter a topic or question")
        return {"results": [query.text]}

    out = tmp_path / "out.jsonl"
    answer_each([Query(1, "", EVERYTHING), Query(2, "café", EVERYTHING)], out, answer, {"results": []})
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert first.pop("latency_ms") >= 0
    assert first == {"id": 1, "results": [], "error": "Enter a topic or question"}
    assert (second["id"], second["results"]) == (2, ["café"])


@pytest.mark.model
def test_lines_are_searched_in_their_own_documents(halton_index: Path, queries: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "jtai", "query": "children", "kinds": ["jtai"]},
        {"id": "2014", "query": "children", "to": 2015},
        {"id": "all", "query": "children"},
        {"id": "Leeds", "query": "children", "authorities": ["Leeds"]},
    ]
    queries.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    arguments = ["search", "--queries", str(queries), "--out", str(out), "--from", "2014"]
    assert main([*arguments, "--index", str(halton_index)]) == 0
    found = {line["id"]: line for line in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    dates = {name: {result["date"] for result in line["results"]} for name, line in found.items()}
    assert dates["jtai"] == {"2019-07-12"}
    assert dates["2014"] == {"2014-12-10"}
    assert len(dates["all"]) > 2
    assert dates["Leeds"] == set()
    assert "There are no documents about ‘Leeds’" in found["Leeds"]["error"]
