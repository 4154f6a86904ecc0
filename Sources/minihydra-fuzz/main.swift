import GoText
import HTTP

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Feeds broken and half-broken input to the HTTP codec and to the JSON parser until the time is over. A crash ends the
// process with the seed as the last line that was printed, and `--seed` plays it again.
let arguments = FuzzArguments(CommandLine.arguments.dropFirst())
let clock = ContinuousClock()
let end = clock.now + .seconds(arguments.seconds)
var seed = arguments.seed
var inputs = 0

print("seed \(seed)")
while clock.now < end {
    var generator = SplitMix64(state: seed)
    for _ in 0..<2000 {
        let request = Mutations.apply(to: Seeds.requests.randomElement(using: &generator) ?? "", using: &generator)
        _ = RequestParserFuzzing.parse(request)
        let json = Mutations.apply(to: Seeds.documents.randomElement(using: &generator) ?? "", using: &generator)
        checkRoundTrip(json)
        inputs += 2
    }
    seed &+= 1
    if inputs.isMultiple(of: 400_000) { print("seed \(seed), \(inputs) inputs") }
}
print("\(inputs) inputs, nothing broke")

/// What is read must be written so that it is read as the same value again.
@MainActor func checkRoundTrip(_ bytes: [UInt8]) {
    guard let value = try? JSONValue.decodeFirst(bytes) else { return }
    let written = value.encode()
    guard (try? JSONValue.decodeWhole(written)) != value else { return }
    print("seed \(seed): \(bytes)\nis written as \(String(decoding: written, as: UTF8.self))")
    exit(1)
}
