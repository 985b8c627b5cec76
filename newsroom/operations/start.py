"""What `make run` calls: on a fresh machine writes .env, then hands over to `manage.py run`. Standard library alone."""

import os
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
FIRST_ENV = """\
# Written by `make run` for a first look. For production, begin from .env.example.
SECRET_KEY={key}
DEBUG=1
DEMO=1
# The day from which the demo's press counts its stories back.
DEMO_PRESS_DATE={now}
"""


def main() -> None:
    """Make sure of the settings, then run the house in this very process."""
    write_env(BASE_DIR / ".env")
    name_address((BASE_DIR / ".env").read_text() if (BASE_DIR / ".env").exists() else "")
    os.chdir(BASE_DIR)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "manage.py", "run", *sys.argv[1:]])  # noqa: S606 - this very program


def write_env(path: Path) -> bool:
    """Write the first settings, readable by the owner alone, unless there are some; True when written."""
    if path.exists() or os.environ.get("SECRET_KEY"):
        return False
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(FIRST_ENV.format(key=secrets.token_urlsafe(50), now=now.isoformat()))
    return True


def name_address(env_file: str) -> None:
    """Let every part print the address that this run listens on, where the settings name no public one."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if "SITE_URL=" not in env_file:
        os.environ.setdefault("SITE_URL", f"http://{host}:{port}")
    if host not in {"127.0.0.1", "localhost", "::1"} and "ALLOWED_HOSTS=" not in env_file:
        os.environ.setdefault("ALLOWED_HOSTS", "*")


if __name__ == "__main__":
    main()
