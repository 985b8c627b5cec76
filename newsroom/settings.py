"""Every setting of the newsroom, read from the environment; a wrong value stops the start with one sentence.

Combinations that make no sense together are system checks (`newsroom/operations/checks.py`).
"""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from csp.constants import NONCE, NONE, SELF

from newsroom.environment import HOUSE, must, read

# The house ---------------------------------------------------------------------------------------

BASE_DIR: Path = HOUSE
DEBUG: bool = read("bool", "DEBUG", False, hint="Set DEBUG to 1 while developing, to 0 in production.")
KEY_HINT = "Run `make run` once to have one written, or copy .env.example to .env and fill it in."
SECRET_KEY: str = read("str", "SECRET_KEY", hint=KEY_HINT)
must("SECRET_KEY", hold=len(SECRET_KEY.strip()) >= 20, hint=KEY_HINT)
DEMO: bool = read("bool", "DEMO", False, hint="Set DEMO to 1 to serve the packaged press, else to 0.")
VAR_DIR = Path(read("str", "VAR_DIR", str(BASE_DIR / "var"), hint="Name a folder that the newsroom may write to."))
VAR_DIR.mkdir(parents=True, exist_ok=True)

SITE_NAME: str = read("str", "SITE_NAME", "Newsroom", hint="Give the public name of the paper.")
SITE_TAGLINE: str = read("str", "SITE_TAGLINE", "News from 49 countries, every source named", hint="Give one line.")
SITE_URL: str = read("str", "SITE_URL", "http://127.0.0.1:8000", hint="Give https:// and the host.").rstrip("/")
FORMER_SITE_URLS: list[str] = read("list", "FORMER_SITE_URLS", [], hint="List where the site was, with https://.")
SITE_CONTACT: str = read("str", "SITE_CONTACT", "desk@newsroom.example", hint="Give a mail address.")
DMCA_AGENT_SINCE: Any = read("date", "DMCA_AGENT_SINCE", None, hint="Give the day as 2026-01-31, or leave it out.")
SITE_DENIAL: str = read("str", "SITE_DENIAL", "", hint="Leave it empty for our words, or give one paragraph of text.")
SITE_INDEXED: bool = read("bool", "SITE_INDEXED", not (DEBUG or DEMO), hint="Set it to 0 to keep search engines away.")
ADS: bool = read("bool", "ADS", False, hint="Set ADS to 1 to show the advertisements that the desk keeps, else to 0.")
must("SITE_URL", hold=SITE_URL.startswith(("http://", "https://")), hint="It must begin with http:// or https://.")
ALLOWED_HOSTS: list[str] = read(
    "list", "ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"], hint="List host names, separated by commas."
)
CSRF_TRUSTED_ORIGINS: list[str] = read("list", "CSRF_TRUSTED_ORIGINS", [SITE_URL], hint="List origins with https://.")

INSTALLED_APPS = [
    "articles",
    "newsroom.outbox",
    "newsroom.ingest",
    "newsroom.takedowns",
    "newsroom.desk",
    "newsroom.operations",
    "newsroom.operations.admin_site.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "taggit",
    "django_filters",
    "sorl.thumbnail",
    "simple_history",
    "import_export",
    "django_prose_editor",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "articles.page_cache.PageCache",
    "csp.middleware.CSPMiddleware",
    "newsroom.operations.middleware.PublicPages",
    "newsroom.operations.middleware.DemoPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "newsroom.operations.middleware.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
ASGI_APPLICATION = "newsroom.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context.site",
            ],
        },
    }
]

# What is kept, and where -------------------------------------------------------------------------

DB_HINT = "Use sqlite:///file or postgres://user:password@host/name."
DATABASES: dict[str, dict[str, Any]] = {
    "default": read("dj_db_url", "DATABASE_URL", f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}", hint=DB_HINT)
}
must("DATABASE_URL", hold=DATABASES["default"]["ENGINE"].endswith(("sqlite3", "postgresql")), hint=DB_HINT)
DATABASES["default"]["CONN_MAX_AGE"] = DATABASES["default"].get("CONN_MAX_AGE") or 60
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling a query takes longer than any of ours runs. (PgBouncer: give `?options=` in the address instead.)
    jit = DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = not jit

CACHE_URL: str = read("str", "CACHE_URL", "", hint="Leave it empty, or use redis://host:6379/1.")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 3000},  # the robots.txt of every host must find room beside all else
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},  # some 40 MB of every web process
    },
}
if CACHE_URL:
    good = CACHE_URL.startswith(("redis://", "rediss://", "unix://"))
    must("CACHE_URL", hold=good, hint="It must begin with redis://, rediss:// or unix://.")
    for name in CACHES:
        CACHES[name] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
PAGE_CACHE: bool = read("bool", "PAGE_CACHE", True, hint="Set it to 0 to compose each page anew, as to measure it.")
FRONT_DIR: str = read("str", "FRONT_DIR", "", hint="Leave it empty, or name a folder that your web server serves.")
CDN_PURGE: str = read("str", "CDN_PURGE", "", hint="Leave it empty, or use http, cloudflare or the path of a class.")
CDN_URL: str = read("str", "CDN_URL", "", hint="Give the address at which the cache in front takes purges.")
CDN_TOKEN: str = read("str", "CDN_TOKEN", "", hint="Give the secret that the cache in front asks for.")
CDN_SECONDS: int = read("int", "CDN_SECONDS", 300, hint="Give whole seconds, such as 300.")
if not PAGE_CACHE:
    CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

TASKS_ENGINE: str = read("str", "TASKS_ENGINE", "db", hint="Use db, rq or immediate.")
TASK_BACKENDS = {
    "db": "django_tasks_db.DatabaseBackend",
    "rq": "django_tasks_rq.RQBackend",
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
}
must("TASKS_ENGINE", hold=TASKS_ENGINE in TASK_BACKENDS, hint="It must be db, rq or immediate.")
TASKS = {"default": {"BACKEND": TASK_BACKENDS[TASKS_ENGINE], "QUEUES": ["default"]}}
if TASKS_ENGINE == "rq":
    INSTALLED_APPS += ["django_rq", "django_tasks_rq"]
    # A visit may take longer than the 180 seconds after which rq would break it off; its own limits end it.
    RQ_QUEUES = {"default": {"URL": CACHE_URL, "DEFAULT_TIMEOUT": 3600}}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
LEDGER_FILE = Path(read("str", "LEDGER_FILE", str(VAR_DIR / "ledger.jsonl"), hint="Name a file outside the database."))
STATIC_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else STATIC_STORAGE,
    },
}
WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
THUMBNAIL_KVSTORE = "sorl.thumbnail.kvstores.cached_db_kvstore.KVStore"

# Mail --------------------------------------------------------------------------------------------

MAIL_HINT = "Use console:// or smtp+tls://user:password@host:587."
EMAIL_URL: str = read("str", "EMAIL_URL", "console://", hint=MAIL_HINT)
MAIL: dict[str, Any] = read("dj_email_url", "EMAIL_URL", "console://", hint=MAIL_HINT)
must("EMAIL_URL", hold="EMAIL_BACKEND" in MAIL, hint=MAIL_HINT)
vars().update({name: value for name, value in MAIL.items() if name != "EMAIL_FILE_PATH" or value})
DEFAULT_FROM_EMAIL = SITE_CONTACT
SERVER_EMAIL = SITE_CONTACT

# Language and time -------------------------------------------------------------------------------

LANGUAGE_CODE: str = read("str", "LANGUAGE_CODE", "en", hint="Use a language code such as en or tr.")
TIME_ZONE: str = read("str", "TIME_ZONE", "UTC", hint="Use a name such as Asia/Singapore.")
must("TIME_ZONE", hold=TIME_ZONE in available_timezones(), hint="Use a name such as Asia/Singapore.")
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = "newsroom.formats"
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]

# Who may enter -----------------------------------------------------------------------------------

SYSTEM_ACCOUNT = "newsroom"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "newsroom.desk.roles.RolesBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME = 8, 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = AXES_ENABLE_ADMIN = False
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_LOCKOUT_TEMPLATE = "admin/desk/staff/locked_out.html"

# What browsers are told --------------------------------------------------------------------------

# Public pages are cached and carry no nonce; their one inline script (the theme, set before paint) is allowed by hash.
THEME_SCRIPT_HASH = "'sha256-pnLcbNWiMWnAp1ics3h3a4G//khQn1RDPgMyC/8ZuC0='"
PUBLIC_CSP = {
    "default-src": [NONE],
    "img-src": [SELF, "data:"],
    "style-src": [SELF],
    "script-src": [SELF, THEME_SCRIPT_HASH],
    "connect-src": [SELF],
    "font-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "manifest-src": [SELF],
}
ADMIN_CSP = PUBLIC_CSP | {"script-src": [SELF, NONCE], "style-src": [SELF, NONCE], "frame-src": [SELF]}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_CSP}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
HTTPS_ONLY: bool = read("bool", "HTTPS_ONLY", not DEBUG, hint="Set it to 0 only where no TLS stands in front.")
SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS_ONLY
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS_ONLY
if read("bool", "BEHIND_PROXY", False, hint="Set it to 1 when a proxy sets X-Forwarded-Proto."):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Ingest and outbox -------------------------------------------------------------------------------

INGEST_USER_AGENT: str = read(
    "str", "INGEST_USER_AGENT", f"Newsroom/0.1 (+{SITE_URL}/about/; {SITE_CONTACT})", hint="Name us and a contact."
)
INGEST_ALLOW_HOSTS: frozenset[str] = frozenset(
    read("list", "INGEST_ALLOW_HOSTS", [], hint="List hosts for tests and benchmarks only.")
)
INGEST_GAP: float = read("float", "INGEST_GAP", 1.0, hint="Give the seconds between two visits to one host, such as 1.")
INGEST_KEEP_DAYS: int = read("int", "INGEST_KEEP_DAYS", 30, hint="Give whole days, such as 30.")
INGEST_EXPIRE_DAYS: int = read("int", "INGEST_EXPIRE_DAYS", 14, hint="Give whole days, such as 14.")
INGEST_COPIES_DAYS: int = read("int", "INGEST_COPIES_DAYS", 14, hint="Give whole days, such as 14.")
must("INGEST_GAP", hold=0 <= INGEST_GAP <= 60, hint="Choose between 0 and 60 seconds.")
must("INGEST_KEEP_DAYS", hold=INGEST_KEEP_DAYS >= 1, hint="Keep what came in for at least a day.")
must("INGEST_EXPIRE_DAYS", hold=INGEST_EXPIRE_DAYS >= 1, hint="Give editors at least a day.")
must("INGEST_COPIES_DAYS", hold=INGEST_COPIES_DAYS >= 1, hint="Look for near copies of at least a day.")
INGEST_TRANSPORT = "newsroom.operations.demo.press.transport" if DEMO else ""
WEBSUB_HUB: str = read("str", "WEBSUB_HUB", "", hint="Leave it empty, or give the address of a WebSub hub.")
INDEXNOW_KEY: str = read("str", "INDEXNOW_KEY", "", hint="Leave it empty, or give 8 to 128 letters and digits.")
WEBSUB_SUBSCRIBE: bool = read("bool", "WEBSUB_SUBSCRIBE", True, hint="Set it to 0 to let no hub push to us.")

# Public forms ------------------------------------------------------------------------------------

FORM_MIN_SECONDS: int = read("int", "FORM_MIN_SECONDS", 3, hint="Give whole seconds, such as 3.")
FORM_PUZZLE: bool = read("bool", "FORM_PUZZLE", False, hint="Set it to 1 to let browsers work a second for each form.")

# Logs --------------------------------------------------------------------------------------------

LOG_LEVEL: str = read("str", "LOG_LEVEL", "INFO", hint="Use DEBUG, INFO, WARNING or ERROR.").upper()
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
must("LOG_LEVEL", hold=LOG_LEVEL in LOG_LEVELS, hint="Use DEBUG, INFO, WARNING or ERROR.")
# Strangers ask for hosts that are not ours all day long; each would leave the forty lines of its traceback.
QUIETER = dict.fromkeys(("trafilatura", "readability", "django.security.DisallowedHost"), "CRITICAL")
QUIETER |= {"django.request": "ERROR", "django_tasks": "WARNING", "django_tasks_db": "ERROR"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": [], "level": "INFO"}} | {one: {"level": QUIETER[one]} for one in QUIETER},
}
