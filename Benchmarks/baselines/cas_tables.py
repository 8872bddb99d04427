"""The published table of the communes: reading of its useful and of its numeric columns against pandas, polars and
DuckDB, unpacked and compressed; opening of the national folder in process."""
import csv
import gzip
import os
import shutil
import tempfile
import time

import numpy as np

from cas import processeur
from series import alterner, resume

FICHIER, UTILES = "dgcl_criteres_communes_2022.csv.gz", "colonnes_utiles_2022.csv"
ABSENTES = ["", "nd", "-", "NA"]
IDENTITE = {"code_insee", "nom", "departement", "siren_epci", "nom_epci", "regime_fiscal_epci"}
BUTS = {"colonnes utiles": "≥ 2,4", "toutes les colonnes numériques": "≥ 3,5"}


def lancer(c):
    donnees = os.environ.get("PACTE_DONNEES")
    if not donnees or not os.path.exists(os.path.join(donnees, FICHIER)):
        c.tableau.absence("Table publiée", f"PACTE_DONNEES ne nomme pas un dossier qui contient {FICHIER}")
        return
    compresse = os.path.join(donnees, FICHIER)
    with tempfile.TemporaryDirectory() as dossier:
        fichier = os.path.join(dossier, "communes.csv")
        with gzip.open(compresse) as entree, open(fichier, "wb") as sortie:
            shutil.copyfileobj(entree, sortie)
        colonnes = {"colonnes utiles": utiles(donnees, fichier), "toutes les colonnes numériques": numeriques(fichier)}
        for nom, noms in colonnes.items():
            c.dire(f"table publiée, {nom}")
            lire(c, f"Table publiée, {nom} ({len(noms)})", fichier, noms, dossier, BUTS[nom])
        c.dire("table publiée, compressée")
        noms = colonnes["colonnes utiles"]
        lire(c, f"Table publiée compressée, colonnes utiles ({len(noms)})", compresse, noms, dossier, "")
        c.dire("dossier national")
        ouvrir(c, compresse, os.path.join(dossier, "national"))


def entete(fichier):
    with open(fichier, newline="") as f:
        return next(csv.reader(f))


def numeriques(fichier):
    """Named columns whose every cell is a number or a mark of absence."""
    import pandas as pd
    noms = [x for x in entete(fichier) if x]
    table = pd.read_csv(fichier, usecols=noms, na_values=ABSENTES, low_memory=False)
    return [x for x in noms if table[x].dtype.kind in "if"]


def utiles(donnees, fichier):
    presents, bons = set(entete(fichier)), set(numeriques(fichier))
    with open(os.path.join(donnees, UTILES), newline="") as f:
        return [x["colonne_dgcl"] for x in csv.DictReader(f)
                if x["colonne"] not in IDENTITE and x["colonne_dgcl"] in presents & bons]


def adversaires(fichier, noms):
    """Each returns the columns as doubles; types are given, as a careful user gives them."""
    import duckdb
    import pandas as pd
    import polars as pl
    types = dict.fromkeys(noms, "float64")

    def pandas():
        return pd.read_csv(fichier, usecols=noms, dtype=types, na_values=ABSENTES)

    def polars():
        return pl.read_csv(fichier, columns=noms, schema_overrides=dict.fromkeys(noms, pl.Float64), null_values=ABSENTES)

    connexion = duckdb.connect()
    connexion.execute("SET threads = 1")
    # DuckDB reads the names without the spaces at their ends.
    liste = ", ".join('"' + x.strip().replace('"', '""') + '"' for x in noms)
    types_sql = "{" + ", ".join("'" + x.strip().replace("'", "''") + "': 'DOUBLE'" for x in noms) + "}"
    absentes = "[" + ", ".join(f"'{x}'" for x in ABSENTES) + "]"

    def duck():
        return connexion.execute(
            f"SELECT {liste} FROM read_csv(?, header = true, types = {types_sql}, nullstr = {absentes}, null_padding = true)",
            [fichier]).fetchnumpy()
    return {"pandas": pandas, "polars": polars, "DuckDB": duck}


def lire(c, nom, fichier, noms, dossier, but):
    liste = os.path.join(dossier, "colonnes.txt")
    with open(liste, "w") as f:
        f.write("\n".join(x.strip() for x in noms))  # as the engine reads a header
    autres = adversaires(fichier, noms)
    verifier(c, nom, autres["pandas"], fichier, liste, noms, dossier)
    candidats = {("pacte", 1): lambda: c.moteur.secondes("table", "lire", fichier, liste)}
    candidats |= {(n, 1): processeur(f) for n, f in autres.items()}
    temps, pannes = alterner(candidats, c.o.tours, c.budget(25))
    temps = {k: [x / 1e3 for x in v] for k, v in temps.items()}  # the table's unit is the millisecond
    c.tableau.ajouter(nom, "ms", temps, 1, pannes, {"pacte": ["pandas", "polars", "DuckDB"]}, {"pacte": but})


def verifier(c, nom, pandas, fichier, liste, noms, dossier):
    import pandas as pd
    c.moteur.demander("table", "lire", fichier, liste)
    sortie = os.path.join(dossier, "colonnes.f64")
    c.moteur.demander("table", "ecrire", len(noms), sortie)
    lues = np.fromfile(sortie).reshape(len(noms), -1)
    attendues = pd.read_csv(fichier, usecols=noms, dtype=dict.fromkeys(noms, "float64"), na_values=ABSENTES,
                            float_precision="round_trip")[noms].to_numpy().T
    memes = lues.shape == attendues.shape and bool(np.array_equal(lues, attendues, equal_nan=True))
    c.verifications[nom] = dict(cellules=int(attendues.size), identiques=memes)
    c.exiger(memes, f"{nom} : les cellules lues diffèrent de celles de pandas")


def ouvrir(c, compresse, dossier):
    c.moteur.demander("table", "importer", compresse, dossier)
    temps, pannes = alterner({("pacte", 1): lambda: c.moteur.secondes("table", "ouvrir", dossier) / 1e3}, max(9, c.o.tours), c.budget(10))
    c.tableau.ajouter("Dossier national ouvert (but : < 20 ms)", "ms", temps, 1, pannes, {})
