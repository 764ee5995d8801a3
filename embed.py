"""Build or refresh the index: read corpus/, cut it into passages, embed them, write index/. Safe to run at any time.

The same as `python -m findings embed`.
"""

import sys

from findings.cli.embed_command import main

if __name__ == "__main__":
    sys.exit(main())
