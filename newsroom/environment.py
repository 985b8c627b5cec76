"""How settings are read: each from the environment or from `.env`, a wrong one with a sentence that says what to do."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

HOUSE = Path(__file__).resolve().parent.parent

env = Env()
env_file = Path(env.str("ENV_FILE", str(HOUSE / ".env")))
if env_file.is_file():
    env.read_env(env_file, recurse=False)


def read(kind: str, name: str, *default: Any, hint: str) -> Any:
    """One setting from the environment, or a sentence that says what to do about it."""
    try:
        return getattr(env, kind)(name, *default)
    except (EnvError, ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"{name} cannot be used: {error}. {hint}") from None


def must(name: str, *, hold: bool, hint: str) -> None:
    """Stop the start unless a value is one that can be used; a secret is not repeated."""
    if not hold:
        value = "not usable" if name in {"SECRET_KEY", "DATABASE_URL"} else repr(env.str(name, ""))
        raise ImproperlyConfigured(f"{name} is {value}. {hint}")
