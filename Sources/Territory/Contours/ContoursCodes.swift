import Diagnostics

extension TerritoryCodes {
  /// What the outlines of the communes can be told.
  static let contours: [CodeEntry] = [
    CodeEntry(
      "T0280", "JSON illisible",
      """
      Un GeoJSON est un texte JSON : une accolade, un guillemet ou une virgule y manque, ou le fichier est tronqué. Rien \
      n'en est lu.
      """),
    CodeEntry(
      "T0281", "Pas une collection de contours",
      """
      Les contours des communes sont attendus en GeoJSON, dans une « FeatureCollection ». Le TopoJSON, qui lui ressemble, \
      code les frontières autrement et n'est pas lu.
      """),
    CodeEntry(
      "T0282", "Coordonnées qui ne sont pas des degrés",
      """
      Un GeoJSON écrit la longitude puis la latitude, en degrés (RFC 7946). Des mètres (Lambert 93), un autre système ou \
      des degrés intervertis donneraient une carte fausse.
      """),
    CodeEntry(
      "T0283", "Contours sans code de commune",
      """
      Chaque contour dit sa commune par son code INSEE, dans une propriété dont le nom est l'un de ceux d'usage : code, \
      insee, INSEE_COM, codgeo, com_code.
      """),
    CodeEntry(
      "T0284", "Contour impossible",
      """
      Une commune est une surface : un polygone d'au moins trois sommets, ou plusieurs. Un point, une ligne ou un contour \
      de deux sommets ne se colorie pas.
      """),
    CodeEntry(
      "T0285", "Contour réparé",
      """
      Un contour laissé ouvert est refermé, un contour sans surface est écarté, deux contours d'une même commune sont \
      réunis : la carte se dessine, et ce qui a été fait est dit.
      """),
    CodeEntry(
      "T0286", "Communes sans contour",
      """
      La carte ne montre que les communes qui ont un contour ; les tables du rapport les ont toutes. Une commune nouvelle \
      manque aux contours d'une année antérieure.
      """),
    CodeEntry(
      "T0287", "Contours d'autres communes",
      """
      Le fichier contours.geojson d'un territoire ne devrait avoir que ses communes ; les autres contours sont passés.
      """),
    CodeEntry(
      "T0288", "Contours dans un dossier national",
      """
      Les cartes sont celles d'un EPCI : ses contours s'ajoutent quand il est tiré du dossier national.
      """),
  ]
}
