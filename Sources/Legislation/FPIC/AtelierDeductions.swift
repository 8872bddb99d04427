import LinearAlgebra

/// `DeductionFSRIF` then `Exonerations`, by the kernel that a sweep runs (`VoieFPIC`): what it leaves to each commune
/// without the exemptions, then with them, tells the two apart.
final class AtelierDeductions {
  private let scratch: LaneScratch
  private let noyaux = KernelSet.selected

  private enum Column {
    static let du = 0
    static let fsrif = 1
    static let partLaissee = 2
    static let entiere = 3
    static let apresFSRIF = 4
    static let notifie = 5
    static let count = 6
  }

  init(communes: Int) {
    scratch = LaneScratch(rows: communes, columns: Column.count)
    scratch.fill(Column.entiere, [Double](repeating: 1, count: communes))
  }

  /// Whole euros, columns of one scenario.
  /// - Parameters:
  ///   - fsrif: may be not-a-number (unknown: nothing deducted).
  ///   - deduits, exoneres, notifies: receive what is deducted for the FSRIF, exempted, and left to each commune.
  /// - Returns: what the EPCI takes over.
  func deduire(
    prelevement: Span<Double>, fsrif: Span<Double>, partLaissee: Span<Double>, deduits: inout MutableSpan<Double>,
    exoneres: inout MutableSpan<Double>, notifies: inout MutableSpan<Double>
  ) -> Double {
    scratch.set(Column.du, prelevement)
    scratch.set(Column.partLaissee, partLaissee)
    let verses = scratch.rows(Column.fsrif)
    for i in verses.indices { verses[i] = DeductionFSRIF.verse(fsrif[i]) }
    _ = deductions(Column.entiere, Column.apresFSRIF)
    let pris = deductions(Column.partLaissee, Column.notifie)
    let (apres, laisses) = (scratch.rows(Column.apresFSRIF), scratch.rows(Column.notifie))
    for i in apres.indices {
      deduits[i] = prelevement[i] - apres[i]
      exoneres[i] = apres[i] - laisses[i]
      notifies[i] = laisses[i]
    }
    return pris
  }

  private func deductions(_ part: Int, _ kept: Int) -> Double {
    noyaux.deductions(
      scratch.lanes, UnsafePointer(scratch.column(Column.du)), UnsafePointer(scratch.column(Column.fsrif)),
      UnsafePointer(scratch.column(part)), scratch.column(kept))
  }
}
