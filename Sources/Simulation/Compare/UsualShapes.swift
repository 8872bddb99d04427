import Language

extension Scenario {
  /// The scenario under each of the three shapes that « écart » and « insuffisance » are given, named after it; none when
  /// its DSC has no criterion of wealth. The law does not choose between them: they are shown side by side.
  var formesUsuelles: [Scenario] {
    let shapes: [(nom: String, forme: FormeCritere)] = [
      ("rapport inverse", .rapportInverse(exposant: Decimal(1))), ("écart tronqué", .ecartTronque),
      ("linéaire", .lineaire(pente: Decimal(1))),
    ]
    return shapes.compactMap { shape in
      var out = self
      var found = false
      for index in out.articles.indices {
        guard case .dotationSolidarite(var clauses) = out.articles[index].objet else { continue }
        found = clauses.repartition.prendre(shape.forme) || found
        for fraction in clauses.fractions.indices {
          found = clauses.fractions[fraction].repartition.prendre(shape.forme) || found
        }
        out.articles[index].objet = .dotationSolidarite(clauses)
      }
      out.variante = Located("\(nom), \(shape.nom)", titre.span)
      return found ? out : nil
    }
  }
}

extension [Critere] {
  /// Gives `forme` to the criteria of wealth; one of the same kind keeps its own exponent or slope.
  /// - Returns: false without any.
  fileprivate mutating func prendre(_ forme: FormeCritere) -> Bool {
    var found = false
    for index in indices where self[index].grandeur.value.estRichesse {
      found = true
      switch (self[index].forme?.value, forme) {
      case (.rapportInverse, .rapportInverse), (.lineaire, .lineaire): continue
      default: self[index].forme = Located(forme, self[index].grandeur.span)
      }
    }
    return found
  }
}
