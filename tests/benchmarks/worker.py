"""One worker of a benchmark, as in production but for a short lease: `python -m tests.benchmarks.worker SECONDS`.

With the production lease a killed worker's feed would be due again after minutes; the benchmark waits seconds.
"""

import sys
from datetime import timedelta

import django
from django.conf import settings
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    from newsroom.ingest import lease

    lease.LENGTH = timedelta(seconds=float(sys.argv[1]))
    if settings.TASKS_ENGINE == "rq":
        classes = {"worker_class": "rq.SimpleWorker", "job_class": "django_tasks_rq.Job"}
        call_command("rqworker", "default", verbosity=0, **classes)
    else:
        call_command("db_worker", interval=0.05, startup_delay=False, verbosity=0)
