"""The command line's contract: JSON on standard output, one line for an error, the right exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from findings.cli.main import main

pytestmark = pytest.mark.model


def test_search_prints_passages_with_their_place(
    halton_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "LADO arrangements over time", "-k", "3", "--index", str(halton_index)]) == 0
    out = capsys.readouterr().out
    assert "Also searched for: local authority designated officer" in out
    assert "Single inspection of children's services in Halton, 10 December 2014, paragraph " in out


def test_search_as_json_keeps_the_contract(halton_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "supervision", "-k", "4", "--json", "--index", str(halton_index)]) == 0
    results = json.loads(capsys.readouterr().out)["results"]
    assert len(results) == 4
    contract = "doc file date page page_end paragraph section text score start end".split()
    assert set(contract) <= set(results[0])
    assert [r["score"] for r in results] == sorted((r["score"] for r in results), reverse=True)


def test_a_batch_answers_each_query_and_says_which_cannot_be_used(halton_index: Path, tmp_path: Path) -> None:
    queries, out = tmp_path / "queries.jsonl", tmp_path / "run.jsonl"
    queries.write_text('{"id": "a", "query": "LADO"}\n\n{"id": "b", "query": "?!"}\n', encoding="utf-8")
    assert (
        main(
            ["search", "--queries", str(queries), "--out", str(out), "-k", "2", "--index", str(halton_index)]
        )
        == 0
    )
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert (first["id"], len(first["results"])) == ("a", 2)
    assert first["latency_ms"] > 0
    assert (second["id"], second["results"]) == ("b", [])
    assert "no word or number" in second["error"]


def test_documents_as_json_have_every_fact(halton_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "--json", "--index", str(halton_index)]) == 0
    documents = json.loads(capsys.readouterr().out)
    assert len(documents) == 5
    contract = (
        "authority kind inspection_start inspection_end published published_from lead_inspector grades pages passages "
        "status file duplicates"
    )
    assert all(set(contract.split()) <= set(document) for document in documents)
    sif = next(d for d in documents if d["kind"] == "sif")
    assert (sif["inspection_start"], sif["inspection_end"]) == ("2014-11-18", "2014-12-10")


def test_verify_finds_no_difference_in_the_shipped_corpus(
    halton_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--json", "--index", str(halton_index)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["documents"], report["differences"]) == (5, [])
    assert report["passages"] > 300


def test_vocabulary_names_where_a_term_is_from(
    halton_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["vocabulary", "--json", "--index", str(halton_index)]) == 0
    terms = json.loads(capsys.readouterr().out)
    assert {
        "short": "iCART",
        "long": "integrated contact and referral team",
        "source": "corpus",
    }.items() <= next(t for t in terms if t["short"] == "iCART").items()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", "   "], "findings: Enter a topic or question."),
        (["search", "x" * 10_000], "findings: Your question must be 500 characters or fewer. It has 10,000."),
        (
            ["search", "LADO", "--authority", "Leeds"],
            "findings: There are no documents about ‘Leeds’. Choose from: Halton.",
        ),
        (
            ["search", "LADO", "--from", "2020", "--to", "2018"],
            "findings: The first year (2020) must not be after the last year (2018).",
        ),
        (["search", "LADO", "-k", "0"], "findings: The number of passages must be 1 to 300, not 0."),
        (
            ["search", "--queries", "/nowhere.jsonl", "--out", "/dev/null"],
            "findings: /nowhere.jsonl: cannot be read",
        ),
    ],
)
def test_an_error_is_one_line_and_exit_1(
    halton_index: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main([*arguments, "--index", str(halton_index)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == 1


def test_a_bad_line_of_a_batch_is_named(
    halton_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "a", "query": "LADO"}\n{"query": 3\n', encoding="utf-8")
    arguments = [
        "search",
        "--queries",
        str(queries),
        "--out",
        str(tmp_path / "out"),
        "--index",
        str(halton_index),
    ]
    assert main(arguments) == 1
    assert 'queries.jsonl, line 2: is not a JSON object with "id" and "query"' in capsys.readouterr().err


def test_no_index_is_said_with_the_command_that_makes_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "LADO", "--index", str(tmp_path)]) == 1
    assert "python embed.py" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search"], "findings search: Give a query, or --queries FILE with --out FILE. See: "),
        (["search", "a", "--queries", "b", "--out", "c"], "findings search: Give a query, or --queries"),
        (["search", "--out", "x"], "findings search: Give a query, or --queries FILE with --out FILE."),
        (["search", "a", "--from", "May"], "findings search: Invalid value for '--from': 'May'"),
        (["find"], "findings: No such command 'find'. See: findings --help"),
        # An option is never cut short: this was read as `--kind 50`.
        (["search", "LADO", "--k", "50"], "findings search: No such option '--k'."),
        (["recommendations", "--auth", "Halton"], "findings recommendations: No such option '--auth'."),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == 1


def test_without_a_command_all_are_listed_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "  over-time        What every inspection says on a topic." in capsys.readouterr().err


def test_help_and_version_are_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage: findings search [OPTIONS] [QUERY]")
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == "findings, version 0.1.0\n"


def test_a_setting_that_cannot_be_used_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_THREADS", "two")
    assert main(["documents"]) == 1
    assert capsys.readouterr().err == (
        "findings: FINDINGS_THREADS is ‘two’: give a number of cores, 0 for all of them\n"
    )


def test_a_command_that_is_stopped_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(index: Path, **_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("findings.library.open_library", stopped)
    assert main(["documents"]) == 130
    assert capsys.readouterr().err == "findings: stopped\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end in another way there")
def test_a_reader_that_went_away_is_no_fault(tmp_path: Path) -> None:
    """As in `findings packs | head -0`."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "findings", "packs", "--data", str(tmp_path)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_answer_cites_the_words_it_shows(halton_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "What was said about the safeguarding board's annual report?"
    assert main(["ask", question, "--json", "--index", str(halton_index)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["abstained"], answer["reason"]) == (False, "")
    assert 1 <= len(answer["sentences"]) <= 6
    for sentence in answer["sentences"]:
        assert sentence["citations"]
        for citation in sentence["citations"]:
            contract = "doc file page paragraph section quote start end".split()
            assert set(contract) <= set(citation)
    assert any("annual report" in sentence["text"] for sentence in answer["sentences"])
    assert (answer["form"], answer["table"]) == ("sentences", None)


def test_a_figure_the_documents_do_not_give_is_not_made_up(
    halton_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "How many children were the subject of a child protection plan in May 2024?"
    assert main(["ask", question, "--json", "--index", str(halton_index)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["abstained"], answer["sentences"]) == (True, [])
    assert answer["reason"]
    assert answer["nearest"]
    assert main(["ask", question, "--index", str(halton_index)]) == 0
    assert capsys.readouterr().out.startswith("We could not answer this. ")


def test_over_time_shows_every_inspection_also_the_silent_ones(
    halton_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries, out = tmp_path / "topics.jsonl", tmp_path / "run.jsonl"
    queries.write_text(
        '{"id": "a", "query": "LADO arrangements"}\n{"id": "b", "query": ""}\n', encoding="utf-8"
    )
    arguments = ["over-time", "--queries", str(queries), "--out", str(out), "--index", str(halton_index)]
    assert main(arguments) == 0
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    dates = [inspection["date"] for inspection in first["inspections"]]
    assert len(dates) == 5
    assert dates == sorted(dates)
    by_day = {(i["date"], i["kind"]): (i["stance"], i["silence"]) for i in first["inspections"]}
    assert by_day["2014-12-10", "sif"] == ("strength", None)
    assert by_day["2022-11-24", "focused-visit"] == ("needs_improvement", None)
    assert by_day["2018-07-25", "focused-visit"][0] is None
    assert by_day["2019-07-12", "jtai"][0] is None
    assert (second["inspections"], second["error"]) == ([], "Enter a topic or question.")


def test_recommendations_are_verbatim_and_look_ahead(
    halton_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["recommendations", "--json", "--authority", "Halton", "--index", str(halton_index)]) == 0
    found = json.loads(capsys.readouterr().out)
    asked = next(
        r for r in found if r["text"].startswith("Ensure that the Board's annual safeguarding report")
    )
    assert (asked["date"], asked["priority"]) == ("2014-12-10", True)
    assert {r["status"] for r in found} <= {"said_again", "not_found_later", "no_later_inspection"}
    assert not any(r["later"] for r in found if r["status"] != "said_again")


def test_a_table_has_a_row_for_each_report_and_cites_each(
    halton_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "which reports mention strategy meetings"
    assert main(["ask", question, "--as", "which", "--json", "--index", str(halton_index)]) == 0
    answer = json.loads(capsys.readouterr().out)
    table = answer["table"]
    assert (answer["form"], table["columns"]) == ("which", ["Authority", "Inspection", "Label", "Sentence"])
    assert table["searched"] == table["speaking"] + table["silent"] == 5
    assert (len(table["rows"]), table["unreadable"], table["complete"]) == (table["speaking"], 0, True)
    for row in table["rows"]:
        assert {"authority", "file", "date", "kind", "value", "label", "citations"} <= set(row)
        assert row["citations"][0]["quote"] == row["value"]


@pytest.mark.parametrize("question", ["is Halton good?", "Do inspectors say Halton is good?"])
def test_whether_an_authority_is_good_is_answered_by_its_latest_grade(
    halton_index: Path, capsys: pytest.CaptureFixture[str], question: str
) -> None:
    assert main(["ask", question, "--json", "--index", str(halton_index)]) == 0
    answer = json.loads(capsys.readouterr().out)
    [row] = answer["table"]["rows"]
    assert (answer["form"], row["date"], row["value"]) == ("grades", "2014-12-10", "require improvement")
    assert answer["sentences"][0]["text"] == row["citations"][0]["quote"]


def test_an_answer_as_a_table_in_words(halton_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "strategy meetings", "--as", "which", "--index", str(halton_index)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Answered as every report that says it. ")
    assert "of 5 reports say something on ‘strategy meetings’" in said


def test_a_form_that_is_none_is_named(halton_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "LADO", "--as", "poem", "--index", str(halton_index)]) == 1
    assert capsys.readouterr().err == (
        "findings: ‘poem’ is not a form of answer. Choose from: sentences, grades, which, asked_for, compare, "
        "then_and_now, figure.\n"
    )


def test_several_topics_make_a_table(halton_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    topics = ["LADO arrangements", "private fostering"]
    assert main(["over-time", *topics, "--json", "--index", str(halton_index)]) == 0
    matrix = json.loads(capsys.readouterr().out)
    assert matrix["topics"] == topics
    assert len(matrix["rows"]) == 5
    for row in matrix["rows"]:
        assert all((cell["stance"] is None) != (cell["silence"] is None) for cell in row["cells"])
    assert main(["over-time", *topics, "--index", str(halton_index)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:4] == ["authority", "date", "LADO", "arrangements"]
    assert len([line for line in lines if line.startswith("Halton")]) == 5
