"""The ASGI door, for servers that speak it."""

import gc
import os
import sys

from django.core.asgi import get_asgi_application
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

try:
    application = get_asgi_application()
    # What needs the apps can be imported only now.
    from newsroom.operations.startup import NotKnown, must_serve_in_a_loop

    must_serve_in_a_loop()
    # What is loaded now stays for good: the collector need not look at it again while somebody waits for a page.
    gc.freeze()
except ImproperlyConfigured as error:
    sys.exit(f"The newsroom cannot start: {error}")
except NotKnown as error:
    sys.exit(f"The newsroom does not start: {error}")
