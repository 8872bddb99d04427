"""The page of results, in Markdown."""
import json

from tableau import nombre


def composer(c, machine, distances, raisons, reculs):
    sections = [entete(c, machine), c.tableau.texte(), desaccords(c), fils(c), toit(c, distances), limites(c, raisons), tailles(c), histoire(reculs),
                "## Accord des résultats\n\n```json\n" + json.dumps(c.verifications, indent=1, ensure_ascii=False) + "\n```"]
    return "\n\n".join(s for s in sections if s) + "\n"


def entete(c, machine):
    charge = ", ".join(nombre(x) for x in machine["charge"])
    # Neighbours take the second core: a clock then measures them.
    occupee = "" if machine["charge"][0] < 0.75 * machine["coeurs"] else (
        "\n\n**Machine occupée : les temps à deux fils ne disent rien du moteur, et les rapports à un fil sont des ordres de grandeur.**")
    return f"""# Dernière comparaison

Page écrite par `make bench`. {machine['processeur']}, {machine['coeurs']} cœurs, charge au départ {charge} ; numpy {machine['numpy']}, numba {machine['numba']} ; graine {c.o.graine}, {c.o.tours} tours alternés au plus{", comparaison rapide" if c.o.rapide else ""}.

Un fil : temps de processeur. Deux fils : temps d'horloge, qui ne vaut que sur une machine libre. Un rapport de 3 dit « trois fois plus vite que l'adversaire » ; il est pris tour par tour.{occupee}"""


def desaccords(c):
    return "**Désaccords :**\n\n" + "\n".join(f"- {x}" for x in c.ecarts) if c.ecarts else "Tous les résultats s'accordent."


def fils(c):
    if not c.deux_fils:
        return ""
    out = ["## Deux fils contre un", "",
           "Quand l'adversaire n'atteint pas deux, la machine ne donne pas deux cœurs entiers.", "",
           "| problème | programme | gain : médiane [quartiles] |", "|---|---|---|"]
    for probleme, programmes in c.deux_fils.items():
        for programme, r in programmes.items():
            out.append(f"| {probleme} | {programme} | {nombre(r['mediane'])} [{nombre(r['q1'])} – {nombre(r['q3'])}] |")
    return "\n".join(out)


def toit(c, distances):
    m = c.mesures
    if "produit_GFLOPs" not in m:
        return ""
    out = ["## Ce que donne la machine", ""]
    for nom, titre in (("ecriture_GBs", "écriture hors des caches"), ("lecture_GBs", "lecture")):
        out += [f"- {titre}, {n} fil{'s' if n > 1 else ''} : {nombre(r['mediane'])} Go/s, au mieux {nombre(r['max'])}" for n, r in m[nom].items()]
    out.append(f"- lecture des caches (1,1 Mo), un fil : {nombre(m['caches_GBs']['mediane'])} Go/s, au mieux {nombre(m['caches_GBs']['max'])}")
    for nom, qui in (("produit_GFLOPs", "OpenBLAS du système"), ("produit_numpy_GFLOPs", "numpy")):
        out.append(f"- produit de matrices d'ordre 1 500, un fil, {qui} : {nombre(m[nom]['mediane'])} GFLOP/s, au mieux {nombre(m[nom]['max'])}")
    out += ["", "Part de la ressource qui limite, un fil : plancher ÷ temps médian du meilleur niveau. Les opérations et les octets "
            "sont comptés sur le code (`baselines/machine.py`) ; le plancher du calcul est celui du meilleur produit de matrices.", "",
            "| problème | programme | temps | plancher calcul | écriture | lecture | limite | part |", "|---|---|---|---|---|---|---|---|"]
    for d in distances:
        q = d["planchers"]
        out.append(f"| {d['probleme']} | {d['programme']} | {nombre(d['us'])} µs | {nombre(q['calcul'])} | {nombre(q['écriture'])} | "
                   f"{nombre(q['lecture'])} | {d['limite']} | {nombre(100 * d['part'])} % |")
    return "\n".join(out)


def limites(c, raisons):
    mesures = [x["probleme"] for x in c.tableau.lignes]
    out = [f"- **{p}** : {r}" for p, r in raisons.items() if any(x.startswith(p) for x in mesures)]
    return "\n".join(["## Ce qui limite chaque calcul", ""] + out) if out else ""


def tailles(c):
    out = []
    if c.mesures.get("tailles"):
        out += ["## Tailles", "", "DSC L4, un fil, noyau choisi :", "",
                "| communes | scénarios | µs par scénario | ns par commune | rapport à numba |", "|---|---|---|---|---|"]
        out += [f"| {t['communes']} | {t['scenarios']} | {nombre(t['us']['mediane'])} [{nombre(t['us']['q1'])} – {nombre(t['us']['q3'])}] | "
                f"{nombre(t['ns_par_commune'])} | {nombre(t['rapport']['mediane'])} |" for t in c.mesures["tailles"]]
    if c.mesures.get("tailles_pacte"):
        out += ["", "Pacte complet, six ans :", "",
                "| communes | scénarios | fils | µs par scénario | ns par commune |", "|---|---|---|---|---|"]
        out += [f"| {t['communes']} | {t['scenarios']} | {t['fils']} | {nombre(t['us']['mediane'])} [{nombre(t['us']['q1'])} – {nombre(t['us']['q3'])}] | "
                f"{nombre(t['ns_par_commune'])} |" for t in c.mesures["tailles_pacte"]]
    return "\n".join(out)


def histoire(reculs):
    if not reculs:
        return "Aucun recul par rapport aux comparaisons passées de la même machine."
    return "**Reculs :**\n\n" + "\n".join(
        f"- {r['probleme']}, {r['programme']} contre {r['adversaire']} : rapport de {nombre(r['maintenant'])}, après {nombre(r['avant'])} sur {r['sur']} comparaisons"
        for r in reculs)
