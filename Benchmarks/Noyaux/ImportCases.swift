import Problems

func importCases() {
  measure("table-des-communes", .percent(2), prepare: Country.init) { try $0.readTable() }
  measure("dossier-national", .percent(2), prepare: Country.init) { try $0.open() }
}
