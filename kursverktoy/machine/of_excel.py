"""Checks of Excel, the add-in, and what may keep macros from running."""

from kursverktoy.machine.changes import bytes_of
from kursverktoy.machine.check import INSTALL, Case, Svar, advarsel, feil, ok
from kursverktoy.machine.machine import System
from kursverktoy.machine.places import ADDIN, has_excel, places
from kursverktoy.machine.policy import (
    Answer,
    Macros,
    Rule,
    Setting,
    defender,
    disabled_by_excel,
    is_on,
    macros_need,
    setting,
    trusts,
)

_ASK_IT = "Det er IT som har bestemt det. Spør om tillegget kan få lov."
_SECURITY = r"Excel\Security"
_REFUSALS = (
    (r"Common", "VBAOff", "Makroer er slått av i hele Office"),
    (_SECURITY, "DisableAllAddins", "Excel starter ingen tillegg"),
    (
        _SECURITY,
        "RequireAddinSig",
        "Excel starter bare tillegg som er signert, og vårt er ikke det",
    ),
)


def excel(case: Case) -> Svar:
    """Look for Excel itself."""
    if case.machine.system is System.OTHER:
        return advarsel(
            "Excel finnes ikke for Linux, så det er ingen knapper her.",
            "Kommandoene virker som de skal, og boka kan åpnes i LibreOffice.",
        )
    if not has_excel(case.machine):
        return feil("Excel er ikke installert på denne maskinen.", "Installer Excel.")
    return ok("Excel er installert.")


def addin(case: Case) -> Svar:
    """Look at the add-in in Excel's start folder."""
    at = places(case.machine).addin
    if case.addin is None:
        return feil(
            f"{ADDIN} følger ikke med i denne pakken.",
            "Skriv «pip install --force-reinstall kursverktoy».",
        )
    found = bytes_of(at)
    if found is None:
        return feil(f"Tillegget er ikke installert: {at} finnes ikke.", INSTALL)
    if disabled_by_excel(case.machine, ADDIN):
        return feil(
            "Excel har slått av tillegget, trolig etter et krasj.",
            "I Excel: Fil > Alternativer > Tillegg. Velg «Deaktiverte elementer» under Behandle, "
            "trykk Gå til, og slå det på igjen.",
        )
    if found != case.addin:
        return advarsel(f"Tillegget er fra en annen versjon: {at}", INSTALL)
    return ok(f"Tillegget er installert: {at}")


def macros(case: Case) -> Svar:
    """Look at whether Excel lets the macros of the add-in run."""
    machine = case.machine
    for key, name, hva in _REFUSALS:
        if is_on(machine, key, name):
            return feil(f"{hva}.", _who(setting(machine, key, name), "Tillegg"))
    start = places(machine).addin.parent
    if trusts(machine, start):
        return ok("Excel stoler på startmappen, så tillegget kjører uten spørsmål.")
    if refused := macros_need(machine, Macros.ONLY_SIGNED, Macros.NEVER):
        return feil(
            f"Excel stoler ikke på startmappen ({start}), og kjører ikke makroer uten signatur.",
            _who(refused, "Klarerte plasseringer. Legg til startmappen"),
        )
    if macros_need(machine, Macros.RUN):
        return ok("Excel kjører alle makroer uten å spørre.")
    return advarsel(
        f"Excel stoler ikke på startmappen ({start}), og spør hver gang det starter.",
        "Trykk «Aktiver makroer» når Excel spør.",
    )


def defender_rules(case: Case) -> Svar:
    """Look at the rules of Defender that stop what our macros do."""
    what = {
        Rule.STARTS_PROGRAMS: "Office starter andre programmer, og da kan ikke Excel starte Python",
        Rule.CALLS_WINDOWS: "makroer bruker Windows' egne funksjoner, og det gjør våre",
    }
    answers = {rule: defender(case.machine, rule) for rule in what}
    for rule, hva in what.items():
        if answers[rule] == Answer.BLOCKS:
            return feil(
                f"Microsoft Defender stopper at {hva}.",
                f"Be IT om et unntak fra regelen {rule} for Python-en kursverktoy bruker. "
                "Kommandoene virker uten.",
            )
    for rule, hva in what.items():
        if answers[rule] == Answer.ASKS:
            return advarsel(
                f"Microsoft Defender spør før {hva}.", "Velg «Opphev blokkering» når den spør."
            )
    return ok("Ingen regel i Microsoft Defender som kan leses herfra, stopper makroene.")


def _who(found: Setting | None, page: str) -> str:
    if found and found.by_it:
        return _ASK_IT
    return f"I Excel: Fil > Alternativer > Klareringssenter > Innstillinger > {page}."
