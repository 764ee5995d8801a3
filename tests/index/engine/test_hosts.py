"""Several hosts in the URL: reading goes on when one dies."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from findings.errors import BuildError
from findings.index.bm25 import WordQuery
from findings.index.engine.connection import server
from findings.index.engine.engine_index import EngineIndex, engine_id
from findings.index.engine.loading import load
from findings.index.generation import Generation
from findings.index.protocol import EVERYWHERE
from tests.index.engine.postgres import Postgres

FILES = {
    f"{name}.txt": f"@ {name.title()} 2023-01-1{n}\nThe LADO of {name} is effective. Supervision is late.\n"
    for n, name in enumerate(("halton", "wirral", "torbay"))
}
CLIENTS = 8


@pytest.fixture
def primary() -> Iterator[Postgres]:
    own = Postgres()
    try:
        yield own.start()
    finally:
        own.stop()


def both(one: Postgres, other: Postgres) -> str:
    return f"postgresql://postgres@/postgres?host={one.folder},{other.folder}"


def right(index: EngineIndex) -> bool:
    rows, _ = index.by_words(WordQuery(terms=(("supervision", 1.0),)), 10, EVERYWHERE, 0.5)
    texts = [passage.text for passage in index.passages([1, 0, 2])]
    spoken = [len(own) for own in index.sentence_vectors_of([0, 1, 2])]
    return (
        rows.tolist() == [0, 1, 2]
        and texts
        == [f"The LADO of {n} is effective. Supervision is late." for n in ("torbay", "halton", "wirral")]
        and spoken == [2, 2, 2]
    )


@pytest.mark.slow
def test_reading_goes_on_while_the_primary_is_killed(
    primary: Postgres, generation_of: Callable[..., Generation], opened_store: Callable[..., EngineIndex]
) -> None:
    load(generation_of("shared", FILES), primary.url())
    replica = primary.replica()
    address = both(primary, replica)
    try:
        index = opened_store(address=address)
        answered, wrong, failed = [0] * CLIENTS, [0] * CLIENTS, list[BaseException]()
        end = threading.Event()

        def client(number: int) -> None:
            while not end.is_set():
                try:
                    if right(index):
                        answered[number] += 1
                    else:
                        wrong[number] += 1
                except BaseException as error:
                    failed.append(error)
                    return

        threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        primary.kill()
        before = sum(answered)
        time.sleep(4)
        end.set()
        for thread in threads:
            thread.join()
        assert failed == []
        assert sum(wrong) == 0
        assert before > 0 and sum(answered) > before + CLIENTS
        assert engine_id(address) == index.id
        # A replica is read, and written to by nobody.
        with pytest.raises(BuildError, match=r"could not be written: .*; what is in use was not changed"):
            load(generation_of("shared", {"halton.txt": FILES["halton.txt"]}), address)
    finally:
        server(address).close()
        replica.stop()


def test_a_host_that_lacks_what_is_read_is_left_for_another(
    primary: Postgres, generation_of: Callable[..., Generation], opened_store: Callable[..., EngineIndex]
) -> None:
    """As a replica that has not caught up."""
    other = Postgres().start()
    address = both(primary, other)
    try:
        old = generation_of("shared", {"halton.txt": "@ Halton 2023-01-13\nSupervision.\n"})
        load(old, other.url())
        load(generation_of("shared", FILES), primary.url())
        indexes = [opened_store(address=address) for _ in range(12)]
        newer = [index for index in indexes if len(index.documents) == 3]
        assert newer, "twelve times in twelve the connection went to the same one of two hosts"
        assert all(right(newer[0]) for _ in range(10))
    finally:
        server(address).close()
        other.stop()


def test_while_a_replica_follows_the_generation_before_stays(
    primary: Postgres, generation_of: Callable[..., Generation]
) -> None:
    import psycopg

    def known() -> list[str]:
        with psycopg.connect(primary.url()) as connection:
            found = connection.execute(
                "select generation from findings.generations order by loaded"
            ).fetchall()
            return [name for (name,) in found]

    ids = [load(generation_of("shared", FILES), primary.url()).generation]
    replica = primary.replica()
    try:
        for n in range(2):
            files = {"halton.txt": f"@ Halton 2023-01-13\nSupervision {n}.\n"}
            ids.append(load(generation_of("shared", files), primary.url()).generation)
        assert known() == ids[1:]
    finally:
        replica.stop()


def test_a_server_of_its_own_needs_no_rights_but_its_folder(primary: Postgres) -> None:
    """The fixture itself: nothing listens on a network, and the server does not run as root."""
    import psycopg

    with psycopg.connect(primary.url()) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)
    assert Path(primary.folder).owner() != "root"
