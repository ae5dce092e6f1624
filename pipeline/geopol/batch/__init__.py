"""Batch: files, folders, archives and tables in, tagged articles out; every document ends among the results or the failures."""

from geopol.batch.failures import read_failures
from geopol.batch.job import Job, StoppedError
from geopol.batch.plan import plan, read_list
from geopol.batch.results import Result, Summary, Tagged
from geopol.batch.run import results, run, run_to
from geopol.batch.settings import Engine, Settings
from geopol.batch.target import Target, check_place

__all__ = [
    "Engine",
    "Job",
    "Result",
    "Settings",
    "StoppedError",
    "Summary",
    "Tagged",
    "Target",
    "check_place",
    "plan",
    "read_failures",
    "read_list",
    "results",
    "run",
    "run_to",
]
