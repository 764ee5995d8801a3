"""`python -m findings`: the command line."""

import sys

from findings.cli import main

sys.exit(main())
