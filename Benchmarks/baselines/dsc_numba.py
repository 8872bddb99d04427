"""DSC in numba, the strongest opponent: no sort (Newton for the tunnel, a selection for the centimes), fast mathematics,
one loop per phase, arrays of one scenario in the first cache. The bounds are left unrounded: a little less work than the
engine does, and the comparison says so."""
import numpy as np

from compilation import compiler, prange


@compiler
def lancer(poids, enveloppe, exposants, plancher, plafond, fixes, logs, population, anterieur, out):
    scenarios, criteres = poids.shape
    n = population.size
    for s in prange(scenarios):
        a = np.zeros(n)
        t = np.empty(n)
        reste = np.empty(n)
        total = enveloppe[s]
        for k in range(2, criteres):
            w = poids[s, k] * total
            for i in range(n):
                a[i] += w * fixes[k - 2, i]
        for k in range(2):
            e = exposants[s, k]
            somme = 0.0
            for i in range(n):
                t[i] = population[i] * np.exp(e * logs[k, i])
            for i in range(n):
                somme += t[i]
            w = poids[s, k] * total / somme
            for i in range(n):
                a[i] += w * t[i]
        bas = plancher[s]
        haut = plafond[s]
        v = 1.0
        sous = 0.0
        sur = 1e300
        for tour in range(60):
            f = 0.0
            g = 0.0
            for i in range(n):
                x = v * a[i]
                c = min(max(x, bas * anterieur[i]), haut * anterieur[i])
                f += c
                g += a[i] if c == x else 0.0
            ecart = total - f
            if abs(ecart) < 1e-5:
                break
            if ecart > 0:
                sous = v
            else:
                sur = v
            milieu = 0.5 * (sous + sur) if sur < 1e299 else 2 * v
            suivant = v + ecart / g if g > 0 else milieu
            v = suivant if sous < suivant < sur else milieu
        somme = 0.0
        for i in range(n):
            x = min(max(v * a[i], bas * anterieur[i]), haut * anterieur[i])
            c = np.floor(x)
            reste[i] = x - c
            out[s, i] = c
            somme += c
        manque = int(np.rint(total - somme))
        if manque > 0:
            for i in range(n):
                t[i] = reste[i]
            seuil = np.partition(t, n - manque)[n - manque]
            servis = 0
            for i in range(n):
                if reste[i] > seuil:
                    out[s, i] += 1
                    servis += 1
            for i in range(n):
                if servis < manque and reste[i] == seuil:
                    out[s, i] += 1
                    servis += 1


def arguments(d, q, out):
    return (d["poids"], d["enveloppe"], d["exposants"], d["plancher"], d["plafond"], q["fixes"], q["logs"],
            d["population"], d["anterieur"], out)
