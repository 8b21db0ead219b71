"""A Dask cluster of two worker processes on this machine: prints its address and ends with its standard input."""

import sys

import dask
from distributed import LocalCluster


def main() -> None:
    dask.config.set({"distributed.worker.daemon": False})  # a reading task starts processes of its own
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
