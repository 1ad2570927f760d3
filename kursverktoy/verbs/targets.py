"""Where a verb may write."""

from pathlib import Path

from kursverktoy.errors import KursverktoyError


def refuse_unless(suffix: str, target: Path) -> None:
    """Raise `KursverktoyError` when a file to write is called something else than `….suffix`."""
    if target.suffix.lower() != suffix:
        raise KursverktoyError(f"«{target.name}» må slutte på {suffix}. Gi filen et annet navn.")


def refuse_same(source: Path, target: Path) -> None:
    """Raise `KursverktoyError` when a file to write is the workbook itself."""
    if source.resolve() == target.resolve():
        raise KursverktoyError(
            f"«{target.name}» er arbeidsboka selv, og blir aldri overskrevet. Velg et annet navn."
        )


def make_folder(folder: Path) -> None:
    """Make a folder to write into unless it is there; raise `KursverktoyError` when it can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KursverktoyError(
            f"Mappen «{folder}» kan ikke lages. Velg en annen mappe, eller et annet navn."
        ) from error
