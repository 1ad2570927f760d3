"""How fast documents are made, as ratios against peers in the same run.

Ours are the real thing: the contexts of a course of hundreds, the views, every check, and a
file for each; docxtpl makes the same documents from the same. The other peers know nothing of
a course: they, and ours again, fill the same document with plain values that are ready. All
run on one core. The machine may be busy, so each peer takes turns with ours, and each ratio is
the median of the rounds.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment as Jinja

from bench import peers
from bench.scale import scaled
from documents.word import DAY, TEMPLATES, course, example
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.engine.archive import entry
from kursverktoy.documents.engine.preparing import prepare
from kursverktoy.documents.engine.rendering import Engine
from kursverktoy.documents.environment import Environment
from kursverktoy.documents.filters import FILTERS
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.template import open_template
from kursverktoy.documents.views import Sight

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]
DOCUMENTS = 500
FEWER = {"docxtpl": 100, "docx-templates": 100}
"""How many documents the slow ones make in a process of their own; the others make 500."""
A_FEW = 12
"""How many docxtpl makes in our process, while we make 500."""
CODES = {"planer": "D3", "bevis": "D5"}


@pytest.fixture(scope="module", autouse=True)
def _one_core():
    """Keep this process, and those it starts, on one core where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    yield
    os.sched_setaffinity(0, cores)


@pytest.fixture(scope="module")
def bok():
    return course(scaled(example(), 700))[0]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Return where the processes of the peers find what they need."""
    folder = tmp_path_factory.mktemp("peers")
    try:
        found = peers.install(folder)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"the peers can't be installed from here: {error}")
    paths = os.pathsep.join(map(str, (ROOT, folder / "python")))
    more = {"PYTHONPATH": paths, "MODULES": str(folder / "node_modules")}
    return found, os.environ | more | {"XDG_CACHE_HOME": str(folder / "cache")}


class Job:
    """All documents of one kind, for the rows of a large course."""

    def __init__(self, bok, command, folder):
        self.bok, self.kind = bok, KINDS[command]
        self.rows = self.kind.rows(bok)[:DOCUMENTS]
        self.path = TEMPLATES / self.kind.template_name("nb")
        self.folder = folder
        assert len(self.rows) == DOCUMENTS

    def values(self, rad):
        sight = Sight(self.bok, self.kind.sight)
        context = self.kind.context(self.bok, rad, Choices())
        return sight.shown(context.values())

    def ours(self):
        """Return the seconds of one document: the template opened, compiled and filled."""
        started = time.perf_counter()
        template = open_template(self.path)
        for number, rad in enumerate(self.rows):
            data = template.render(self.values(rad), title="T", day=DAY, målform="nb")
            write(f"{self.folder}/{number}.docx", data)
        return (time.perf_counter() - started) / DOCUMENTS

    def docxtpl(self):
        """Return the same for docxtpl, as its manual shows it, with our filters."""
        rows = self.rows[:A_FEW]
        started = time.perf_counter()
        for number, rad in enumerate(rows):
            document = DocxTemplate(self.path)
            jinja = Jinja(autoescape=True)
            jinja.filters.update(FILTERS)
            jinja.globals["målform"] = "nb"
            document.render(self.values(rad), jinja)
            document.save(self.folder / f"{number}.docx")
        return (time.perf_counter() - started) / len(rows)

    def floor(self):
        """Return the seconds of rendering, packing and writing alone, everything else ready."""
        template = open_template(self.path)
        template.render(self.values(self.rows[0]), title="T", day=DAY, målform="nb")
        engine = template._engines["nb"]
        values = [self.values(rad) for rad in self.rows]
        started = time.perf_counter()
        for number, each in enumerate(values):
            packed = []
            for filler in engine._fillers:
                engine._environment.begin()
                text = filler._template.render(each)
                packed.append(entry("", text.encode()).packed)
            write(f"{self.folder}/{number}.docx", b"".join(packed))
        return (time.perf_counter() - started) / DOCUMENTS

    def finished(self):
        """Return the largest of the documents, and how many values were printed in it."""
        files = [self.folder / f"{number}.docx" for number in range(DOCUMENTS)]
        number, path = max(enumerate(files), key=lambda item: item[1].stat().st_size)
        data, environment = self.path.read_bytes(), Counting("nb")
        engine = Engine(data, prepare(data, environment.lex), environment, "nb-NO")
        environment.count = 0
        engine.fill(self.values(self.rows[number]), title="T", day=DAY)
        return path.read_bytes(), environment.count


class Counting(Environment):
    """Counts the values that are printed."""

    count = 0

    def shown(self, value):
        self.count += 1
        return super().shown(value)


def write(path, data):
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0))
    os.write(handle, data)
    os.close(handle)


def in_turns(ours, other, rounds):
    """Return the median seconds of `other`, and the median of how many times ours they are."""
    times, ratios = [], []
    for _ in range(rounds):
        before, time_of_other, after = ours(), other(), ours()
        times.append(time_of_other)
        ratios.append(time_of_other / statistics.mean((before, after)))
    return statistics.median(times), statistics.median(ratios)


@pytest.mark.parametrize("command", ["bevis", "planer"])
def test_documents_are_made_faster_than_by_anyone(command, bok, environment, tmp_path, capsys):
    found, variables = environment
    job = Job(bok, command, tmp_path)
    ours = job.ours()
    finished = job.finished()

    def of(peer):
        folder = tmp_path / peer
        folder.mkdir()
        template = peers.template_for(peer, *finished)
        count = FEWER.get(peer, DOCUMENTS)
        return lambda: peers.seconds(peer, folder, template, count, variables) / count

    took = {
        "floor": in_turns(job.ours, job.floor, 9),
        "docxtpl": in_turns(job.ours, job.docxtpl, 9),
    }
    took |= {f"{peer}, plain values": in_turns(job.ours, of(peer), 3) for peer in found}
    plain = {peer: took[f"{peer}, plain values"][1] for peer in found}
    best = min(plain[peer] for peer in peers.OTHERS & plain.keys())
    with capsys.disabled():
        print(f"\n{CODES[command]}: ours {1 / ours:.0f} documents a second")
        for name, (seconds, ratio) in took.items():
            print(f"{1 / seconds:10.0f} a second, {ratio:5.2f} x our time: {name}")
        if missing := {*peers.NODE} - {*found}:
            print(f"left out, as there is no npm: {', '.join(sorted(missing))}")
        print(f"best peer {best / plain['ours']:.1f} x our time with plain values")
    assert took["docxtpl"][1] >= 40
    assert best >= 12 * plain["ours"]
    assert took["floor"][1] >= 1 / 2


OURS = """
import sys, json
from datetime import date
from pathlib import Path
from kursverktoy.documents.template import open_template
values = json.loads(Path(sys.argv[2]).read_text("utf-8"))
data = open_template(Path(sys.argv[1])).render(values, title="", day=date.min, målform="nb")
Path(sys.argv[3]).write_bytes(data)
"""
DOCXTPL = """
import sys, json
from pathlib import Path
sys.modules["docxcompose"] = None  # an extra, which makes docxtpl slower to load
from docxtpl import DocxTemplate
from jinja2 import Environment
values = json.loads(Path(sys.argv[2]).read_text("utf-8"))
document = DocxTemplate(sys.argv[1])
document.render(values, Environment(autoescape=True))
document.save(sys.argv[3])
"""


@pytest.mark.parametrize("command", ["bevis", "planer"])
def test_one_document_is_there_at_once(command, bok, environment, tmp_path, capsys):
    job = Job(bok, command, tmp_path)
    job.ours()
    data, record = peers.template_for("ours", *job.finished())
    (tmp_path / "mal.docx").write_bytes(data)
    (tmp_path / "data.json").write_text(json.dumps(record), encoding="utf-8")

    def cold(code):
        given = [tmp_path / name for name in ("mal.docx", "data.json", "ut.docx")]
        command = [sys.executable, "-X", "utf8", "-c", code, *map(str, given)]
        started = time.perf_counter()
        subprocess.run(command, check=True, env=environment[1])
        return time.perf_counter() - started

    cold(OURS)  # makes the template ready, and Python's own cache
    took = {name: [] for name in ("ours", "docxtpl")}
    for _ in range(21):
        took["ours"].append(cold(OURS))
        took["docxtpl"].append(cold(DOCXTPL))
    ours, theirs = (statistics.median(times) for times in took.values())
    with capsys.disabled():
        print(
            f"\n{CODES[command]} cold: {ours:.3f} s, docxtpl {theirs:.3f} s: {ours / theirs:.2f} x"
        )
    assert ours <= 0.6 * theirs


MANY = """
import resource, sys
from bench.scale import scaled
from bench.test_document_speed import Job
from documents.word import course, example
from pathlib import Path
job = Job(course(scaled(example(), 700))[0], sys.argv[1], Path(sys.argv[2]))
for _ in range(20):
    job.ours()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured on POSIX only")
@pytest.mark.parametrize("command", ["bevis", "planer"])
def test_ten_thousand_documents_are_modest_with_memory(command, tmp_path, capsys):
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", MANY, command, str(tmp_path)],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests")))},
        text=True,
    )
    with capsys.disabled():
        print(f"\n{CODES[command]}: 10,000 documents, at most {done.stdout.strip()} MB")
    assert int(done.stdout) <= 150
