import LinearAlgebra

@main
struct Pacte {
  static func main() throws {
    try OpenBLAS.prepare()
    print(OpenBLAS.description)
  }
}
