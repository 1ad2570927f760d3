"""What partners and programs do to a copy, and what shall come of each: the corpus of the merge.

Each case takes a fresh copy for P06 (persons K03 and K06, four goals), does one thing to it, and
says what the merge proposes. «endring?» and «ny rad?» are proposed, but not chosen unless the
coordinator chooses them. After `told` stands what is said of the copy as a whole.
"""

from datetime import date, datetime, time

from sharing.delivered import HEADER, row_ids

CASES = {}
V, A, N = "Vurdering", "Ansvar", "Innspill"
K03, K06 = ("K03", "L04"), ("K06", "L04")
NOT_OURS = "Raden er ikke fra noe som er delt fra denne boka."
ALTERED = "Nummeret i kolonnen «Rad» er endret, så raden kan ikke kjennes igjen."
CLOSED = "Partneren kan ikke endre denne kolonnen."
TWICE = "Raden står flere ganger med ulikt innhold."
WRONG_GOAL = "Raden hører ikke til nummeret den har: «Læringsmål» er en annen enn da den ble delt."
WRONG_PERSON = "Raden hører ikke til nummeret den har: «Deltaker» er en annen enn da den ble delt."
NO_NUMBER = "En ny rad på dette arket hører ikke til noe i boka."
FORMULA = "Cellen er en formel."
FNR = "Det ser ut til å være et fødselsnummer eller DUF-nummer. Arbeidsboka trenger det ikke."
EMPTIED = "Partneren har tømt cellen."
FROM = "kilde=Innspill i delt arbeidsbok"
ÅSE = "endring K03 L04 status: Oppnådd"


def case(name, *expected, told=()):
    def enter(mangle):
        assert name not in CASES
        CASES[name] = (mangle, sorted(expected), list(told))
        return mangle

    return enter


def achieved(copy):
    """Make the one edit that most cases carry along."""
    copy.put(V, K03, "status", "Oppnådd")


def rows(copy, tab=V):
    """Return the rows below the headings, to be changed in place."""
    return copy.tabs[tab][HEADER:]


def set_rows(copy, changed, tab=V):
    copy.tabs[tab][HEADER:] = changed


def column(copy, tab, at):
    for row in copy.tabs[tab][HEADER - 1 :]:
        row.extend([None] * (at + 1 - len(row)))
    return [row[at] for row in copy.tabs[tab][HEADER - 1 :]]


# --- nothing, and plain edits ----------------------------------------------------------------


@case("untouched")
def _(copy):
    pass


@case("one status", ÅSE)
def _(copy):
    achieved(copy)


@case(
    "status, date and person",
    ÅSE, "endring K03 L04 status_dato: 2026-11-20",
    "endring K03 L04 vurdert_av_person_id: F03",
)  # fmt: skip
def _(copy):
    achieved(copy)
    copy.put(V, K03, "status_dato", date(2026, 11, 20))
    copy.put(V, K03, "vurdert_av_person_id", "F03 Mona Seljetest")


@case("a person by name alone", "endring K03 L04 vurdert_av_person_id: F03")
def _(copy):
    copy.put(V, K03, "vurdert_av_person_id", "mona  SELJETEST")


@case("a person nobody knows", "endring? K03 L04 vurdert_av_person_id: Ola Ukjent "
      "(Står ikke i listen.)")  # fmt: skip
def _(copy):
    copy.put(V, K03, "vurdert_av_person_id", "Ola Ukjent")


@case("a task is done", "endring A09-1 status: Ferdig")
def _(copy):
    copy.put(A, ("A09-1",), "status", "Ferdig")


@case("a comment", "merknad K03 L04 kommentar: Trenger mer øving")
def _(copy):
    copy.put(V, K03, "kommentar", "Trenger mer øving")


@case("a comment on a goal", "merknad L10 kommentar: Hva med glutenfritt?")
def _(copy):
    copy.put("Læringsmål", ("L10",), "kommentar", "Hva med glutenfritt?")


@case("a cell emptied", f"endring? K03 L04 status: None ({EMPTIED})")
def _(copy):
    copy.put(V, K03, "status", None)


@case("a cell of blanks", f"endring? K03 L04 status: None ({EMPTIED})")
def _(copy):
    copy.put(V, K03, "status", "  \u00a0 ")


# --- types and spellings -----------------------------------------------------------------------


@case("a date as Norwegian text", "endring K03 L04 status_dato: 2026-11-20")
def _(copy):
    copy.put(V, K03, "status_dato", "20.11.2026")


@case("a date as ISO text", "endring K03 L04 status_dato: 2026-11-20")
def _(copy):
    copy.put(V, K03, "status_dato", "2026-11-20")


@case("a date with a month by name", "endring K03 L04 status_dato: 2026-11-20")
def _(copy):
    copy.put(V, K03, "status_dato", "20. november 2026")


@case("a date that has become a number", "endring K03 L04 status_dato: 2026-11-20")
def _(copy):
    copy.put(V, K03, "status_dato", 46346)


@case("a date with a time of day", "endring K03 L04 status_dato: 2026-11-20")
def _(copy):
    copy.put(V, K03, "status_dato", datetime.combine(date(2026, 11, 20), time(14, 30)))


@case("the same dates, all as numbers")
def _(copy):
    for row in rows(copy):
        row[copy.column(V, "status_dato")] = 46344


@case("the same dates, all as text")
def _(copy):
    for row in rows(copy):
        row[copy.column(V, "status_dato")] = "18.11.2026"


@case("an ambiguous date", "avvist K03 L04 status_dato: 2/3/2026 "
      "(Kan ikke leses. Det skal være en dato (dd.mm.åååå).)")  # fmt: skip
def _(copy):
    copy.put(V, K03, "status_dato", "2/3/2026")


@case("a date that does not exist", "avvist K03 L04 status_dato: 31.11.2026 "
      "(Kan ikke leses. Det skal være en dato (dd.mm.åååå).)")  # fmt: skip
def _(copy):
    copy.put(V, K03, "status_dato", "31.11.2026")


@case("a status in other letters", ÅSE)
def _(copy):
    copy.put(V, K03, "status", " OPPNÅDD ")


@case("letters taken apart", ÅSE)
def _(copy):
    copy.put(V, K03, "status", "Oppna\u030add")


@case("a status of their own", "avvist K03 L04 status: Kjempebra "
      "(Kan ikke leses. Det skal være en verdi fra listen.)")  # fmt: skip
def _(copy):
    copy.put(V, K03, "status", "Kjempebra")


@case("a number where a word should be", "avvist K03 L04 status: 3 "
      "(Kan ikke leses. Det skal være en verdi fra listen.)")  # fmt: skip
def _(copy):
    copy.put(V, K03, "status", 3)


@case("a tick where a word should be", "avvist K03 L04 status: Ja "
      "(Kan ikke leses. Det skal være en verdi fra listen.)")  # fmt: skip
def _(copy):
    copy.put(V, K03, "status", True)


@case("references without the names", ÅSE)
def _(copy):
    achieved(copy)
    for row in rows(copy):
        for felt in ("kandidat_id", "mål_id", "vurdert_av_person_id"):
            at = copy.column(V, felt)
            row[at] = row[at].split()[0].lower()


@case("blanks and line breaks everywhere", ÅSE)
def _(copy):
    achieved(copy)
    for tab in (V, A, "Læringsmål"):
        for row in rows(copy, tab):
            row[:] = [f"  {each}\u200b \n" if isinstance(each, str) else each for each in row]


@case("row ids in small letters", ÅSE)
def _(copy):
    achieved(copy)
    for row in rows(copy):
        row[0] = f" {row[0].lower()} "


# --- rows ----------------------------------------------------------------------------------------


@case("sorted backwards", ÅSE)
def _(copy):
    achieved(copy)
    set_rows(copy, rows(copy)[::-1])


@case("sorted with the headings among the rows", ÅSE)
def _(copy):
    achieved(copy)
    head, body = copy.tabs[V][HEADER - 1], rows(copy)
    copy.tabs[V][HEADER - 1 :] = [*body[:3], head, *body[3:]]


@case("titles above deleted", ÅSE)
def _(copy):
    achieved(copy)
    del copy.tabs[V][: HEADER - 1]


@case("rows inserted above", ÅSE)
def _(copy):
    achieved(copy)
    copy.tabs[V][:0] = [[], ["Sendt fra Sentralkjøkkenet"], []]


@case("an empty row between", ÅSE)
def _(copy):
    achieved(copy)
    body = rows(copy)
    set_rows(copy, [*body[:2], [], *body[2:]])


@case("a row deleted", ÅSE, told=["1 av radene som ble delt, mangler i kopien"])
def _(copy):
    achieved(copy)
    del copy.tabs[V][copy.at(V, *K06)]


@case("a sheet deleted", ÅSE, told=["2 av radene som ble delt, mangler i kopien"])
def _(copy):
    achieved(copy)
    del copy.tabs["Deltakere"]


@case("a row copied", ÅSE)
def _(copy):
    achieved(copy)
    copy.tabs[V].append([*copy.tabs[V][copy.at(V, *K03)]])


@case("a row copied, then changed",
      f"avvist K03 L04 -: K03 · L04 Varemottak · Oppnådd · 18.11.2026 · F06 Ida Myntetest "
      f"({TWICE})",
      f"avvist K03 L04 -: K03 · L04 Varemottak · I gang · 18.11.2026 · F06 Ida Myntetest "
      f"({TWICE})")  # fmt: skip
def _(copy):
    achieved(copy)
    copy.tabs[V].append([*copy.tabs[V][copy.at(V, *K03)]])
    copy.tabs[V][-1][copy.column(V, "status")] = "I gang"


@case("a row without a number", f"avvist - -: K03 · L01 · Oppnådd ({NO_NUMBER})")
def _(copy):
    copy.tabs[V].append([None, "K03", "L01", "Oppnådd"])


@case("a note below the rows", f"avvist - -: Hilsen Ida ({NO_NUMBER})")
def _(copy):
    copy.tabs[V] += [[], [None, "Hilsen Ida"]]


@case("a row id altered",
      f"avvist - -: K03 · L04 Varemottak · Oppnådd · 18.11.2026 · F06 Ida Myntetest "
      f"({ALTERED})", told=["1 av radene som ble delt, mangler i kopien"])  # fmt: skip
def _(copy):
    achieved(copy)
    row = copy.tabs[V][copy.at(V, *K03)]
    row[0] = row[0][:-1] + ("B" if row[0][-1] != "B" else "C")


@case("two letters of a row id changed about",
      f"avvist - -: K03 · L04 Varemottak · Oppnådd · 18.11.2026 · F06 Ida Myntetest "
      f"({ALTERED})", told=["1 av radene som ble delt, mangler i kopien"])  # fmt: skip
def _(copy):
    achieved(copy)
    row = copy.tabs[V][copy.at(V, *K03)]
    at = next(i for i in range(5) if row[0][i] != row[0][i + 1])
    row[0] = row[0][:at] + row[0][at + 1] + row[0][at] + row[0][at + 2 :]


@case("a row id from somewhere else",
      f"avvist - -: K03 · L04 Varemottak · Oppnådd · 18.11.2026 · F06 Ida Myntetest "
      f"({NOT_OURS})", told=["1 av radene som ble delt, mangler i kopien"])  # fmt: skip
def _(copy):
    achieved(copy)
    copy.tabs[V][copy.at(V, *K03)][0] = next(row_ids(400_000))


@case("two rows with each other's ids",
      f"avvist K03 L04 -: K06 · L04 Varemottak · Delvis oppnådd · 18.11.2026 · F06 Ida "
      f"Myntetest ({WRONG_PERSON})",
      f"avvist K06 L04 -: K03 · L04 Varemottak · Oppnådd · 18.11.2026 · F06 Ida Myntetest "
      f"({WRONG_PERSON})")  # fmt: skip
def _(copy):
    achieved(copy)
    one, other = (copy.tabs[V][copy.at(V, *key)] for key in (K03, K06))
    one[0], other[0] = other[0], one[0]


@case("the last row id copied down", *[
    f"avvist K06 L16 -: {said} ({TWICE})" for said in (
        "K06 · L11 Samarbeid · Delvis oppnådd · 18.11.2026 · F06 Ida Myntetest",
        "K06 · L16 Digitalt · Oppnådd · 18.11.2026 · F06 Ida Myntetest",
    )], told=["1 av radene som ble delt, mangler i kopien"])  # fmt: skip
def _(copy):
    rows(copy)[-2][0] = rows(copy)[-1][0]


@case("a locked column changed", f"avvist K03 L04 mål_id: L10 ({WRONG_GOAL})"
      .replace("mål_id: L10", "-: K03 · L10 · Delvis oppnådd · 18.11.2026 · F06 Ida "
               "Myntetest"))  # fmt: skip
def _(copy):
    copy.put(V, K03, "mål_id", "L10")


@case("the text of a goal changed", f"avvist L10 tekst: kan alt ({CLOSED})")
def _(copy):
    copy.put("Læringsmål", ("L10",), "tekst", "kan alt")


@case("a deadline moved", f"avvist A09-1 frist: 01.12.2026 ({CLOSED})")
def _(copy):
    copy.put(A, ("A09-1",), "frist", date(2026, 12, 1))


@case("a name changed", f"avvist K03 fornavn: Hamed ({CLOSED})")
def _(copy):
    copy.put("Deltakere", ("K03",), "fornavn", "Hamed")


# --- columns -------------------------------------------------------------------------------------


def reorder(copy, order, tab=V):
    for row in copy.tabs[tab][HEADER - 1 :]:
        row.extend([None] * (len(order) - len(row)))
        row[:] = [row[at] for at in order]


@case("columns moved", ÅSE)
def _(copy):
    achieved(copy)
    reorder(copy, [3, 0, 6, 5, 4, 2, 1])


@case("a column inserted", ÅSE)
def _(copy):
    achieved(copy)
    for row in copy.tabs[V][HEADER - 1 :]:
        row.insert(2, "vår egen")


@case("notes in a column without heading", ÅSE)
def _(copy):
    achieved(copy)
    for row in rows(copy):
        row.append("ok")


@case("headings in other letters", ÅSE)
def _(copy):
    achieved(copy)
    copy.tabs[V][HEADER - 1][1:] = [
        " DELTAKER ", "Læringsmaal", "status:", "Dato ", "vurdert-av", "KOMMENTAR",
    ]  # fmt: skip


@case("headings misspelt", ÅSE)
def _(copy):
    achieved(copy)
    copy.tabs[V][HEADER - 1][1:] = [
        "Deltager", "Læringsmålet", "Statuss", "Datoen", "Vurdert av hvem", "Komentar",
    ]  # fmt: skip


@case("headings in nynorsk", ÅSE)
def _(copy):
    achieved(copy)
    copy.tabs[V][HEADER - 1][1] = "Deltakar"


@case("a column with a heading of their own", "endring K03 L04 status_dato: 2026-11-20",
      told=["mangler kolonnen for status"])  # fmt: skip
def _(copy):
    achieved(copy)
    copy.put(V, K03, "status_dato", date(2026, 11, 20))
    copy.tabs[V][HEADER - 1][copy.column(V, "status")] = "Hvordan gikk det?"


@case("a column deleted", "endring K03 L04 status_dato: 2026-11-20",
      told=["mangler kolonnen for status"])  # fmt: skip
def _(copy):
    copy.put(V, K03, "status_dato", date(2026, 11, 20))
    reorder(copy, [0, 1, 2, 4, 5, 6])


@case("a column twice, alike", ÅSE)
def _(copy):
    achieved(copy)
    reorder(copy, [0, 1, 2, 3, 4, 5, 6, 3])


@case("a column twice, not alike", "endring K03 L04 status_dato: 2026-11-20",
      told=["to kolonner «status» som ikke er like"])  # fmt: skip
def _(copy):
    copy.put(V, K03, "status_dato", date(2026, 11, 20))
    reorder(copy, [0, 1, 2, 3, 4, 5, 6, 3])
    rows(copy)[0][7] = "Oppnådd"


@case("the column that tells the goal deleted",
      "avvist K03 L04 -: K03 · Oppnådd · 18.11.2026 · F06 Ida Myntetest (Kolonnen for "
      "«Læringsmål» mangler, så det kan ikke kontrolleres hvilken rad dette er.)")  # fmt: skip
def _(copy):
    achieved(copy)
    reorder(copy, [0, 1, 3, 4, 5, 6])


@case("the column of row ids deleted", ÅSE, told=["har mistet kolonnen «Rad»"])
def _(copy):
    achieved(copy)
    for row in copy.tabs[V][HEADER - 1 :]:
        del row[0]


@case("the column of row ids sorted alone", *[
    f"avvist {id_} -: {said} ({why})" for id_, said, why in (
        ("K06 L16", "K03 · L04 Varemottak · Oppnådd · 18.11.2026 · F06 Ida Myntetest",
         WRONG_PERSON),
        ("K06 L11", "K03 · L10 Presis · Oppnådd · 18.11.2026 · F06 Ida Myntetest",
         WRONG_PERSON),
        ("K06 L10", "K03 · L11 Samarbeid · Oppnådd · 18.11.2026 · F06 Ida Myntetest",
         WRONG_PERSON),
        ("K06 L04", "K03 · L16 Digitalt · Oppnådd · 18.11.2026 · F06 Ida Myntetest",
         WRONG_PERSON),
        ("K03 L16", "K06 · L04 Varemottak · Delvis oppnådd · 18.11.2026 · F06 Ida Myntetest",
         WRONG_PERSON),
        ("K03 L11", "K06 · L10 Presis · Oppnådd · 18.11.2026 · F06 Ida Myntetest",
         WRONG_PERSON),
        ("K03 L10", "K06 · L11 Samarbeid · Delvis oppnådd · 18.11.2026 · F06 Ida Myntetest",
         WRONG_PERSON),
        ("K03 L04", "K06 · L16 Digitalt · Oppnådd · 18.11.2026 · F06 Ida Myntetest",
         WRONG_PERSON),
    )])  # fmt: skip
def _(copy):
    achieved(copy)
    body = rows(copy)
    for row, id_ in zip(body, [row[0] for row in body][::-1], strict=True):
        row[0] = id_


@case("the headings deleted", told=["har mistet overskriftene"])
def _(copy):
    achieved(copy)
    copy.tabs[V][HEADER - 1] = []


# --- sheets --------------------------------------------------------------------------------------


@case("sheets renamed", ÅSE)
def _(copy):
    achieved(copy)
    copy.tabs = {f"Ark{n}": each for n, each in enumerate(copy.tabs.values(), 1)}


@case("sheets in another order", ÅSE)
def _(copy):
    achieved(copy)
    copy.tabs = dict(reversed(copy.tabs.items()))


@case("sheets of their own", ÅSE)
def _(copy):
    achieved(copy)
    copy.tabs["Vaktliste"] = [["Navn", "Status", "Dato"], ["Ida", "Oppnådd", date(2026, 1, 1)]]


@case("a sheet copied and only the copy changed",
      f"avvist K03 L04 -: K03 · L04 Varemottak · Delvis oppnådd · 18.11.2026 · F06 Ida "
      f"Myntetest ({TWICE})",
      f"avvist K03 L04 -: K03 · L04 Varemottak · Oppnådd · 18.11.2026 · F06 Ida Myntetest "
      f"({TWICE})")  # fmt: skip
def _(copy):
    copy.tabs["Vurdering (2)"] = [[*row] for row in copy.tabs[V]]
    achieved(copy)


@case("only one sheet sent back", ÅSE, told=["10 av radene som ble delt, mangler i kopien"])
def _(copy):
    achieved(copy)
    copy.tabs = {"Ark1": copy.tabs[V]}


@case("an empty workbook", told=["Ingen rader i filen er fra noe som er delt"])
def _(copy):
    copy.tabs = {"Ark1": [["Hei"]]}


# --- formulas, merged cells, hostile text --------------------------------------------------------


@case("a formula", f"avvist K03 L04 status: Oppnådd ({FORMULA})")
def _(copy):
    achieved(copy)
    copy.formulas[V, copy.at(V, *K03), copy.column(V, "status")] = '="Oppnådd"'


@case("a formula that says what was there")
def _(copy):
    copy.formulas[V, copy.at(V, *K03), copy.column(V, "status")] = '="Delvis oppnådd"'


@case("a text like a formula", "ny rad: funn==1+1, konsekvens=@SUM(A1), " + FROM)
def _(copy):
    copy.put(N, (0,), "funn", "=1+1")
    copy.put(N, (0,), "konsekvens", "@SUM(A1)")


@case("cells merged downwards",
      "avvist K03 L10 status: None (Cellen er slått sammen med en annen.)",
      "avvist K03 L04 status: Oppnådd (Cellen er slått sammen med en annen.)")  # fmt: skip
def _(copy):
    achieved(copy)
    row, at = copy.at(V, *K03), copy.column(V, "status")
    copy.tabs[V][row + 1][at] = None
    copy.merged.append((V, row, at, row + 1, at))


@case("an identity number in a comment", f"avvist K03 L04 kommentar: ••• ({FNR})")
def _(copy):
    copy.put(V, K03, "kommentar", "Født 010199 12345, ring")


@case("an identity number that has become a number", f"avvist K03 L04 kommentar: ••• ({FNR})")
def _(copy):
    copy.put(V, K03, "kommentar", 1019912345)


@case("health in a comment", "merknad K03 L04 kommentar: Er ofte sykemeldt "
      "(Teksten kan inneholde opplysninger om helse. Skriv bare det som er avtalt.)")  # fmt: skip
def _(copy):
    copy.put(V, K03, "kommentar", "Er ofte sykemeldt")


# --- new needs -----------------------------------------------------------------------------------


@case("a new need", f"ny rad: dato=2026-11-20, funn=Trenger kokker, krav_lytte=A2, {FROM}")
def _(copy):
    copy.put(N, (0,), "dato", date(2026, 11, 20))
    copy.put(N, (0,), "funn", "Trenger kokker")
    copy.put(N, (0,), "krav_lytte", "a2")


@case("two new needs", f"ny rad: funn=Én, {FROM}", f"ny rad: funn=To, {FROM}")
def _(copy):
    copy.put(N, (0,), "funn", "Én")
    copy.put(N, (2,), "funn", "To")


@case("the same need twice", f"ny rad: funn=Én, {FROM}")
def _(copy):
    copy.put(N, (0,), "funn", "Én")
    copy.put(N, (1,), "funn", "Én")


@case("a need below the open rows", f"ny rad: funn=En til, {FROM}")
def _(copy):
    row = [None] * 6
    row[copy.column(N, "funn")] = "En til"
    copy.tabs[N].append(row)


@case("a need with health in it", f"ny rad?: funn=Mange er sykemeldt, {FROM} (Teksten kan "
      "inneholde opplysninger om helse. Skriv bare det som er avtalt.)")  # fmt: skip
def _(copy):
    copy.put(N, (0,), "funn", "Mange er sykemeldt")


@case("a need with an identity number", f"avvist - funn: ••• ({FNR})",
      f"ny rad: konsekvens=Ring, {FROM}")  # fmt: skip
def _(copy):
    copy.put(N, (0,), "funn", "01019912345 trenger praksis")
    copy.put(N, (0,), "konsekvens", "Ring")


@case("a need with a level that is none", "avvist - krav_lytte: Godt "
      "(Kan ikke leses. Det skal være en verdi fra listen.)",
      f"ny rad: funn=Trenger kokker, {FROM}")  # fmt: skip
def _(copy):
    copy.put(N, (0,), "funn", "Trenger kokker")
    copy.put(N, (0,), "krav_lytte", "Godt")
