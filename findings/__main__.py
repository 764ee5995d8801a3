"""`python -m findings`: the command line."""

import sys

from findings.cli.main import main

sys.exit(main())
