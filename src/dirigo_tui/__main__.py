"""``python -m dirigo_tui`` is ``dirigo``."""

import sys

from dirigo_tui.bootstrap import main

if __name__ == "__main__":
    sys.exit(main())
