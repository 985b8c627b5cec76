"""Settings of the test suite: the product's own, read from an environment that nothing on the machine can colour."""

import atexit
import os
import shutil
import tempfile

if "TEST_VAR_DIR" not in os.environ:
    folder = tempfile.mkdtemp(prefix="newsroom-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if worker and os.environ.get("CACHE_URL", "").startswith("redis"):
    # Each worker empties its cache before each test, so it needs a Redis database of its own.
    server, _slash, number = os.environ["CACHE_URL"].rpartition("/")
    os.environ["CACHE_URL"] = f"{server}/{(int(number) + int(worker.removeprefix('gw'))) % 16}"

os.environ.update(
    ENV_FILE="",
    DEBUG="0",
    DEMO="0",
    HTTPS_ONLY="0",
    SECRET_KEY="a-key-for-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    SITE_NAME="The Test Paper",
    SITE_URL="http://testserver",
    ALLOWED_HOSTS="testserver,127.0.0.1,localhost",
    EMAIL_URL="memory://",
    INGEST_GAP="0",  # the fake web answers at once, and nobody stands in a queue there
    TIME_ZONE="Asia/Singapore",
    TASKS_ENGINE=os.environ.get("TASKS_ENGINE", "immediate"),
    VAR_DIR=os.environ.get("TEST_VAR_DIR") or folder,
)

from newsroom.settings import *  # noqa: F403
from newsroom.settings import DATABASES, STATIC_ROOT, STORAGES, VAR_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the product: two connections to a database in memory lock each other out, and races need two.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "tests.sqlite3")}
    # Nothing here has to outlive a power cut.
    pragmas = DATABASES["default"]["OPTIONS"]["init_command"].replace("synchronous=NORMAL", "synchronous=OFF")
    DATABASES["default"]["OPTIONS"]["init_command"] = pragmas
else:
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options["options"] = f"{options.get('options', '')} -c synchronous_commit=off".strip()
STATIC_ROOT.mkdir(exist_ok=True)
