import Testing

@testable import Territory

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "vecteurs de la norme FIPS 180-4",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(text: String, expected: String) {
    #expect(SHA256.hexadecimal(Array(text.utf8)) == expected)
  }

  @Test("un million de « a »")
  func million() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(SHA256.hexadecimal(bytes) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("par morceaux, l'empreinte est la même")
  func pieces() {
    for count in [0, 1, 63, 64, 65, 200, 256] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      var rest = bytes[...]
      let found = SHA256.hexadecimal(pieces: {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(128) }
        return Array(rest.prefix(128))
      })
      #expect(found == SHA256.hexadecimal(bytes), "\(count)")
    }
  }
}
