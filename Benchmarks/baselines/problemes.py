"""Problems of the comparison: drawn here, written as raw little-endian doubles for the engine, read as arrays by the
opponents. Any seed, any size: nothing below depends on them."""
import json
import os

import numpy as np

CRITERES = 8  # two legal criteria with an exponent, then six quantities


def ecrire(dossier, **colonnes):
    os.makedirs(dossier, exist_ok=True)
    tailles = {}
    for nom, valeurs in colonnes.items():
        a = np.ascontiguousarray(valeurs, dtype="<f8")
        a.tofile(os.path.join(dossier, nom + ".f64"))
        tailles[nom] = list(a.shape)
    with open(os.path.join(dossier, "tailles.json"), "w") as f:
        json.dump(tailles, f)


def dsc(communes, scenarios, graine, concentration):
    """A DSC: weights on the simplex with at least 35 % on the legal pair, exponents, envelope, floor and cap.

    Amounts are whole centimes. Where the drawn floors (or caps) cannot meet the envelope they are moved until they can,
    so that every scenario has a solution and each program does the same work.
    """
    r = np.random.default_rng(graine)
    population = np.maximum(40, np.rint(r.lognormal(6.7, 1.15, communes)))
    revenu = np.rint(population * 15_200 * r.lognormal(0, 0.17, communes))
    potentiel = np.rint(population * 880 * r.lognormal(0, 0.33, communes))
    quantites = np.stack([
        np.rint(population * r.beta(1.3, 9, communes)),
        np.rint(1800 + population * r.lognormal(1.4, 0.6, communes)),
        np.rint(population * np.clip(r.normal(0.17, 0.02, communes), 0.08, None)),
        np.where(r.random(communes) < 0.1, np.rint(population * r.uniform(0.02, 0.25, communes)), 0.0),
        np.rint(r.lognormal(7.0, 0.6, communes)),
    ])
    anterieur = np.rint(5e8 * population / population.sum() * r.lognormal(0, 0.35, communes))
    poids = r.dirichlet(np.full(CRITERES, concentration), scenarios)
    poids = (poids + 1e-9) / (poids + 1e-9).sum(1, keepdims=True)  # a weight of zero divides nothing below
    legaux = poids[:, :2].sum(1)
    poids[:, :2] *= np.maximum(1.0, 0.35 / legaux)[:, None]
    poids[:, 2:] *= ((1 - poids[:, :2].sum(1)) / poids[:, 2:].sum(1))[:, None]
    enveloppe = np.rint(r.uniform(4e8, 6e8, scenarios))
    total = anterieur.sum()
    plancher = np.minimum(r.uniform(0.80, 0.95, scenarios), (enveloppe - 2.0 * communes) / total)
    plafond = np.maximum(r.uniform(1.10, 1.60, scenarios), (enveloppe + 2.0 * communes) / total)
    return dict(
        population=population, revenu=revenu, potentiel=potentiel, quantites=quantites, anterieur=anterieur, poids=poids,
        exposants=r.uniform(0.5, 2.0, (scenarios, 2)), enveloppe=enveloppe, plancher=plancher, plafond=plafond)


def dsc_prepare(d):
    """What no scenario moves: normalised quantities, logarithms of the ratios to the mean."""
    p = d["population"]
    moyennes = d["revenu"].sum() / p.sum(), d["potentiel"].sum() / p.sum()
    rapports = moyennes[0] / (d["revenu"] / p), moyennes[1] / (d["potentiel"] / p)
    fixes = np.vstack([p[None], d["quantites"]])
    return dict(
        logs=np.log(np.stack(rapports)), fixes=np.ascontiguousarray(fixes / fixes.sum(1, keepdims=True)), rapports=rapports)


def fpic(communes, ensembles, scenarios, graine):
    """The whole country: communes by ensemble, and scenarios that move the fund, the threshold, the weights, the cap, the
    share of the eligible and the guarantee."""
    r = np.random.default_rng(graine)
    w = r.lognormal(0, 0.75, ensembles)
    taille = 3 + r.multinomial(communes - 3 * ensembles, w / w.sum())
    ensemble = np.repeat(np.arange(ensembles), taille)
    debut = np.concatenate(([0], np.cumsum(taille)[:-1]))
    population = np.maximum(20, np.rint(r.lognormal(6.15, 1.25, communes)))
    population[debut] = np.rint(population[debut] * r.lognormal(2.0, 0.8, ensembles))
    potentiel = np.rint(820 * r.lognormal(0, 0.25, ensembles)[ensemble] * r.lognormal(0, 0.28, communes) * population)
    revenu = np.rint(15_500 * r.lognormal(0, 0.13, ensembles)[ensemble] * r.lognormal(0, 0.14, communes) * population)
    habitants = np.add.reduceat(population, debut)
    agrege = np.rint(np.add.reduceat(potentiel, debut) * r.normal(1, 0.02, ensembles))
    w1 = r.uniform(0.4, 0.7, scenarios)
    wp = r.uniform(0.5, 1.0, scenarios)
    fonds = np.rint(r.uniform(0.6e9, 1.4e9, scenarios) * communes / 34_955)  # what the ensembles can bear
    tirages = np.stack([
        fonds, np.rint(r.uniform(0.80, 1.0, scenarios) * 1000) / 1000, wp, 1 - wp, r.uniform(0.11, 0.15, scenarios),
        (1 - w1) / 2, w1, (1 - w1) / 2, np.rint(r.uniform(0.5, 0.7, scenarios) * 1000) / 1000,
        r.choice([0.25, 0.5, 0.75, 0.9], scenarios), np.rint(0.055 * fonds)], 1)
    return dict(
        ensemble=ensemble.astype(float), population=population, potentiel=potentiel, revenu_ensembles=np.add.reduceat(
            revenu, debut), agrege=agrege, habitants=habitants, ressources=np.rint(agrege * r.normal(0.93, 0.02, ensembles)),
        effort=np.clip(r.normal(1.12, 0.17, ensembles), 0.4, 2.2), cif=np.clip(r.normal(0.38, 0.08, ensembles), 0.1, 0.75),
        base=np.where(r.random(ensembles) < 0.6, np.rint(14 * habitants * r.lognormal(0, 0.3, ensembles)), 0.0),
        exoneree=(r.random(communes) < 0.08).astype(float), tirages=tirages)


def fpic_prepare(d):
    """What no scenario moves."""
    p = d["habitants"]
    coefficient = np.clip(1 + 0.54827305 * np.log10(p / 7500), 1, 2)
    e = d["ensemble"].astype(np.int64)
    debut = np.flatnonzero(np.diff(e, prepend=-1))
    taille = np.diff(np.append(debut, len(e)))
    potentiel_moyen = d["agrege"].sum() / (p * coefficient).sum()
    potentiel = d["agrege"] / (p * coefficient)
    revenu = d["revenu_ensembles"] / p
    revenu_moyen = d["revenu_ensembles"].sum() / p.sum()
    effort_moyen = (d["effort"] * p).sum() / p.sum()
    recu = d["population"] ** 2 / d["potentiel"]
    part = lambda x: x / np.add.reduceat(x, debut)[e]
    return dict(
        potentiel=potentiel, potentiel_moyen=potentiel_moyen, ecart_revenu=(revenu - revenu_moyen) / revenu_moyen,
        r1=potentiel_moyen / potentiel, r2=revenu_moyen / revenu, r3=d["effort"] / effort_moyen, population=p,
        fsrif=np.zeros_like(p), poids_rev=part(recu), poids_prel=np.where(d["exoneree"] > 0, 0, part(d["potentiel"])),
        debut=debut, taille=taille, tolerance=0.5 * d["population"], reference=np.zeros(len(e)))
