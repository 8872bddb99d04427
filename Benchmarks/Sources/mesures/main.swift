import Glibc
import Problems

// The comparison alternates this program and its opponents in one run: each answer is sent at once.
func serve() async {
  var session = Session()
  while let line = readLine() {
    print(await session.answer(line.split(separator: " ").map(String.init)))
    fflush(nil)
  }
}

try prepare()
await serve()
