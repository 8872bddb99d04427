"""National FPIC in numba, the strongest opponent: no sort (rounds of the capped levy, a selection for the eligible),
divisions hoisted, fast mathematics; the ensembles, then the amounts of every commune."""
import numpy as np

from compilation import compiler, prange


@compiler
def lancer(fonds, seuil, poids_potentiel, poids_revenu, taux, w1, w2, w3, part, garantie, quote, potentiel, ecart_revenu,
           r1, r2, r3, population, ressources, fsrif, base, reste, poids_rev, poids_prel, debut, taille, reference, tolerance, net, com, pertes, mode):
    m = population.size
    for s in prange(fonds.size):
        score = np.empty(m)
        cap = np.empty(m)
        indice = np.empty(m)
        t = seuil[s]
        inverse = 1 / t
        tot = 0.0
        capacite = 0.0
        for e in range(m):
            g = (potentiel[e] - t) * inverse
            ix = poids_potentiel[s] * g + poids_revenu[s] * ecart_revenu[e]
            r = max(ix, 0.0) * population[e] if g > 0 else 0.0
            c = max(taux[s] * ressources[e] - fsrif[e], 0.0)
            score[e] = r
            cap[e] = c
            tot += r
            capacite += c if r > 0 else 0.0
            indice[e] = w1[s] * r1[e] + w2[s] * r2[e] + w3[s] * r3[e]
        v = 1e300
        if capacite > fonds[s]:
            v = fonds[s] / tot
            for tour in range(60):
                f = 0.0
                g = 0.0
                for e in range(m):
                    x = v * score[e]
                    f += min(x, cap[e])
                    g += score[e] if x < cap[e] else 0.0
                d = fonds[s] - f
                if d <= 1e-6 or g <= 0:
                    break
                v += d / g
        k = m - (int(np.rint(part[s] * 1000)) * m + 999) // 1000
        coupe = np.partition(indice, k)[k]
        gar = 0.0
        points = 0.0
        for e in range(m):
            oui = indice[e] >= coupe
            points += indice[e] * population[e] if oui else 0.0
            gar += 0.0 if oui else np.floor(garantie[s] * base[e] + 0.5)
        vp = (fonds[s] - quote[s] - gar) / points
        perdants = 0.0
        perdu = 0.0
        pire = 0.0
        for e in range(m):
            oui = indice[e] >= coupe
            rev = indice[e] * population[e] * vp if oui else np.floor(garantie[s] * base[e] + 0.5)
            prel = min(v * score[e], cap[e])
            net[s, e] = rev - prel
            a = reste[e] * rev
            b = reste[e] * prel
            if mode == 1:
                for i in range(debut[e], debut[e] + taille[e]):
                    com[s, i] = poids_rev[i] * a - poids_prel[i] * b
            elif mode == 2:
                for i in range(debut[e], debut[e] + taille[e]):
                    x = poids_rev[i] * a - poids_prel[i] * b - reference[i]
                    sous = x < -tolerance[i]
                    perdants += 1.0 if sous else 0.0
                    perdu += x if sous else 0.0
                    pire = min(pire, x)
        pertes[s, 0] = perdants
        pertes[s, 1] = perdu
        pertes[s, 2] = pire


ENSEMBLES, COMMUNES, PERTES = 0, 1, 2
COLONNES = ("fonds", "seuil", "poids_potentiel", "poids_revenu", "taux", "w1", "w2", "w3", "part", "garantie", "quote")


def arguments(d, q, net, com, pertes):
    tirages = [np.ascontiguousarray(d["tirages"][:, k]) for k in range(len(COLONNES))]
    tirages[1] = tirages[1] * q["potentiel_moyen"]
    return (*tirages, q["potentiel"], q["ecart_revenu"], q["r1"], q["r2"], q["r3"], q["population"], d["ressources"],
            q["fsrif"], d["base"], 1 - d["cif"], q["poids_rev"], q["poids_prel"], q["debut"], q["taille"], q["reference"],
            q["tolerance"], net, com, pertes)
