"""Django's settings: one file for every situation; what differs comes from the environment."""

from typing import Any

from csp.constants import NONCE, NONE, SELF, STRICT_DYNAMIC

from guitu.config import channels, env, feeds, home, pool

BASE_DIR = home.REPOSITORY
GUITU_HOME = home.home()

# Made-up people (ids that begin 99) are accepted and a banner says that nothing here is real: by itself
# where the demo county was loaded.
GUITU_DEMO = env.flag("GUITU_DEMO", default=home.demo_mark().exists())

# The folder of rulebooks; an operator may keep an own copy with local packs.
GUITU_RULEBOOKS = env.text("GUITU_RULEBOOKS", str(BASE_DIR / "rulebooks"))

# How messages leave the house: gateways for SMS and mail; with neither, files in GUITU_HOME/outbox.
GUITU_CHANNEL_SMS = channels.gateway("GUITU_CHANNEL_SMS", ("http", "https"))
GUITU_CHANNEL_SMS_KEY = env.text("GUITU_CHANNEL_SMS_KEY", "")
GUITU_CHANNEL_MAIL = channels.gateway("GUITU_CHANNEL_MAIL", ("smtp", "smtps"))
GUITU_CHANNEL_MAIL_FROM = env.text("GUITU_CHANNEL_MAIL_FROM", "noreply@localhost")
GUITU_CHANNEL_NAME = channels.neutral("GUITU_CHANNEL_NAME", "便民服务")  # who a message says it is from

# The HR bureau's feed of vacancies: the only address it is ever asked at, and the key both sides know.
GUITU_FEED_VACANCIES = feeds.address("GUITU_FEED_VACANCIES")
GUITU_FEED_VACANCIES_KEY = feeds.key("GUITU_FEED_VACANCIES_KEY", of=GUITU_FEED_VACANCIES)
GUITU_FEED_VACANCIES_SOURCE = env.text("GUITU_FEED_VACANCIES_SOURCE", "hr-bureau")

SECRET_KEY = home.key("secret")
AUDIT_WAY = home.endpoint("audit")  # the access log is written on connections of its own
PSEUDONYM_KEY = home.key("pseudonym").encode()  # whose record it was, as logs say it
DOOR_KEY = home.key("door").encode()  # signs what the database is told about who asks
GUITU_CITUS = env.flag("GUITU_CITUS", default=False)  # the database is a cluster: the other rendering of RLS
# How secrets are sealed from now on (aes or sm4; what is sealed stays readable), and a hardware module that
# guards the files of the keys (the path of its PKCS#11 library, the label of its token).
GUITU_CIPHER = env.choice("GUITU_CIPHER", "aes", ("aes", "sm4"))
GUITU_PKCS11 = env.text("GUITU_PKCS11", "")
GUITU_PKCS11_TOKEN = env.text("GUITU_PKCS11_TOKEN", "guitu")
DEBUG = False
ALLOWED_HOSTS = [name.strip() for name in env.text("GUITU_HOSTS", "127.0.0.1,localhost").split(",")]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "guitu.foundation.organisations.app.App",
    "guitu.foundation.accounts.app.App",
    "guitu.foundation.authorization.app.App",
    "guitu.foundation.audit.app.App",
    "guitu.foundation.crypto.app.App",
    "guitu.casework.people.app.App",
    "guitu.casework.episodes.app.App",
    "guitu.casework.journal.app.App",
    "guitu.casework.agenda.app.App",
    "guitu.casework.outcomes.app.App",
    "guitu.casework.employers.app.App",
    "guitu.casework.publications.app.App",
    "guitu.casework.health.app.App",
    "guitu.casework.counselling.app.App",
    "guitu.casework.directory.app.App",
    "guitu.casework.areas.app.App",
    "guitu.casework.letters.app.App",
    "guitu.casework.outreach.app.App",
    "guitu.casework.handoffs.app.App",
    "guitu.casework.plans.app.App",
    "guitu.casework.referrals.app.App",
    "guitu.casework.support.app.App",
    "guitu.casework.family.app.App",
    "guitu.casework.work.app.App",
    "guitu.casework.incidents.app.App",
    "guitu.casework.groups.app.App",
    "guitu.casework.transfers.app.App",
    "guitu.casework.testing.app.App",
    "guitu.casework.surveys.app.App",
    "guitu.casework.instruments.app.App",
    "guitu.casework.honours.app.App",
    "guitu.casework.records.app.App",
    "guitu.casework.intake.app.App",
    "guitu.casework.exports.app.App",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "guitu.web.shell.limits.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "guitu.web.shell.middleware.server_timing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "guitu.web.shell.middleware.speak",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "guitu.web.shell.sessions.Sessions",
    "allauth.account.middleware.AccountMiddleware",  # allauth asks for it; its own pages are not served
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "guitu.web.shell.middleware.Gate",
    "guitu.web.shell.limits.Guard",
]

ROOT_URLCONF = "guitu.config.urls"
WSGI_APPLICATION = "guitu.config.wsgi.application"

# Screens are plain packages, not apps; each brings its own folder of templates.
SCREENS = sorted(path for path in (BASE_DIR / "guitu" / "web").glob("*/templates") if path.is_dir())

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": SCREENS,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "guitu.web.shell.context.shell",
            ],
            "builtins": ["guitu.web.shell.tags"],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
            ],
        },
    }
]

# The application's role owns nothing; migrations run as the owner, in a process of their own.
_ROLE = env.text("GUITU_DB_ROLE", "app")
_ENDPOINT = home.endpoint(_ROLE)
_POOL = env.number("GUITU_POOL", 4, least=0, most=50)
_OPTIONS: dict[str, Any] = {**_ENDPOINT.options, "application_name": f"guitu-{_ROLE}"}
if _POOL and _ROLE == "app":
    # without the pool each request pays a SCRAM handshake: ten times slower
    _OPTIONS["pool"] = {"min_size": 1, "max_size": _POOL, "timeout": 10, "reset": pool.nothing_left}

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _ENDPOINT.host,
        "PORT": str(_ENDPOINT.port),
        "NAME": _ENDPOINT.database,
        "USER": _ENDPOINT.user,
        "PASSWORD": _ENDPOINT.password,
        "CONN_MAX_AGE": 0,
        "OPTIONS": _OPTIONS,
        "ATOMIC_REQUESTS": False,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
PROCRASTINATE_IMPORT_PATHS = [
    "guitu.runtime.tasks",
    "guitu.web.rosters.jobs",
    "guitu.web.exports.jobs",
    "guitu.web.dashboards.jobs",
    "guitu.web.employers.jobs",
]

AUTH_USER_MODEL = "accounts.Account"
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "guitu.foundation.accounts.passwords.LocalWords"},
]

# Second factors: allauth's tables and checks behind our own pages.
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "guitu.foundation.accounts.sealing.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODE_DIGITS = 10

# Signing in at the agency's own identity provider (OpenID Connect), where it has one.
GUITU_OIDC_ISSUER = env.text("GUITU_OIDC_ISSUER", "").rstrip("/")
GUITU_OIDC_NAME = env.text("GUITU_OIDC_NAME", "单位统一认证")
GUITU_OIDC_CLAIM = env.text("GUITU_OIDC_CLAIM", "preferred_username")  # holds the user name here
GUITU_OIDC_ROLES = env.text("GUITU_OIDC_ROLES", "guitu_role")  # holds the role wished for
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}
}
if GUITU_OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "agency",
            "name": GUITU_OIDC_NAME,
            "client_id": env.text("GUITU_OIDC_CLIENT_ID", ""),
            "secret": env.text("GUITU_OIDC_CLIENT_SECRET", ""),
            "settings": {"server_url": GUITU_OIDC_ISSUER, "scope": ["openid", "profile"]},
        }
    ]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = GUITU_HOME / "static"
STATICFILES_DIRS = [path for path in [BASE_DIR / "guitu" / "web" / "static" / "dist"] if path.is_dir()]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(GUITU_HOME / "uploads")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# On a served site with TLS in front; 127.0.0.1 over plain HTTP keeps its cookies only with this off.
_TLS = env.flag("GUITU_TLS", default=False)
SESSION_COOKIE_SECURE = _TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# the prefix makes browsers refuse a cookie that a neighbouring host name or plain HTTP tries to plant
_HOST = "__Host-" if _TLS else ""
SESSION_COOKIE_NAME = f"{_HOST}guitu_session"
DEVICE_COOKIE_NAME = f"{_HOST}guitu_device"
LANGUAGE_COOKIE_NAME = f"{_HOST}guitu_language"
THEME_COOKIE_NAME = f"{_HOST}guitu_theme"
MESSAGES_COOKIE_NAME = f"{_HOST}guitu_messages"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{_HOST}guitu_csrf"
CSRF_COOKIE_SECURE = _TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "guitu.web.shell.refusals.stale_form"
CSRF_TRUSTED_ORIGINS = [origin for origin in env.text("GUITU_ORIGINS", "").split(",") if origin]
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if _TLS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # strict-dynamic: what carries the nonce of this page, and nothing that merely lies on this host
        "script-src": [NONCE, STRICT_DYNAMIC, SELF],
        "script-src-attr": [NONE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Tabler's icons inside its style sheet are data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Only looked at: htmx writes HTML that we sent, by the one policy of guitu.js.
CONTENT_SECURITY_POLICY_REPORT_ONLY = {
    "DIRECTIVES": {
        "default-src": None,
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
    }
}

# Nothing of a request is put on disk or into a table as it came: files stay in memory until they are sealed
# (limits.BODY_MOST bounds them), and what a page says once travels in a signed cookie.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 46 * 1024 * 1024
MESSAGE_STORAGE = "guitu.web.shell.notices.Kept"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 5
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "guitu.config.logs.Line",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
