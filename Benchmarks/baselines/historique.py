"""The runs kept, one a line, and what got worse since: ratios to the opponent, never times, which the machine moves."""
import json
import os
import statistics
import time

TOLERANCE = 0.8  # of the usual ratio, quartiles apart
PASSES = 2  # runs to compare with, at least
GARDES = 8  # latest runs looked at


def lire(fichier):
    if not os.path.exists(fichier):
        return []
    with open(fichier) as f:
        return [json.loads(ligne) for ligne in f if ligne.strip()]


def clef(ligne):
    return ligne["probleme"], ligne["programme"], ligne["fils"], ligne.get("adversaire")


def entree(c, machine):
    lignes = [dict(probleme=x["probleme"], programme=x["programme"], fils=x["fils"], us=arrondir(x["temps"]["mediane"]),
                   **({"adversaire": x["adversaire"], "rapport": {k: arrondir(v) for k, v in x["rapport"].items()}} if "rapport" in x else {}))
              for x in c.tableau.lignes]
    return dict(quand=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), machine=machine, graine=c.o.graine,
                rapide=c.o.rapide, lignes=lignes)


def arrondir(x):
    return float(f"{x:.4g}") if isinstance(x, float) else x


def reculs(passees, nouvelle):
    """Ratios below the usual ones of the same kind of machine by more than the spread of either."""
    semblables = [p for p in passees if p["machine"]["niveaux"] == nouvelle["machine"]["niveaux"]
                  and p["machine"]["processeur"] == nouvelle["machine"]["processeur"]][-GARDES:]
    out = []
    for ligne in nouvelle["lignes"]:
        # Two threads depend on what the neighbours leave of the second core.
        if "rapport" not in ligne or ligne["fils"] != 1:
            continue
        avant = [x["rapport"] for p in semblables for x in p["lignes"] if clef(x) == clef(ligne) and "rapport" in x]
        if len(avant) < PASSES:
            continue
        usuel, bas = statistics.median(x["mediane"] for x in avant), min(x["q1"] for x in avant)
        r = ligne["rapport"]
        if r["mediane"] < TOLERANCE * usuel and r["q3"] < bas:
            out.append(dict(probleme=ligne["probleme"], programme=ligne["programme"], adversaire=ligne["adversaire"], avant=usuel, maintenant=r["mediane"], sur=len(avant)))
    return out


def ajouter(fichier, nouvelle):
    with open(fichier, "a") as f:
        f.write(json.dumps(nouvelle, ensure_ascii=False) + "\n")
