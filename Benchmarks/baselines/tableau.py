"""Lines of the comparison: one a problem, a program and a number of threads."""
from series import rapports, resume


class Tableau:
    def __init__(self):
        self.lignes = []
        self.pannes = []
        self.absences = []

    def ajouter(self, probleme, unite, temps, par, pannes, adversaires, cibles={}):
        """`temps`: (program, threads) → seconds of each round, for `par` scenarios, files…

        `par`: how many in one run, by program where they differ. `adversaires`: program → those that it is compared
        with; the others are references. `cibles`: program → the ratio to reach against the first of them.
        """
        for (programme, fils), valeurs in temps.items():
            diviseur = par[programme] if isinstance(par, dict) else par
            ligne = dict(probleme=probleme, unite=unite, programme=programme, fils=fils,
                         temps={k: v if k == "tours" else v * 1e6 / diviseur for k, v in resume(valeurs).items()})
            autres = [a for a in adversaires.get(programme, []) if (a, fils) in temps]
            if not autres:
                self.lignes.append(ligne)
            for contre in autres:
                echelle = diviseur / (par[contre] if isinstance(par, dict) else par)
                rapport = rapports([t * echelle for t in temps[(contre, fils)]], valeurs)
                but = cibles.get(programme, "") if contre == autres[0] else ""
                self.lignes.append(ligne | dict(adversaire=contre, rapport=rapport, cible=but))
        for (programme, fils), raison in pannes.items():
            self.pannes.append(dict(probleme=probleme, programme=programme, fils=fils, raison=raison))

    def panne(self, probleme, raison):
        self.pannes.append(dict(probleme=probleme, programme="", fils=0, raison=raison))

    def absence(self, probleme, raison):
        """What this machine cannot measure, and why: no failure."""
        self.absences.append(dict(probleme=probleme, raison=raison))

    def texte(self):
        out = ["| problème | programme | fils | temps : médiane [quartiles] | contre | rapport : médiane [quartiles] | des meilleurs temps | but |",
               "|---|---|---|---|---|---|---|---|"]
        for x in self.lignes:
            u, r = x["temps"], x.get("rapport")
            temps = f"{nombre(u['mediane'])} [{nombre(u['q1'])} – {nombre(u['q3'])}] {x['unite']}"
            if r:
                suite = (f"{x['adversaire']} | **{nombre(r['mediane'])}** [{nombre(r['q1'])} – {nombre(r['q3'])}] | "
                         f"{nombre(r['meilleurs'])} | {x.get('cible', '')}")
            else:
                suite = " |  |  | "
            out.append(f"| {x['probleme']} | {x['programme']} | {x['fils']} | {temps} | {suite} |")
        for x in self.pannes:
            out.append(f"| {x['probleme']} | {x['programme']} | {x['fils'] or ''} | **échec** : {x['raison']} |  |  |  |  |")
        for x in self.absences:
            out.append(f"| {x['probleme']} |  |  | non mesuré : {x['raison']} |  |  |  |  |")
        return "\n".join(out)


def nombre(x):
    """Three significant digits, with a decimal comma."""
    if x != x:
        return "–"
    texte = f"{x:.3g}" if abs(x) < 1000 else f"{x:,.0f}".replace(",", "\u202f")
    return texte.replace(".", ",")
