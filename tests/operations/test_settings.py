"""A wrong setting stops the start with one sentence; combinations that make no sense are system checks."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

from newsroom.operations import checks
from tests.house import ROOT


def start(**env: str) -> str:
    """What a start with these settings says."""
    clean = {"PATH": os.environ["PATH"], "ENV_FILE": "", "SECRET_KEY": "x" * 50, "VAR_DIR": str(settings.VAR_DIR)}
    command = [sys.executable, "-c", "import newsroom.settings"]
    done = subprocess.run(command, cwd=ROOT, env=clean | env, capture_output=True, text=True, check=False)
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DEBUG", "perhaps", "Set DEBUG to 1"),
        ("SITE_URL", "paper.example", "must begin with http"),
        ("TASKS_ENGINE", "carrier-pigeon", "must be db, rq or immediate"),
        ("CACHE_URL", "memcached://x", "must begin with redis://"),
        ("DATABASE_URL", "oracle://x", "Use sqlite:///file or postgres://"),
        ("EMAIL_URL", "pigeon://loft", "Use console://"),
        ("TIME_ZONE", "Moon/Crater", "Use a name such as Asia/Singapore"),
        ("LOG_LEVEL", "LOUD", "Use DEBUG, INFO"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_do(name: str, value: str, words: str) -> None:
    said = start(**{name: value})
    assert name in said
    assert words in said


def test_a_start_without_a_key_says_how_to_get_one() -> None:
    assert "make run" in start(SECRET_KEY="")


def test_right_values_start() -> None:
    assert start(SITE_URL="https://paper.example", TIME_ZONE="Asia/Seoul") == ""


@pytest.mark.parametrize(
    ("env", "indexed"),
    [({}, True), ({"DEMO": "1"}, False), ({"DEBUG": "1"}, False), ({"DEMO": "1", "SITE_INDEXED": "1"}, True)],
    ids=["a paper", "the demo", "under development", "a demo that asks for it"],
)
def test_search_engines_are_kept_from_what_is_no_paper(env: dict[str, str], indexed: bool) -> None:
    known = {"PATH": os.environ["PATH"], "ENV_FILE": "", "SECRET_KEY": "x" * 50, "VAR_DIR": str(settings.VAR_DIR)}
    command = [sys.executable, "-c", "from newsroom import settings; print(settings.SITE_INDEXED)"]
    done = subprocess.run(command, cwd=ROOT, env=known | env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(indexed)


def test_the_demo_and_open_hosts_are_refused_in_production(settings: Any) -> None:
    settings.DEBUG, settings.DEMO, settings.INGEST_ALLOW_HOSTS = False, True, frozenset({"localhost"})
    assert [message.id for message in checks.settings_agree()] == ["newsroom.E001", "newsroom.E002"]


def test_the_redis_queue_needs_redis(settings: Any) -> None:
    settings.TASKS_ENGINE, settings.CACHE_URL = "rq", ""
    assert [message.id for message in checks.settings_agree()] == ["newsroom.E003"]


def test_an_address_without_tls_is_remarked_where_tls_is_demanded(settings: Any) -> None:
    settings.HTTPS_ONLY, settings.SITE_URL = True, "http://paper.example"
    assert [message.id for message in checks.settings_agree()] == ["newsroom.W001"]


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({}, []),
        ({"CDN_PURGE": "newsroom.outbox.purgers.Telegraph"}, ["newsroom.E004"]),
        ({"CDN_URL": ""}, ["newsroom.E004"]),
        ({"CDN_TOKEN": ""}, ["newsroom.E004"]),
        ({"CDN_SECONDS": 86_400}, ["newsroom.E005"]),
        ({"CDN_PURGE": "", "CDN_URL": ""}, []),
    ],
    ids=["sound", "no such class", "no address", "no secret", "a day alone", "no cache"],
)
def test_a_cache_in_front_that_could_not_be_purged_is_refused(
    settings: Any, wrong: dict[str, Any], found: list[str]
) -> None:
    fitting = {"CDN_PURGE": "http", "CDN_URL": "http://127.0.0.1:6081", "CDN_TOKEN": "t", "CDN_SECONDS": 300}
    for name, value in (fitting | wrong).items():
        setattr(settings, name, value)
    assert [message.id for message in checks.settings_agree()] == found
