"""The complete pacte over six years in numpy, a block of scenarios at a time: AC, DSC (criteria, tunnel, centimes), the
split of the FPIC, the feedback on the potentiel financier, the CIF and the dotation d'intercommunalité, the measures of
every scenario and year, the distribution of every commune's amounts.

Careful numpy: what no drawn value reaches is computed once a year, the criteria are one matrix product, the tunnel is a
safeguarded Newton over the block, the centimes take a sort of integers and no argsort, blocks stay in the second cache.
Left out, which the engine does: the facts of legality."""
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from pacte_territoire import ANNEES, EXPOSANT, INDEXATION

FLUX = ("ac", "dsc", "fpic_reversement", "fpic_prelevement", "net")
MESURES = (
    "ac", "dsc", "fpic_prelevement", "fpic_reversement", "net", "cout_epci", "ecart_cout_epci", "gagnantes", "stables",
    "perdantes", "population_perdante", "pertes", "pire_perte", "pire_perte_par_habitant", "cif",
    "dotation_intercommunalite", "gini_avant", "gini_apres", "theil_apres", "interdecile_apres", "progressivite",
    "inversions", "part_moitie_pauvre")
QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)


def arrondi(x):
    return np.floor(x + (0.5 + 1e-6))


class Territoire:
    """What no scenario moves, settled once."""

    def __init__(self, d):
        self.d, self.e = d, d["ensemble"]
        self.insee, self.dgf = d["population_insee"], d["population_dgf"]
        self.n = len(self.insee)
        self.ac = {2024: d["ac_2024"], 2025: d["ac_2025"], 2026: d["ac_2025"]}
        for annee in range(2027, 2032):
            self.ac[annee] = d["ac_2025"] + d["revision_2027"]
        self.potentiel = {a: self._potentiel(a) for a in ANNEES}
        self.parts = {a: self._parts(a) for a in ANNEES}
        self.exoneree = ~np.isnan(d["rang_dsr_cible"]) & (d["rang_dsr_cible"] <= 2500)
        self.poids_prel, self.poids_rev = {}, {}
        for a in ANNEES:
            p = self.potentiel[a]
            self.poids_prel[a] = p / p.sum()
            w = self.dgf * (p.sum() / self.dgf.sum()) / (p / self.dgf)
            w = np.where(p * self.dgf.sum() > 2 * p.sum() * self.dgf, 0.0, w)
            self.poids_rev[a] = w / w.sum()
        # Ties of the euros go to the most populated commune, then to the first code.
        self.ordre = np.lexsort((np.arange(self.n), -self.dgf))
        self.rang = np.argsort(self.ordre)
        self.reference = (
            d["ac_2025"] + d["dsc_2025"] + 100 * (d["fpic_reversement_2025"] - d["fpic_prelevement_2025"]))
        self.cout = (
            d["ac_2025"].sum() + d["dsc_2025"].sum()
            + 100 * (self.e["fpic_prelevement_2025"] - d["fpic_prelevement_2025"].sum())
            - 100 * (self.e["fpic_reversement_2025"] - d["fpic_reversement_2025"].sum()))
        self.seuil = 50 * self.dgf
        self._richesse()

    def _potentiel(self, annee):
        delta = (self.ac[annee - 1] - self.ac[2025]) / 100
        return self.d["potentiel_financier"] + delta - self.dgf / self.dgf.sum() * delta.sum()

    def _parts(self, annee):
        d, p = self.d, self.insee
        f = self.potentiel[annee]
        rapport = np.clip((f.sum() / self.dgf.sum()) / (f / self.dgf), 0.1, 10)
        moyen = d["revenu"].sum() / p.sum()
        lineaire = np.maximum(0, 1 + (moyen - d["revenu"] / p) / moyen)
        effort = d["effort_fiscal_numerateur"] / d["effort_fiscal_denominateur"]
        scores = np.stack([
            p * rapport ** EXPOSANT, p * lineaire, p, d["voirie"], d["logements_sociaux"], np.ones(self.n), p * effort])
        return np.ascontiguousarray(scores / scores.sum(1, keepdims=True))

    def _richesse(self):
        """Communes in ascending order of the published potentiel financier per inhabitant; no two are equal."""
        x = self.d["potentiel_financier"] / self.dgf
        self.rangees = np.argsort(x, kind="stable")
        self.x, self.p = x[self.rangees], self.dgf[self.rangees]
        assert (np.diff(self.x) > 0).all()
        self.habitants = self.p.sum()
        avant = np.cumsum(self.p) - self.p
        self.f = (avant + self.p / 2) / self.habitants
        self.gini_avant = (self.p * self.x * (2 * self.f - 1)).sum() / (self.p * self.x).sum()
        # Share of each commune that counts in the poorer half of the population.
        self.moitie = np.clip((self.habitants / 2 - avant) / self.p, 0, 1)


def tunnel(a, bas, haut, total):
    """Common factor of each scenario by Newton within its bracket; scenarios that are done leave the block."""
    s = len(a)
    out = np.empty_like(a)
    reste = np.arange(s)
    v, sous, sur = np.ones(s), np.zeros(s), np.full(s, np.inf)
    for _ in range(80):
        x = v[:, None] * a
        c = np.minimum(np.maximum(x, bas), haut)
        ecart = total - c.sum(1)
        fini = np.abs(ecart) < 2e-5
        if fini.any():
            out[reste[fini]] = c[fini]
            garde = ~fini
            if not garde.any():
                return out
            reste, a, bas, haut, total = reste[garde], a[garde], bas[garde], haut[garde], total[garde]
            v, sous, sur, ecart, x, c = v[garde], sous[garde], sur[garde], ecart[garde], x[garde], c[garde]
        pente = np.einsum("ij,ij->i", a, c == x)
        sous, sur = np.where(ecart > 0, v, sous), np.where(ecart > 0, sur, v)
        milieu = np.where(np.isinf(sur), 2 * v, 0.5 * (sous + sur))
        with np.errstate(divide="ignore", invalid="ignore"):
            suivant = v + ecart / pente
        v = np.where((suivant > sous) & (suivant < sur), suivant, milieu)
    raise ArithmeticError("le tunnel n'a pas convergé")


def entiers(x, total, rang=None):
    """Whole units by largest remainder, remainders compared to 1e-6 unit; ties by `rang`, or in the order of columns."""
    entier = np.floor(x)
    clefs = np.rint((x - entier) * 1e6).astype(np.int32)
    report = clefs >= 1_000_000
    if report.any():
        entier += report
        clefs[report] = 0
    n = x.shape[1]
    manque = np.rint(total - entier.sum(1)).astype(np.int64)
    triees = np.sort(clefs, axis=1)
    seuil = np.take_along_axis(triees, np.clip(n - manque, 0, n - 1)[:, None], 1)
    seuil[manque == 0] = 2_000_000
    servis = clefs >= seuil
    trop = np.flatnonzero(servis.sum(1) > manque)
    for s in trop:
        egales = np.flatnonzero(clefs[s] == seuil[s])
        egales = egales if rang is None else egales[np.argsort(rang[egales])]
        servis[s, egales[manque[s] - int((clefs[s] > seuil[s]).sum()):]] = False
    entier += servis
    return entier


def enveloppe(base, annee):
    e = base.copy()
    for _ in range(annee - ANNEES[0]):
        e = e * (1 + INDEXATION)
    return arrondi(e)


def bloc(t, plan, tranche, valeurs, mesures):
    """Fills `valeurs` (scenarios × years × flows × communes, centimes) and `mesures` (scenarios × years × measures)."""
    q = {k: v[tranche] for k, v in plan.items()}
    s = len(q["enveloppe"])
    recettes = t.e["recettes_cif_epci"] + t.e["recettes_cif_communes"] + t.e["recettes_cif_syndicats"]
    dsc = {a: np.broadcast_to(t.d[f"dsc_{a}"], (s, t.n)) for a in (2024, 2025)}
    sommes = {a: np.full(s, t.d[f"dsc_{a}"].sum()) for a in (2024, 2025)}
    transferts = {a: t.ac[a].sum() / 100 + 0.5 * sommes[a] / 100 for a in (2024, 2025)}
    dotation = None
    for rang, annee in enumerate(ANNEES):
        v, m = valeurs[tranche, rang], mesures[tranche, rang]
        e = enveloppe(q["enveloppe"], annee)
        cif = t.e["cif"] - (transferts[annee - 2] - transferts[2024]) / recettes
        # DSC
        a = (q["poids"] * e[:, None]) @ t.parts[annee]
        h = dsc[annee - 1]
        bas = np.ceil(q["plancher"][:, None] * h - 1e-6)
        haut = np.maximum(bas, np.floor(q["plafond"][:, None] * h + 1e-6))
        reels = tunnel(a, bas, haut, e)
        montants = entiers(reels, e)
        dsc[annee], sommes[annee] = montants, e
        transferts[annee] = t.ac[annee].sum() / 100 + 0.5 * e / 100
        # FPIC
        prelevement, prel_epci = partager(t.e["prelevement"], cif, t.poids_prel[annee], t.rang)
        prises = np.where(t.exoneree, prelevement, 0).sum(1)
        prelevement = np.where(t.exoneree, 0, prelevement)
        prel_epci = prel_epci + prises
        reversement, rev_epci = partager(q["reversement"], cif, t.poids_rev[annee], t.rang)
        # Dotation d'intercommunalité: estimate at held point values.
        reference = t.e["dotation_intercommunalite_2026"]
        if annee == ANNEES[0]:
            dotation = np.full(s, reference * 100)
        else:
            compte, depart = np.minimum(0.6, cif), min(0.6, t.e["cif"])
            avant = dotation / 100
            plancher = np.where(compte > 0.35, 1.0, 0.95) * avant
            dotation = arrondi(np.clip(reference * (compte / depart), plancher, 1.2 * avant) * 100)
        ac = t.ac[annee]
        v[:, 0], v[:, 1] = ac, montants
        np.multiply(reversement, 100, out=v[:, 2])
        np.multiply(prelevement, 100, out=v[:, 3])
        net = v[:, 4]
        np.add(montants, ac, out=net)
        net += v[:, 2]
        net -= v[:, 3]
        mesurer(t, m, ac, e, prelevement, reversement, net, prel_epci, rev_epci, cif, dotation)
        inegalites(t, m, reels, prelevement, reversement, (ac - t.ac[2025]) / 100)


def partager(montant, cif, poids, rang):
    epci = arrondi(np.clip(cif, 0, 1) * montant)
    communes = montant - epci
    return entiers(communes[:, None] * poids, communes, rang), epci


def mesurer(t, m, ac, e, prelevement, reversement, net, prel_epci, rev_epci, cif, dotation):
    m[:, 0], m[:, 1] = ac.sum() / 100, e / 100
    m[:, 2], m[:, 3] = prelevement.sum(1), reversement.sum(1)
    m[:, 4] = net.sum(1) / 100
    cout = ac.sum() + e + 100 * prel_epci - 100 * rev_epci
    m[:, 5], m[:, 6] = cout / 100, (cout - t.cout) / 100
    change = net - t.reference
    gagne, perd = change > t.seuil, change < -t.seuil
    m[:, 7], m[:, 9] = np.count_nonzero(gagne, 1), np.count_nonzero(perd, 1)
    m[:, 8] = t.n - m[:, 7] - m[:, 9]
    m[:, 10] = perd @ t.insee
    perte = np.where(perd, change, 0)
    m[:, 11], m[:, 12] = perte.sum(1) / 100, perte.min(1) / 100
    m[:, 13] = (perte / t.dgf).min(1) / 100
    m[:, 14], m[:, 15] = cif, dotation / 100


def inegalites(t, m, reels, prelevement, reversement, variation):
    verse = reels / 100
    verse -= prelevement
    verse += reversement
    verse += variation
    verse = verse[:, t.rangees]
    total = verse.sum(1)
    apres = t.x + verse / t.p
    m[:, 16] = t.gini_avant
    moyenne = (apres @ t.p) / t.habitants
    r = apres / moyenne[:, None]
    m[:, 18] = np.einsum("ij,ij,j->i", r, np.log(r), t.p) / t.habitants
    m[:, 20] = verse @ (2 * t.f - 1) / total - t.gini_avant
    m[:, 22] = verse @ t.moitie / total
    ordre = np.argsort(apres, 1)
    m[:, 21] = inversions(apres, ordre)
    x, p = np.take_along_axis(apres, ordre, 1), t.p[ordre]
    cumul = np.cumsum(p, 1)
    montant = p * x
    m[:, 17] = np.einsum("ij,ij->i", montant, 2 * cumul - p - t.habitants) / (t.habitants * montant.sum(1))
    bas = (cumul * 10 >= t.habitants).argmax(1)
    haut = (cumul * 10 >= 9 * t.habitants).argmax(1)
    i = np.arange(len(x))
    m[:, 19] = x[i, haut] / x[i, bas]


def inversions(x, ordre):
    """Pairs out of order in each row. Where no value is further than d places from its rank, none is further apart than 2 d."""
    n = x.shape[1]
    ecart = int(np.abs(ordre - np.arange(n)).max())
    # Communes down, scenarios across: one pass of a pair of distances runs through contiguous memory.
    x = np.ascontiguousarray(x.T)
    compte = np.zeros(x.shape, np.uint8 if n < 256 else np.uint32)
    sens = np.empty(x.shape, bool)
    for d in range(1, min(n, 2 * ecart)):
        np.greater(x[:-d], x[d:], out=sens[d:])
        compte[d:] += sens[d:].view(np.uint8)
    return compte.sum(0, dtype=np.int64)


def statistiques(t, valeurs):
    """Quantiles and probability of losing of every commune, year and flow; the AC do not move."""
    s = len(valeurs)
    # Rank of a quantile: the smallest value that at least that share of the scenarios reaches.
    rangs = [0] + [max(0, int(np.ceil(q * s)) - 1) for q in QUANTILES] + [s - 1]
    quantiles = np.empty((len(ANNEES), len(FLUX), t.n, len(rangs)))
    pertes = np.empty((len(ANNEES), t.n))
    for annee in range(len(ANNEES)):
        quantiles[annee, 0] = valeurs[0, annee, 0][:, None]
        for flux in range(1, len(FLUX)):
            colonnes = np.ascontiguousarray(valeurs[:, annee, flux].T)
            colonnes.sort(axis=1)
            quantiles[annee, flux] = colonnes[:, rangs]
        pertes[annee] = (valeurs[:, annee, 4] - t.reference < -t.seuil).mean(0)
    return quantiles, pertes


class Pacte:
    def __init__(self, d, plan, taille=256):
        self.t, self.plan, self.taille = Territoire(d), plan, taille
        s = len(plan["enveloppe"])
        self.scenarios = s
        self.valeurs = np.zeros((s, len(ANNEES), len(FLUX), self.t.n))
        self.mesures = np.zeros((s, len(ANNEES), len(MESURES)))

    def calculer(self, fils=1):
        # What no scenario moves is settled once a sweep, as the engine compiles its plan once.
        t = Territoire(self.t.d)
        tranches = [slice(i, min(self.scenarios, i + self.taille)) for i in range(0, self.scenarios, self.taille)]
        if fils == 1:
            for tranche in tranches:
                bloc(t, self.plan, tranche, self.valeurs, self.mesures)
        else:
            with ThreadPoolExecutor(fils) as pool:
                list(pool.map(lambda tranche: bloc(t, self.plan, tranche, self.valeurs, self.mesures), tranches))
        self.quantiles, self.pertes = statistiques(t, self.valeurs)
