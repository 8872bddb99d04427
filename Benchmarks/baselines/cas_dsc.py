"""DSC L4: criteria with exponents, exact tunnel, exact centimes; and its scaling in communes and scenarios."""
import os
import tempfile

import numpy as np

import dsc_numba
import dsc_numpy
import problemes
from cas import processeur, selon
from series import alterner, rapports, resume

CIBLES = {"pacte portable": "≥ 2,3", "pacte x86-64-v3": "≥ 4,5", "pacte x86-64-v4": "≥ 8"}


def lancer(c):
    o, moteur = c.o, c.moteur
    nom = f"DSC L4, {o.communes} communes"
    d = problemes.dsc(o.communes, o.scenarios, o.graine, o.concentration)
    q = problemes.dsc_prepare(d)
    out = np.empty((o.scenarios, o.communes))
    arguments = dsc_numba.arguments(d, q, out)
    with tempfile.TemporaryDirectory() as dossier:
        problemes.ecrire(dossier, **d)
        moteur.demander("dsc", "charger", dossier)
        verifier(c, nom, d, q, out, arguments, dossier)
    if o.accord:
        return
    candidats = {("numba sans tri", n): selon(n, lambda: dsc_numba.lancer(*arguments)) for n in c.fils}
    for n in c.fils:
        for niveau in c.niveaux:
            candidats[(f"pacte {niveau}", n)] = lambda niveau=niveau, n=n: moteur.secondes("dsc", niveau, n)
    petit = slice(0, min(512, o.scenarios))
    candidats[("numpy", 1)] = processeur(lambda: dsc_numpy.bloc(d, q, petit))
    temps, pannes = alterner(candidats, o.tours, c.budget(40), c.dire)
    par = {programme: petit.stop if programme == "numpy" else o.scenarios for programme, _ in candidats}
    c.tableau.ajouter(nom, "µs par scénario", temps, par, pannes, {f"pacte {n}": ["numba sans tri", "numpy"] for n in c.niveaux}, CIBLES)
    c.noter_fils(nom, temps)


def verifier(c, nom, d, q, out, arguments, dossier):
    """Every level against numpy, which sorts; numba leaves the bounds unrounded and cannot be compared centime by centime."""
    reference = dsc_numpy.tous(d, q)
    fichier = os.path.join(dossier, "montants.f64")
    differents = {}
    for niveau in c.niveaux:
        c.moteur.demander("dsc", niveau, 1)
        c.moteur.demander("dsc", "ecrire", fichier)
        montants = np.fromfile(fichier).reshape(reference.shape)
        differents[niveau] = int((montants != reference).sum())
        exactes = int((montants.sum(1) == d["enveloppe"]).sum())
        c.exiger(exactes == len(montants), f"{nom}, {niveau} : {exactes} enveloppes exactes sur {len(montants)}")
        # A remainder within 1e-6 centime of another may be ranked otherwise by sums made in another order.
        c.exiger(differents[niveau] <= reference.size * 1e-6, f"{nom}, {niveau} : {differents[niveau]} centimes différents")
    dsc_numba.lancer(*arguments)
    c.verifications[nom] = dict(
        centimes=reference.size, differents_de_numpy=differents, enveloppes_exactes=exactes,
        ecart_max_numba_sans_bornes_arrondies=float(np.abs(montants - out).max()))


def echelles(c):
    """Microseconds a scenario when one size moves, numba in the same rounds."""
    niveau = c.niveaux[-1]
    tailles = ((30, 10_000), (100, 10_000), (300, 1_000), (300, 10_000), (300, 40_000), (1_200, 2_500), (5_000, 500))
    lignes = []
    for communes, scenarios in tailles[::3] if c.o.rapide else tailles:
        d = problemes.dsc(communes, scenarios, c.o.graine + 1, c.o.concentration)
        arguments = dsc_numba.arguments(d, problemes.dsc_prepare(d), np.empty((scenarios, communes)))
        with tempfile.TemporaryDirectory() as dossier:
            problemes.ecrire(dossier, **d)
            c.moteur.demander("dsc", "charger", dossier)
        temps, pannes = alterner({
            "numba": selon(1, lambda: dsc_numba.lancer(*arguments)),
            "pacte": lambda: c.moteur.secondes("dsc", niveau, 1)}, 5, c.budget(6))
        if pannes:
            c.tableau.panne(f"tailles, {communes} communes", " ; ".join(pannes.values()))
            continue
        us = resume([t * 1e6 / scenarios for t in temps["pacte"]])
        lignes.append(dict(communes=communes, scenarios=scenarios, us=us, ns_par_commune=us["mediane"] * 1e3 / communes,
                           rapport=rapports(temps["numba"], temps["pacte"])))
    c.mesures["tailles"] = lignes
