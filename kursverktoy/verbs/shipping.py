"""The verb bygg: what is shipped is made from the code, and stands in the clone."""

from pathlib import Path

from kursverktoy.verbs.demo import EXAMPLE_DAY, example
from kursverktoy.verbs.workbook import built, empty, from_exchange
from kursverktoy.workbook.saving import save


def bygg(root: Path) -> list[Path]:
    """Rebuild what is shipped in a clone at `root`; returns the files that changed."""
    import json  # noqa: PLC0415

    from kursverktoy.addin import course_workbook, ribbon_addin  # noqa: PLC0415
    from kursverktoy.course.exchange import json_schema  # noqa: PLC0415
    from kursverktoy.course.reference import reference  # noqa: PLC0415
    from kursverktoy.documents.reference import reference as placeholders  # noqa: PLC0415

    tom = empty(EXAMPLE_DAY)
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"
    made = {
        "workbooks/tom.xlsx": tom[1],
        "workbooks/kursverktoy.xlsm": course_workbook(tom[0].bok),
        "workbooks/kursverktoy.xlam": ribbon_addin(),
        "workbooks/eksempel.xlsx": built(from_exchange(example(), EXAMPLE_DAY), example())[1],
        "workbooks/REFERANSE.md": reference().encode(),
        "workbooks/utveksling.schema.json": schema.encode(),
        "templates/README.md": placeholders().encode(),
    }
    changed = []
    for name, data in made.items():
        path = root / name
        if not path.exists() or path.read_bytes() != data:
            save(path, data)
            changed.append(path)
    return changed
