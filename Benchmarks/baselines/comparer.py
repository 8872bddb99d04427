#!/usr/bin/env python3
"""Runs the engine and its opponents in one run, alternating; checks that the amounts agree; writes the table and the
history. `make bench` calls it; other problems: --graine, --communes, --scenarios, --tours."""
import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time

ICI = os.path.dirname(os.path.abspath(__file__))
for variable in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(variable, None)  # read when the library loads; they slow a current numpy

import numba as nb  # noqa: E402
import numpy as np  # noqa: E402

import dsc_numba  # noqa: E402
import dsc_numpy  # noqa: E402
import fpic_numba  # noqa: E402
import problemes  # noqa: E402
from moteur import Moteur  # noqa: E402
from series import alterner, rapports, resume  # noqa: E402


class Tableau:
    def __init__(self):
        self.lignes = []

    def ajouter(self, probleme, programme, fils, temps, par, reference=None):
        ligne = dict(probleme=probleme, programme=programme, fils=fils,
                     us={k: v * 1e6 / par for k, v in resume(temps).items()})
        if reference is not None:
            ligne["rapport"] = rapports(reference, temps)
        self.lignes.append(ligne)

    def texte(self):
        out = ["| problème | programme | fils | µs par scénario : médiane [min–max] | rapport à l'adversaire : médiane [min–max] |",
               "|---|---|---|---|---|"]
        for x in self.lignes:
            r = x.get("rapport")
            rapport = f"**{r['mediane']:.2f}** [{r['min']:.2f}–{r['max']:.2f}]" if r else "1"
            u = x["us"]
            out.append(f"| {x['probleme']} | {x['programme']} | {x['fils']} | {u['mediane']:.2f} [{u['min']:.2f}–{u['max']:.2f}] | {rapport} |")
        return "\n".join(out)


def chrono(f, horloge=time.process_time):
    """Seconds of the processor: what the neighbours of a shared machine do not lengthen."""
    def mesure():
        debut = horloge()
        f()
        return horloge() - debut
    return mesure


def fils(n, f):
    """One thread: time of the processor. Several: time of the clock."""
    def lance():
        nb.set_num_threads(n)
        f()
    return chrono(lance, time.process_time if n == 1 else time.perf_counter)


def dsc(moteur, o, tableau, verifications):
    d = problemes.dsc(o.communes, o.scenarios, o.graine)
    q = problemes.dsc_prepare(d)
    out = np.empty((o.scenarios, o.communes))
    arguments = dsc_numba.arguments(d, q, out)
    niveaux = moteur.demander("niveaux").split()
    with tempfile.TemporaryDirectory() as dossier:
        problemes.ecrire(dossier, **d)
        moteur.demander("charger", "dsc", dossier)
        reference = dsc_numpy.tous(d, q)
        ecarts = {}
        for niveau in niveaux:
            moteur.mesurer("dsc", niveau, 1)
            fichier = os.path.join(dossier, "montants.f64")
            moteur.demander("ecrire", "dsc", fichier)
            montants = np.fromfile(fichier).reshape(o.scenarios, o.communes)
            ecarts[niveau] = int((montants != reference).sum())
        dsc_numba.lancer(*arguments)
        verifications["dsc"] = dict(
            centimes=reference.size, differents_de_numpy=ecarts,
            enveloppes_exactes=int((montants.sum(1) == d["enveloppe"]).sum()), enveloppes=o.scenarios,
            ecart_max_numba_sans_bornes_arrondies=float(np.abs(montants - out).max()))
        coeurs = range(1, min(2, os.cpu_count() or 1) + 1)
        candidats = {("numba sans tri", n): fils(n, lambda: dsc_numba.lancer(*arguments)) for n in coeurs}
        for n in coeurs:
            for niveau in niveaux:
                candidats[(f"pacte {niveau}", n)] = lambda niveau=niveau, n=n: moteur.mesurer("dsc", niveau, n) * 1e-9
        petit = slice(0, min(512, o.scenarios))
        candidats[("numpy", 1)] = chrono(lambda: dsc_numpy.bloc(d, q, petit))
        temps = alterner(candidats, o.tours)
        nom = f"DSC L4, {o.communes} × {o.scenarios}"
        for (programme, n), valeurs in temps.items():
            par = petit.stop if programme == "numpy" else o.scenarios
            adversaire = temps[("numba sans tri", n)] if programme.startswith("pacte") else None
            tableau.ajouter(nom, programme, n, valeurs, par, adversaire)
        if 2 in coeurs:
            deux = {p: rapports(temps[(p, 1)], temps[(p, 2)]) for p, n in temps if n == 2}
            verifications["dsc_deux_fils"] = deux


def fpic(moteur, o, tableau, verifications):
    scenarios = max(50, o.scenarios // 10)
    d = problemes.fpic(34_955, 1_254, scenarios, o.graine)
    q = problemes.fpic_prepare(d)
    net, com, pertes = np.empty((scenarios, 1_254)), np.empty((scenarios, 34_955)), np.empty((scenarios, 3))
    arguments = fpic_numba.arguments(d, q, net, com, pertes)
    niveaux = moteur.demander("niveaux").split()
    modes = dict(ensembles=fpic_numba.ENSEMBLES, communes=fpic_numba.COMMUNES, pertes=fpic_numba.PERTES)
    attendus = dict(ensembles=net, communes=com, pertes=pertes)
    verifications["fpic"] = {}
    with tempfile.TemporaryDirectory() as dossier:
        problemes.ecrire(dossier, **d)
        places = np.array(moteur.demander("charger", "fpic", dossier).split(), int)
        for mode, code in modes.items():
            fpic_numba.lancer(*arguments, code)
            for niveau in niveaux:
                moteur.mesurer("fpic", mode, niveau, 1)
                fichier = os.path.join(dossier, "resultat.f64")
                moteur.demander("ecrire", "fpic", mode, fichier)
                calcules = np.fromfile(fichier).reshape(scenarios, -1)
                if mode == "communes":
                    # The engine keeps its communes by blocks of four: back to the order of the problem.
                    rangees = np.empty_like(com)
                    rangees[:, places[places >= 0]] = calcules[:, places >= 0]
                    calcules = rangees
                ecart = np.abs(calcules - attendus[mode])
                if mode == "pertes":
                    # A commune whose change is its tolerance to the last bits may be counted by one side only.
                    verifications["fpic"][f"{mode} {niveau}"] = dict(
                        perdants_comptes_autrement=float(ecart[:, 0].max()), pire_euros=float(ecart[:, 2].max()))
                else:
                    verifications["fpic"][f"{mode} {niveau}"] = dict(ecart_max_euros=float(ecart.max()))
        coeurs = range(1, min(2, os.cpu_count() or 1) + 1)
        noms = dict(ensembles="FPIC national, ensembles", communes="FPIC national, 34 955 communes écrites",
                    pertes="FPIC national, pertes des communes sans les écrire")
        for mode, code in modes.items():
            candidats = {("numba sans tri", n): fils(n, lambda code=code: fpic_numba.lancer(*arguments, code)) for n in coeurs}
            for n in coeurs:
                for niveau in niveaux:
                    candidats[(f"pacte {niveau}", n)] = (
                        lambda niveau=niveau, n=n, mode=mode: moteur.mesurer("fpic", mode, niveau, n) * 1e-9)
            temps = alterner(candidats, o.tours)
            for (programme, n), valeurs in temps.items():
                adversaire = temps[("numba sans tri", n)] if programme.startswith("pacte") else None
                tableau.ajouter(noms[mode], programme, n, valeurs, scenarios, adversaire)


def echelles(moteur, o):
    """Microseconds a scenario of the DSC when one size moves: communes, scenarios, threads."""
    out = []
    niveau = moteur.demander("niveaux").split()[-1]
    for communes, scenarios in ((30, 10_000), (100, 10_000), (300, 1_000), (300, 10_000), (300, 40_000), (1_200, 5_000), (5_000, 1_000)):
        d = problemes.dsc(communes, scenarios, o.graine + 1)
        with tempfile.TemporaryDirectory() as dossier:
            problemes.ecrire(dossier, **d)
            moteur.demander("charger", "dsc", dossier)
            moteur.mesurer("dsc", niveau, 1)
            temps = [moteur.mesurer("dsc", niveau, 1) * 1e-3 / scenarios for _ in range(5)]
        out.append(dict(communes=communes, scenarios=scenarios, us=resume(temps),
                        ns_par_commune=statistics.median(temps) * 1e3 / communes))
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--programme", default=os.path.join(ICI, "..", ".build", "release", "mesures"))
    p.add_argument("--graine", type=int, default=20261)
    p.add_argument("--communes", type=int, default=300)
    p.add_argument("--scenarios", type=int, default=10_000)
    p.add_argument("--tours", type=int, default=9)
    p.add_argument("--sortie", default=os.path.join(ICI, "..", "resultats"))
    o = p.parse_args()
    tableau, verifications = Tableau(), {}
    moteur = Moteur(o.programme)
    machine = dict(
        processeur=platform.processor() or platform.machine(), coeurs=os.cpu_count(), charge=os.getloadavg(),
        niveaux=moteur.demander("niveaux").split(), numpy=np.__version__, numba=nb.__version__)
    dsc(moteur, o, tableau, verifications)
    fpic(moteur, o, tableau, verifications)
    tailles = echelles(moteur, o)
    coeurs = range(1, min(2, os.cpu_count() or 1) + 1)
    machine["ecriture_GBs"] = {n: resume([moteur.mesurer("ecriture", n) for _ in range(5)]) for n in coeurs}
    machine["lecture_GBs"] = {n: resume([moteur.mesurer("lecture", n) for _ in range(5)]) for n in coeurs}
    machine["produit_GFLOPs"] = resume([moteur.mesurer("produit", 1500) for _ in range(5)])
    moteur.fermer()
    echecs = controler(verifications)
    rapport = composer(o, machine, tableau, verifications, tailles)
    print(rapport)
    os.makedirs(o.sortie, exist_ok=True)
    with open(os.path.join(o.sortie, "dernier.md"), "w") as f:
        f.write(rapport)
    with open(os.path.join(o.sortie, "historique.jsonl"), "a") as f:
        f.write(json.dumps(dict(
            quand=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), options=dict(
                graine=o.graine, communes=o.communes, scenarios=o.scenarios, tours=o.tours), machine=machine,
            lignes=tableau.lignes, verifications=verifications, tailles=tailles), ensure_ascii=False) + "\n")
    for echec in echecs:
        print("désaccord :", echec, file=sys.stderr)
    sys.exit(1 if echecs else 0)


def controler(v):
    """What must agree, or the ratios mean nothing."""
    echecs = [f"DSC, {niveau} : {n} centimes sur {v['dsc']['centimes']}" for niveau, n in v["dsc"]["differents_de_numpy"].items()
              if n > v["dsc"]["centimes"] * 1e-6]
    if v["dsc"]["enveloppes_exactes"] != v["dsc"]["enveloppes"]:
        echecs.append(f"DSC : {v['dsc']['enveloppes_exactes']} enveloppes exactes sur {v['dsc']['enveloppes']}")
    for nom, ecarts in v["fpic"].items():
        echecs += [f"FPIC, {nom} : {k} {x}" for k, x in ecarts.items() if x > (1 if "perdants" in k else 1e-3)]
    return echecs


def composer(o, machine, tableau, verifications, tailles):
    def gamme(r, unite):
        return f"{r['mediane']:.1f} {unite} [{r['min']:.1f}–{r['max']:.1f}]"
    lignes = [
        "# Dernière comparaison", "",
        f"Graine {o.graine}, {o.tours} tours alternés ; charge de la machine au départ : "
        + ", ".join(f"{x:.1f}" for x in machine["charge"]) + f" pour {machine['coeurs']} cœurs. Un fil : temps de "
        "processeur ; deux fils : temps d'horloge, qui ne vaut que sur une machine libre.", "", tableau.texte(), "",
        "## Accord des résultats", "", "```json", json.dumps(verifications, indent=1, ensure_ascii=False), "```", "",
        "## Machine", "",
        f"- niveaux : {', '.join(machine['niveaux'])} ; numpy {machine['numpy']}, numba {machine['numba']}"]
    for nom, cle, unite in (("écriture", "ecriture_GBs", "Go/s"), ("lecture", "lecture_GBs", "Go/s")):
        lignes += [f"- {nom}, {n} fil(s) : {gamme(r, unite)}" for n, r in machine[cle].items()]
    lignes += [f"- produit de matrices d'ordre 1 500, un fil : {gamme(machine['produit_GFLOPs'], 'GFLOP/s')}", "",
               "## Tailles (DSC L4, un fil, noyau choisi)", "",
               "| communes | scénarios | µs par scénario | ns par commune et par scénario |", "|---|---|---|---|"]
    for t in tailles:
        lignes.append(f"| {t['communes']} | {t['scenarios']} | {t['us']['mediane']:.2f} [{t['us']['min']:.2f}–{t['us']['max']:.2f}] | {t['ns_par_commune']:.2f} |")
    return "\n".join(lignes) + "\n"


if __name__ == "__main__":
    main()
