"""The complete pacte of the comparison: a fictitious territory and its scenario, written as a user writes them, and the
same figures as arrays. Any seed, any number of communes."""
import os

import numpy as np

ANNEES = range(2026, 2032)
CRITERES = ("potentiel", "revenu", "population", "voirie", "logements", "forfait", "effort")
EXPOSANT = 1.3
INDEXATION = 0.015


def tirer(communes, graine):
    """Columns of the territory. Amounts are written in euros and centimes, figures in whole units."""
    r = np.random.default_rng(graine)
    n = communes
    insee = np.maximum(45, np.rint(r.lognormal(6.7, 1.15, n)))
    dgf = np.rint(insee * r.uniform(1.0, 1.12, n))
    # Totals near 3 M€: the drawn envelopes lie between the drawn floors and caps, whatever the seed.
    dsc = {a: insee * r.lognormal(0, 0.08, n) for a in (2024, 2025)}
    dsc = {a: np.rint(total * x / x.sum()) for (a, x), total in zip(dsc.items(), (2.91e8, 3e8))}
    ac = np.rint(100 * insee * r.normal(90, 70, n))
    prelevement = np.rint(400_000 * 0.6 * insee / insee.sum())
    reversement = np.rint(1_800_000 * 0.6 * insee / insee.sum())
    numerateur = np.rint(insee * r.lognormal(6.2, 0.2, n))
    d = dict(
        population_insee=insee, population_dgf=dgf, revenu=np.rint(insee * 15_200 * r.lognormal(0, 0.17, n)),
        potentiel_fiscal=np.rint(dgf * 820 * r.lognormal(0, 0.3, n)),
        potentiel_financier=np.rint(dgf * 880 * r.lognormal(0, 0.3, n)),
        effort_fiscal_numerateur=numerateur, effort_fiscal_denominateur=np.rint(numerateur / r.uniform(0.8, 1.4, n)),
        voirie=np.rint(1800 + insee * r.lognormal(1.4, 0.6, n)), logements_sociaux=np.rint(insee * r.beta(1.3, 9, n)),
        rrf_2024=np.rint(insee * r.normal(1000, 120, n)), rrf_2025=np.rint(insee * r.normal(1020, 120, n)),
        ac_2024=ac, ac_2025=ac, dsc_2024=dsc[2024], dsc_2025=dsc[2025],
        fpic_prelevement_2025=prelevement, fpic_reversement_2025=reversement)
    d["rang_dsr_cible"] = np.where(r.random(n) < 0.06, np.rint(r.uniform(1, 5000, n)), np.nan)
    # A revision in 2027 of one commune in twelve: it moves the potentiel financier from 2028 on, the CIF from 2029 on.
    revisees = r.random(n) < 1 / 12
    revisees[0] |= not revisees.any()
    d["revision_2027"] = np.where(revisees, np.rint(100 * insee * r.uniform(-6, 14, n)), 0.0)
    d["ensemble"] = dict(
        cif=0.3842, fpic_prelevement_2025=400_000.0, fpic_reversement_2025=1_800_000.0, recettes_cif_epci=50_200_000.0,
        recettes_cif_communes=32_072_904.0, recettes_cif_syndicats=410_000.0, dotation_intercommunalite_2026=2_438_000.0,
        prelevement=400_000.0)
    return d


EN_CENTIMES = ("ac_2024", "ac_2025", "dsc_2024", "dsc_2025")


def ecrire(dossier, d):
    """Returns the path of the scenario."""
    os.makedirs(os.path.join(dossier, "territoire"), exist_ok=True)
    colonnes = [k for k in d if k not in ("ensemble", "revision_2027")]
    with open(os.path.join(dossier, "territoire", "communes.csv"), "w") as f:
        f.write("insee,nom,departement,epci," + ",".join(colonnes) + "\n")
        for i in range(len(d["population_insee"])):
            cases = [case(d[k][i], k in EN_CENTIMES) for k in colonnes]
            f.write(f"{96001 + i},Commune {i + 1:03d},96,200012345," + ",".join(cases) + "\n")
    e = d["ensemble"]
    noms = [k for k in e if k != "prelevement"]
    with open(os.path.join(dossier, "territoire", "ensembles.csv"), "w") as f:
        f.write("siren,nom,type,nature,regime,zone,ile,cif_nature," + ",".join(noms) + "\n")
        f.write("200012345,Communauté de mesure,EI,CA,FPU,metropole,0,simple," + ",".join(f"{e[k]:.10g}" for k in noms) + "\n")
    with open(os.path.join(dossier, "territoire", "territoire.yaml"), "w") as f:
        f.write('nom: Communauté de mesure\nsiren: "200012345"\nnature: CA\nregime: FPU\nannee: 2026\n')
    chemin = os.path.join(dossier, "mesure.pacte")
    with open(chemin, "w") as f:
        f.write(scenario(d))
    return chemin


def case(x, centimes):
    return "" if np.isnan(x) else f"{x / 100:.2f}" if centimes else f"{x:.0f}"


def scenario(d):
    revisions = "".join(
        f"    « Commune {i + 1:03d} » : {'+' if x > 0 else '−'} {abs(x) / 100:.2f} €\n".replace(".", ",")
        for i, x in enumerate(d["revision_2027"]) if x)
    return f"""pacte « Pacte de mesure », scénario M
territoire 200012345 « Communauté de mesure »
données « territoire »
période {ANNEES[0]} à {ANNEES[-1]}

article 1 : attribution de compensation
  montants de 2025
  révision libre à compter de 2027
{revisions}
article 2 : dotation de solidarité communautaire
  enveloppe de 3 M€ en 2026, puis indexée de 1,5 % par an
  pondération : population INSEE
  répartie
    25 % selon l'insuffisance de potentiel financier par habitant, rapport inverse exposant 1,3
    20 % selon l'écart de revenu par habitant, linéaire
    20 % selon la population INSEE
    10 % selon la longueur de voirie
    10 % selon le nombre de logements sociaux
    5 % selon un forfait par commune
    10 % selon l'effort fiscal
  tunnel : au moins 90 % et au plus 120 % du montant de l'année précédente

article 3 : FPIC
  prélèvement : droit commun
    montant de l'ensemble : {d['ensemble']['prelevement']:.0f} € en 2026, puis constant
  reversement : droit commun
    montant de l'ensemble : 1 800 000 € en 2026, puis constant

balayer
  enveloppe de l'article 2 : tirée entre 2,9 M€ et 3,3 M€
  plancher de l'article 2 : tirée entre 80 % et 95 %
  plafond de l'article 2 : tirée entre 115 % et 130 %
  poids de l'article 2 : tirés sur le simplexe
  montant de l'ensemble du reversement de l'article 3 : tirée entre 1,7 M€ et 1,9 M€
  tirages : 1 000 au hasard, graine 1
"""


def plan(fichier):
    """Drawn values, one row a scenario: envelope (centimes), floor and cap (fractions), weights, FPIC received (euros)."""
    x = np.fromfile(fichier).reshape(-1, 4 + len(CRITERES))
    k = len(CRITERES)
    return dict(
        enveloppe=np.rint(x[:, 0] * 100), plancher=np.rint(x[:, 1] * 1e6) / 1e8, plafond=np.rint(x[:, 2] * 1e6) / 1e8,
        poids=np.ascontiguousarray(np.rint(x[:, 3:3 + k] * 1e6) / 1e8), reversement=np.floor(x[:, 3 + k] + 0.5 + 1e-6))
