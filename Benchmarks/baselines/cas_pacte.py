"""The complete pacte over six years: a sweep of the engine against numpy, equal in quantities; plan reuse; threads."""
import os
import tempfile

import numpy as np

import pacte_numpy
import pacte_territoire
from cas import selon
from series import alterner, rapports, resume


def lancer(c):
    o = c.o
    nom = f"Pacte complet, {o.communes_pacte} communes, six ans"
    d = pacte_territoire.tirer(o.communes_pacte, o.graine)
    with tempfile.TemporaryDirectory() as dossier:
        scenario = pacte_territoire.ecrire(dossier, d)
        noms = c.moteur.demander("pacte", "charger", scenario, o.scenarios_pacte, o.graine)
        flux, mesures = (x.split(",") for x in noms.split())
        fichier = os.path.join(dossier, "plan.f64")
        c.moteur.demander("pacte", "plan", fichier)
        adverse = pacte_numpy.Pacte(d, pacte_territoire.plan(fichier))
        c.dire("accord avec numpy")
        verifier(c, nom, adverse, dossier, flux, mesures)
        if o.accord:
            return
        candidats = {("numpy", n): selon(n, lambda n=n: adverse.calculer(n)) for n in c.fils}
        for n in c.fils:
            candidats[("pacte", n)] = lambda n=n: c.moteur.secondes("pacte", "balayer", n)
        temps, pannes = alterner(candidats, o.tours, c.budget(90), c.dire)
        c.tableau.ajouter(nom, "µs par scénario", temps, o.scenarios_pacte, pannes, {"pacte": ["numpy"]}, {"pacte": "≥ 30"})
        c.noter_fils(nom, temps)
        c.dire("réemploi du plan")
        reemploi(c, dossier, d)


def reemploi(c, dossier, d):
    """A sweep over the weights alone, against as many scenarios compiled and run one by one in the same process."""
    texte = pacte_territoire.scenario(d)
    debut = texte.index("  enveloppe de l'article 2 : tirée")
    fin = texte.index("  tirages :")
    chemin = os.path.join(dossier, "poids.pacte")
    with open(chemin, "w") as f:
        f.write(texte[:debut] + "  poids de l'article 2 : tirés sur le simplexe\n" + texte[fin:])
    tirages, seuls = c.o.scenarios_pacte, 20
    c.moteur.demander("pacte", "charger", chemin, tirages, c.o.graine)
    candidats = {
        ("chaque variante compilée et lancée", 1): lambda: c.moteur.secondes("pacte", "seuls", seuls),
        ("chaque variante relue, contrôlée et mesurée", 1): lambda: c.moteur.secondes("pacte", "compares", 3),
        ("pacte, un plan pour toutes", 1): lambda: c.moteur.secondes("pacte", "balayer", 1)}
    temps, pannes = alterner(candidats, c.o.tours, c.budget(30))
    par = {"chaque variante compilée et lancée": seuls, "chaque variante relue, contrôlée et mesurée": 3,
           "pacte, un plan pour toutes": tirages}
    c.tableau.ajouter("Réemploi du plan, poids de la DSC", "µs par scénario", temps, par, pannes,
                      {"pacte, un plan pour toutes": ["chaque variante compilée et lancée", "chaque variante relue, contrôlée et mesurée"]},
                      {"pacte, un plan pour toutes": "≥ 50"})


def verifier(c, nom, adverse, dossier, flux, mesures):
    """Amounts centime by centime; measures to 1e-9; quantiles within the stated error of the engine's sketches."""
    adverse.calculer()
    c.moteur.demander("pacte", "ecrire", dossier)
    lire = lambda fichier: np.fromfile(os.path.join(dossier, fichier))
    scenarios, annees, _, communes = adverse.valeurs.shape
    places = [flux.index(f) for f in pacte_numpy.FLUX]
    valeurs = lire("valeurs.f64").reshape(scenarios, annees, len(flux), communes)[:, :, places]
    differents = {f: int((valeurs[:, :, k] != adverse.valeurs[:, :, k]).sum()) for k, f in enumerate(pacte_numpy.FLUX)}
    ecart = float(np.abs(valeurs - adverse.valeurs).max())
    lues = lire("mesures.f64").reshape(scenarios, annees, len(mesures))
    pires = {}
    for k, m in enumerate(pacte_numpy.MESURES):
        a, b = lues[:, :, mesures.index(m)], adverse.mesures[:, :, k]
        pires[m] = float((np.abs(a - b) / np.maximum(1, np.maximum(np.abs(a), np.abs(b)))).max())
    quantiles = lire("quantiles.f64").reshape(annees, len(flux), communes, -1)[:, places]
    proches = np.abs(quantiles - adverse.quantiles) <= 1 + 2 ** -9 * np.abs(adverse.quantiles)
    pertes = float(np.abs(lire("pertes.f64").reshape(adverse.pertes.shape) - adverse.pertes).max())
    c.verifications[nom] = dict(
        montants=valeurs.size, centimes_differents=differents, ecart_max_centimes=ecart, mesures_ecart_relatif=pires,
        quantiles_hors_tolerance=int((~proches).sum()), probabilite_de_perte_ecart=pertes)
    total = sum(differents.values())
    c.exiger(total <= valeurs.size * 1e-6 and ecart <= 200, f"{nom} : {total} montants différents, au plus de {ecart} centimes")
    for m, x in pires.items():
        # A count may differ by one where a change is the threshold to the last bits.
        c.exiger(x <= 1e-9 or (total > 0 and x < 1e-2), f"{nom}, {m} : écart relatif {x}")
    c.exiger(bool(proches.all()), f"{nom} : {int((~proches).sum())} quantiles hors de la tolérance")
    c.exiger(pertes <= 1e-12 or total > 0, f"{nom} : probabilités de perte à {pertes} près")


def echelles(c):
    """The sweep in communes, in scenarios, and in threads beyond the cores."""
    lignes = []
    cas = ((20, 1000, 1), (158, 250, 1), (158, 1000, 1), (158, 1000, 2), (158, 1000, 4), (500, 250, 1))
    for communes, scenarios, fils in cas[:3] if c.o.rapide else cas:
        d = pacte_territoire.tirer(communes, c.o.graine + 1)
        with tempfile.TemporaryDirectory() as dossier:
            c.moteur.demander("pacte", "charger", pacte_territoire.ecrire(dossier, d), scenarios, c.o.graine)
            temps = [c.moteur.secondes("pacte", "balayer", fils) * 1e6 / scenarios for _ in range(4)][1:]
        us = resume(temps)
        lignes.append(dict(communes=communes, scenarios=scenarios, fils=fils, us=us,
                           ns_par_commune=us["mediane"] * 1e3 / communes))
    c.mesures["tailles_pacte"] = lignes
