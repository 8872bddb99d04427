"""Alternating measures and their ratios, round by round: the machine's speed drifts, the ratios of one round do not."""
import statistics
import time


def alterner(candidats, tours, budget, dire=lambda texte: None):
    """`candidats`: name → function that returns the seconds of one run. One round runs each of them once.

    Stops after `tours` rounds, or once `budget` seconds are spent and three rounds are done. A candidate that fails is
    left out: its reason takes the place of its times.
    """
    temps, pannes = {nom: [] for nom in candidats}, {}

    def mesurer(nom, garder=True):
        try:
            duree = candidats[nom]()
            if garder:
                temps[nom].append(duree)
        except Exception as raison:  # whatever an opponent may raise: the others go on
            pannes[nom] = f"{type(raison).__name__} : {raison}"
            temps.pop(nom, None)

    debut = time.monotonic()
    for nom in candidats:
        mesurer(nom, garder=False)
    for tour in range(tours):
        if tour >= 3 and time.monotonic() - debut > budget:
            break
        # Each round starts elsewhere, so that nobody always follows the same neighbour.
        noms = [nom for nom in candidats if nom not in pannes]
        depart = tour % max(1, len(noms))
        for nom in noms[depart:] + noms[:depart]:
            mesurer(nom)
        dire(f"tour {tour + 1} sur {tours}")
    return temps, pannes


def resume(valeurs):
    """Median, quartiles and extremes: a busy neighbour only ever lengthens a time."""
    v = sorted(valeurs)
    quartile = lambda q: v[min(len(v) - 1, max(0, round(q * (len(v) - 1))))]
    return dict(mediane=statistics.median(v), q1=quartile(0.25), q3=quartile(0.75), min=v[0], max=v[-1], tours=len(v))


def rapports(adversaire, nous):
    """How many times faster than the opponent: ratios of each round, and the ratio of the best times."""
    out = resume([a / b for a, b in zip(adversaire, nous)])
    out["meilleurs"] = min(adversaire) / min(nous)
    return out
