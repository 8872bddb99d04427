"""National FPIC: ensembles only, every commune written, losses of the communes without writing them."""
import os
import tempfile

import numpy as np

import fpic_numba
import problemes
from cas import selon
from series import alterner

PAYS = (34_955, 1_254)
MODES = dict(ensembles=fpic_numba.ENSEMBLES, communes=fpic_numba.COMMUNES, pertes=fpic_numba.PERTES)
BUTS = dict(ensembles="≥ 10", communes="≥ 5", pertes="≥ 5")


def noms(o):
    """Names of the problems, by mode: another size than the real country's is another problem of the history."""
    communes = f"{o.communes_fpic:,}".replace(",", " ")
    suite = "" if (o.communes_fpic, o.ensembles_fpic) == PAYS else f" ({communes} communes, {o.ensembles_fpic} ensembles)"
    return {mode: nom + suite for mode, nom in dict(
        ensembles="FPIC national, ensembles", communes=f"FPIC national, {communes} communes écrites",
        pertes="FPIC national, pertes des communes sans les écrire").items()}


def lancer(c):
    o, titres = c.o, noms(c.o)
    communes, ensembles = o.communes_fpic, o.ensembles_fpic
    scenarios = max(50, o.scenarios // 10)
    d = problemes.fpic(communes, ensembles, scenarios, o.graine)
    q = problemes.fpic_prepare(d)
    attendus = dict(ensembles=np.empty((scenarios, ensembles)), communes=np.empty((scenarios, communes)),
                    pertes=np.empty((scenarios, 3)))
    arguments = fpic_numba.arguments(d, q, *attendus.values())
    with tempfile.TemporaryDirectory() as dossier:
        problemes.ecrire(dossier, **d)
        places = np.array(c.moteur.demander("fpic", "charger", dossier).split(), int)
        for mode, code in MODES.items():
            c.dire(titres[mode])
            fpic_numba.lancer(*arguments, code)
            verifier(c, mode, attendus[mode], places, os.path.join(dossier, "resultat.f64"))
            if o.accord:
                continue
            candidats = {
                ("numba sans tri", n): selon(n, lambda code=code: fpic_numba.lancer(*arguments, code)) for n in c.fils}
            for n in c.fils:
                for niveau in c.niveaux:
                    candidats[(f"pacte {niveau}", n)] = (
                        lambda niveau=niveau, n=n, mode=mode: c.moteur.secondes("fpic", mode, niveau, n))
            temps, pannes = alterner(candidats, o.tours, c.budget(40), c.dire)
            programmes = [f"pacte {n}" for n in c.niveaux]
            c.tableau.ajouter(titres[mode], "µs par scénario", temps, scenarios, pannes,
                              {p: ["numba sans tri"] for p in programmes}, {p: BUTS[mode] for p in programmes})
            c.noter_fils(titres[mode], temps)


def verifier(c, mode, attendu, places, fichier):
    constats = {}
    for niveau in c.niveaux:
        c.moteur.demander("fpic", mode, niveau, 1)
        c.moteur.demander("fpic", "ecrire", mode, fichier)
        calcules = np.fromfile(fichier).reshape(len(attendu), -1)
        if mode == "communes":
            # The engine keeps its communes by blocks: back to the order of the problem.
            rangees = np.empty_like(attendu)
            rangees[:, places[places >= 0]] = calcules[:, places >= 0]
            calcules = rangees
        ecart = np.abs(calcules - attendu)
        if mode == "pertes":
            # A commune whose change is its tolerance to the last bits may be counted by one side only.
            perdants, pire = float(ecart[:, 0].max()), float(ecart[:, 2].max())
            constats[niveau] = dict(perdants_comptes_autrement=perdants, pire_euros=pire)
            c.exiger(perdants <= 1 and pire <= 1e-3, f"FPIC, {mode}, {niveau} : {constats[niveau]}")
        else:
            constats[niveau] = dict(ecart_max_euros=float(ecart.max()))
            c.exiger(ecart.max() <= 1e-3, f"FPIC, {mode}, {niveau} : {ecart.max()} €")
    c.verifications[noms(c.o)[mode]] = constats
