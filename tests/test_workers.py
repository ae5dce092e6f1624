"""Many workers, here and on a cluster: the same bytes, and no worker's death costs more than time."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest
import stub

import geopol
from geopol import batch
from geopol.errors import InputError, ModelError

TEXT = "Brazil and Argentina signed a treaty in March 1991. Trade between them tripled in the 1990s, number {}.\n"
DEATH = "its worker died of it twice: out of memory, or a fault in a library"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two hundred short articles in `in`, one of them empty."""
    (tmp_path / "in").mkdir()
    for number in range(200):
        (tmp_path / "in" / f"{number:03}.txt").write_text("" if number == 7 else TEXT.format(number))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def output(name, **engine) -> bytes:
    """The output of a run with this engine."""
    job = batch.Job(batch.plan(["in"]), engine=batch.Engine(**engine))
    batch.run_to(stub.tagger(), job, batch.Target(Path(f"{name}.jsonl")))
    return Path(f"{name}.jsonl").read_bytes()


def failures(name) -> str:
    """The failures of a run."""
    path = Path(f"{name}.failures.jsonl")
    return path.read_text() if path.exists() else ""


def test_local_workers_give_the_same_bytes(folder):
    """Failures too, in the same order."""
    assert output("one") == output("two", jobs=2) == output("three", jobs=3)
    assert failures("one") == failures("two") == failures("three") != ""


def test_a_document_that_kills_its_worker_is_a_failure(folder):
    """The worker is killed each time; all other documents are tagged."""
    Path("in/040.txt").write_text("This will kill the worker.")
    lines = output("two", jobs=2).splitlines()
    assert len(lines) == 198
    assert failures("two").count("\n") == 2
    assert f'"id":"in/040.txt","step":"tagging","reason":"{DEATH}"' in failures("two")


def test_a_killed_worker_costs_time_alone(folder):
    """kill -9 for a worker of this machine in the middle of a run."""
    from joblib.externals.loky import get_reusable_executor

    for number in range(200):
        Path(f"in/{number:03}.txt").write_text(TEXT.format(number) + "wait a little")
    killed = []

    def strike(result):
        if not killed:
            victim = next(iter(get_reusable_executor(reuse=True)._processes))
            killed.append(victim)
            os.kill(victim, signal.SIGKILL)

    job = batch.Job(batch.plan(["in"]), engine=batch.Engine(jobs=2), progress=strike)
    batch.run_to(stub.tagger(), job, batch.Target(Path("two.jsonl")))
    assert killed
    assert Path("two.jsonl").read_bytes() == output("one")
    assert not failures("two")


def test_workers_with_other_models_are_refused():
    """The same text gives the same tags on every machine, or nothing does."""
    from geopol.batch.chunks import Chunk
    from geopol.batch.work import work

    with pytest.raises(ModelError, match="install the same geopol there"):
        work(stub.tagger(), "other", Chunk(0, ()), batch.Settings())


@pytest.fixture(scope="module")
def cluster():
    """A real scheduler with two workers, each a process with a nanny that starts it again."""
    distributed = pytest.importorskip("distributed")
    from dask import config

    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with config.set({"distributed.scheduler.allowed-failures": 1}), distributed.LocalCluster(**options) as cluster:
        yield cluster


@pytest.mark.filterwarnings("default")
def test_a_cluster_gives_the_same_bytes(folder, cluster):
    """By the scheduler's address, and by a client that a program has."""
    from distributed import Client

    one = output("one")
    assert dask("address", scheduler=cluster.scheduler_address) == one
    with Client(cluster) as client:
        assert dask("client", client=client) == one
    assert failures("address") == failures("client") == failures("one")


@pytest.mark.filterwarnings("default")
def test_the_shipped_models_on_a_cluster(folder, cluster, tagger):
    """Several chunks at once on each worker, with scikit-learn, which asks joblib for workers of its own, in them."""
    batch.run_to(tagger, batch.Job(batch.plan(["in"])), batch.Target(Path("one.jsonl")))
    assert dask("two", tagger, scheduler=cluster.scheduler_address) == Path("one.jsonl").read_bytes()


def dask(name, tagger=None, **engine) -> bytes:
    """The output of a run on a cluster."""
    job = batch.Job(batch.plan(["in"]), engine=batch.Engine("dask", **engine))
    batch.run_to(tagger or stub.tagger(), job, batch.Target(Path(f"{name}.jsonl")))
    return Path(f"{name}.jsonl").read_bytes()


@pytest.mark.filterwarnings("default")
def test_a_killed_worker_of_a_cluster_costs_time_alone(folder, cluster):
    """kill -9 for a worker in the middle of a run; its nanny starts another."""
    from distributed import Client

    for number in range(200):
        Path(f"in/{number:03}.txt").write_text(TEXT.format(number) + "wait a little")
    one = output("one")
    with Client(cluster) as client:
        pids = list(client.run(os.getpid).values())
        strike = threading.Timer(0.8, os.kill, (pids[0], signal.SIGKILL))
        strike.start()
        begun = time.perf_counter()
        assert dask("two", client=client) == one
        strike.join()
        assert pids[0] not in client.run(os.getpid).values()
        assert time.perf_counter() - begun > 0.8
    assert not failures("two")


@pytest.mark.filterwarnings("default")
def test_a_document_that_kills_the_clusters_workers_is_a_failure(folder, cluster):
    """Dask gives a task up when it has cost several workers; geopol finds the document."""
    Path("in/040.txt").write_text("This will kill the worker.")
    for number in range(64, 200):
        Path(f"in/{number:03}.txt").unlink()
    lines = dask("two", scheduler=cluster.scheduler_address).splitlines()
    assert len(lines) == 62
    assert DEATH in failures("two")


def test_no_scheduler_is_told(folder):
    """Where nobody answers, the run says so."""
    config = pytest.importorskip("dask").config
    with config.set({"distributed.comm.timeouts.connect": "1s"}), pytest.raises(InputError, match="no Dask scheduler answers at"):
        dask("none", scheduler="tcp://127.0.0.1:9")


def test_shipped_models_are_found_where_the_worker_has_them(tagger, monkeypatch):
    """A cluster's machines keep geopol in other folders; what travels is that the models are the shipped ones."""
    load, (setup, *_) = tagger.__reduce__()
    assert str(Path(geopol.__file__).parents[2]) not in repr(setup)
    assert load(setup).fingerprint == tagger.fingerprint
