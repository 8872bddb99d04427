"""Alternating measures and their ratios, pair by pair: the machine's speed drifts, the ratios of one round do not."""
import statistics


def alterner(candidats, tours):
    """`candidats`: name → function that returns the seconds of one run. One round runs each of them once."""
    temps = {nom: [] for nom in candidats}
    for nom, mesure in candidats.items():
        mesure()
    for tour in range(tours):
        # Each round starts elsewhere, so that nobody always follows the same neighbour.
        noms = list(candidats)
        noms = noms[tour % len(noms):] + noms[:tour % len(noms)]
        for nom in noms:
            temps[nom].append(candidats[nom]())
    return temps


def resume(valeurs):
    return dict(mediane=statistics.median(valeurs), min=min(valeurs), max=max(valeurs))


def rapports(adversaire, nous):
    return resume([a / b for a, b in zip(adversaire, nous)])
