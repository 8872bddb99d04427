#!/usr/bin/env python3
"""Runs the engine and its opponents in one run, alternating; checks that the amounts agree; writes the page of results
and the history. `make bench` calls it. Ends with 1 on a disagreement or a failure, 2 on a regression."""
import argparse
import json
import os
import sys

ICI = os.path.dirname(os.path.abspath(__file__))
for variable in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(variable, None)  # read when the library loads; they slow a current numpy
# Threads are those that each measure asks for.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["POLARS_MAX_THREADS"] = "1"

import cas_dsc  # noqa: E402
import cas_fpic  # noqa: E402
import cas_pacte  # noqa: E402
import cas_tables  # noqa: E402
import compilation  # noqa: E402
import historique  # noqa: E402
import machine  # noqa: E402
import page  # noqa: E402
from cas import Contexte  # noqa: E402
from moteur import Moteur  # noqa: E402

CAS = {
    "machine": machine.mesurer, "dsc": cas_dsc.lancer, "fpic": cas_fpic.lancer, "pacte": cas_pacte.lancer,
    "tables": cas_tables.lancer, "tailles": cas_dsc.echelles, "tailles-pacte": cas_pacte.echelles}

# Those whose results an opponent gives as well.
ACCORD = ("dsc", "fpic", "pacte")
CONCENTRATION = 1.5


def options():
    p = argparse.ArgumentParser(description="Compare le moteur à ses adversaires, en un seul passage.")
    p.add_argument("--programme", default=os.path.join(ICI, "..", "..", ".build", "release", "mesures"))
    p.add_argument("--graine", type=int, default=20261)
    p.add_argument("--communes", type=int, default=300, help="communes de la DSC")
    p.add_argument("--scenarios", type=int, default=10_000, help="scénarios de la DSC ; un dixième pour le FPIC")
    p.add_argument(
        "--concentration", type=float, default=CONCENTRATION,
        help="des poids de la DSC, tirés selon une loi de Dirichlet : 0,2 charge un ou deux critères, 50 les égalise")
    p.add_argument("--communes-fpic", type=int, default=cas_fpic.PAYS[0])
    p.add_argument("--ensembles-fpic", type=int, default=cas_fpic.PAYS[1])
    p.add_argument("--communes-pacte", type=int, default=158)
    p.add_argument(
        "--scenarios-pacte", type=int, default=20_000,
        help="scénarios du pacte complet ; moins de 10 000 mesurent surtout la mise en place d'une tranche")
    p.add_argument("--tours", type=int, default=9)
    p.add_argument("--rapide", action="store_true", help="trois tours, moins de scénarios")
    p.add_argument(
        "--accord", action="store_true", help="vérifier que les résultats s'accordent, sans rien mesurer ni rien écrire")
    p.add_argument("--cas", nargs="+", choices=CAS, default=list(CAS), help="seulement ces cas, hors de l'historique")
    p.add_argument("--limite", type=float, default=600, help="secondes que la comparaison ne dépasse pas de beaucoup")
    p.add_argument("--sortie", default=os.path.join(ICI, "..", "resultats"))
    o = p.parse_args()
    if o.ensembles_fpic < 2 or o.communes_fpic < 3 * o.ensembles_fpic:
        p.error("il faut au moins deux ensembles, et trois communes pour chacun")
    if min(o.communes, o.communes_pacte) < 2 or min(o.scenarios, o.scenarios_pacte) < 1 or o.concentration <= 0:
        p.error("il faut au moins deux communes et un scénario, et une concentration positive")
    if not (o.accord or compilation.MESURABLE):
        p.error("numba n'est pas installé : sans lui, seul --accord a un sens")
    if o.accord:
        o.cas = [cas for cas in o.cas if cas in ACCORD] or p.error("ces cas n'ont pas de résultat à comparer")
    if o.rapide:
        o.tours, o.scenarios, o.scenarios_pacte = 3, min(o.scenarios, 3_000), min(o.scenarios_pacte, 10_000)
    return o


def main():
    o = options()
    moteur = Moteur(o.programme)
    c = Contexte(o, moteur)
    materiel = machine.decrire(c)
    for nom in o.cas:
        c.dire(f"— {nom}")
        try:
            CAS[nom](c)
        except Exception as raison:  # one case that fails does not lose the others
            c.tableau.panne(nom, f"{type(raison).__name__} : {raison}")
            c.exiger(False, f"{nom} : {raison}")
    moteur.fermer()
    if o.accord:
        print(json.dumps(c.verifications, indent=1, ensure_ascii=False))
        print(page.desaccords(c))
        sys.exit(1 if c.ecarts else 0)
    os.makedirs(o.sortie, exist_ok=True)
    fichier = os.path.join(o.sortie, "historique.jsonl")
    nouvelle = historique.entree(c, materiel)
    reculs = historique.reculs(historique.lire(fichier), nouvelle)
    texte = page.composer(c, materiel, machine.distances(c), machine.raisons(c), reculs)
    print(texte)
    # Other weights are another problem under the same name.
    complet = set(o.cas) == set(CAS) and o.concentration == CONCENTRATION
    with open(os.path.join(o.sortie, "dernier.md" if complet else "partiel.md"), "w") as f:
        f.write(texte)
    # What failed or disagreed is no yardstick for the next runs.
    if complet and not c.ecarts:
        historique.ajouter(fichier, nouvelle)
    for r in reculs:
        c.dire(f"recul : {r['probleme']}, {r['programme']}, {r['avant']:.2f} → {r['maintenant']:.2f}")
    c.dire("terminé")
    sys.exit(1 if c.ecarts else 2 if reculs else 0)


if __name__ == "__main__":
    main()
