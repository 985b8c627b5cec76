"""The WSGI door, for gunicorn and its like."""

import gc
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

try:
    application = get_wsgi_application()
    # What needs the apps can be imported only now.
    from newsroom.operations.startup import NotKnown, must_serve

    must_serve()
    # What is loaded now stays for good: the collector need not look at it again while somebody waits for a page.
    gc.freeze()
except ImproperlyConfigured as error:
    sys.exit(f"The newsroom cannot start: {error}")
except NotKnown as error:
    sys.exit(f"The newsroom does not start: {error}")
