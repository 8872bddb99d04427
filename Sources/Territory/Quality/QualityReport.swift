import Diagnostics

/// What an import is worth before anything is simulated: completeness, identities, outliers.
public struct QualityReport: Sendable {
  let completude: [(colonne: String, manquantes: Int)]
  let identites: [QualityIdentity]
  let atypiques: [QualityOutlier]

  /// - Returns: `nil` for a territory that was not imported.
  public init?(_ territory: ImportedTerritory) {
    guard let published = territory.identites else { return nil }
    completude = territory.columns.map { ($0.nom, $0.values.count { $0.isNaN }) }
    identites = published + TerritoryIdentities(territory).all
    atypiques = QualityOutliers.find(territory)
  }

  /// What is said at once; the rest is in `qualite.md`.
  public var diagnostics: [Diagnostic] {
    let broken = identites.filter { $0.tenue < $0.total && !$0.estDite }
    var found = broken.map { identity in
      Diagnostic(
        "T0270", .remarque,
        "\(identity.libelle) : \(identity.total - identity.tenue) exception\(identity.total - identity.tenue > 1 ? "s" : "") sur \(Typography.number(Double(identity.total))), dont \(identity.exemples.joined(separator: ", "))",
        repair: "le détail est dans qualite.md")
    }
    if let first = atypiques.first {
      let count = atypiques.count
      found.append(
        Diagnostic(
          "T0271", .remarque,
          "\(Typography.number(Double(count))) valeur\(count > 1 ? "s" : "") atypique\(count > 1 ? "s" : ""), dont \(first.commune) : \(first.grandeur) de \(Typography.shortest(first.valeur, maximum: 2)), \(first.motif)",
          repair: "le détail est dans qualite.md"))
    }
    return found
  }

  /// The furthest of each figure, whose order is that of its furthest one.
  private var outliers: [String] {
    var lines = [
      "Ces valeurs sont loin de celles des communes de même taille (boîte à moustaches ajustée à l'asymétrie, Hubert et "
        + "Vandervieren, 2008, à trois écarts interquartiles). Elles peuvent être justes.", "",
      "| commune | grandeur | valeur | pourquoi |", "|---|---|---:|---|",
    ]
    var seen: Set<String> = []
    var more: [String] = []
    for figure in atypiques.map(\.grandeur) where seen.insert(figure).inserted {
      let list = atypiques.filter { $0.grandeur == figure }
      lines += list.prefix(Self.shown).map {
        "| \($0.commune) | \($0.grandeur) | \(Typography.shortest($0.valeur, maximum: 2)) | \($0.motif) |"
      }
      if list.count > Self.shown {
        more.append("\(figure), \(Typography.number(Double(list.count - Self.shown)))")
      }
    }
    return more.isEmpty ? lines : lines + ["", "Autres, moins éloignées : \(more.joined(separator: " ; "))."]
  }

  /// Outliers written of each figure: a page that nobody reads warns nobody.
  private static let shown = 5

  func text(_ territory: ImportedTerritory) -> String {
    let count = territory.communes.count
    var lines = [
      "# Qualité de l'import : \(territory.nom)", "",
      "\(Typography.number(Double(count))) communes, données de \(territory.annee). Rien n'a encore été simulé.", "",
      "## Complétude", "", "| colonne | valeurs | absentes |", "|---|---:|---:|",
    ]
    for column in completude {
      lines.append(
        "| \(column.colonne) | \(Typography.number(Double(count - column.manquantes))) | \(Typography.number(Double(column.manquantes))) (\(Typography.percent(Double(column.manquantes) / Double(max(1, count)), decimals: 1))) |"
      )
    }
    lines += ["", "## Identités", ""]
    if identites.isEmpty {
      lines.append("Les fichiers ne donnent de quoi vérifier aucune identité.")
    } else {
      lines += ["| identité | tenue | exceptions |", "|---|---:|---|"]
    }
    for identity in identites {
      let held = "\(Typography.number(Double(identity.tenue))) sur \(Typography.number(Double(identity.total)))"
      lines.append(
        "| \(identity.libelle) | \(held) | \(identity.exemples.isEmpty ? "aucune" : identity.exemples.joined(separator: ", ")) |"
      )
    }
    lines += ["", "## Valeurs atypiques", ""]
    if atypiques.isEmpty {
      lines.append("Aucune valeur par habitant n'est loin de celles des communes de même taille.")
    } else {
      lines += outliers
    }
    return Typography.apply(lines.joined(separator: "\n")) + "\n"
  }
}
