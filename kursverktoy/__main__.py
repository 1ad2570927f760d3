"""`python -m kursverktoy`: the command line, where no script was installed."""

from kursverktoy.cli import main

main()
