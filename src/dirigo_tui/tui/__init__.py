"""The full-screen front end.

Textual reads ``TEXTUAL…`` variables when it is imported; one of them (``TEXTUAL_LOG``) writes typed
passphrases to a file. They are dropped here, before any module below this package imports Textual.
"""

import os

for _name in [name for name in os.environ if name.startswith("TEXTUAL")]:
    del os.environ[_name]
