"""The verbs as they are typed, in the order of a coordinator's day."""

from kursverktoy.cli.kommandoer import (  # noqa: F401, I001  the order is that of the help page
    kurset,
    dokumentene,
    delingen,
    slutten,
    maskinen,
)
