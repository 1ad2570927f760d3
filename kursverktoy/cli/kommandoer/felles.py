"""What several verbs take, declared once."""

from pathlib import Path

from kursverktoy.cli.norsk import TODAY, Argument, dag, en_av

BOK = Argument("bok", "Arbeidsboka til kurset.", "BOK.xlsx", Path, required=True)
DATO = Argument("--dato", "Dagen det sjekkes for (ellers i dag).", "DATO", dag, TODAY)
FORMAT = Argument("--format", "Tekst eller JSON.", "tekst|json", en_av("tekst", "json"), "tekst")
