import JOSE
import Testing

@Suite("Random bytes")
struct RandomTests {
    @Test("the system's are never the same")
    func system() {
        let random = SystemRandomSource()
        #expect(random.fill(0).isEmpty)
        #expect(random.fill(32).count == 32)
        #expect(random.fill(32) != random.fill(32))
        #expect(Set(random.fill(4096)).count > 200)
    }

    @Test("seeded ones are repeated")
    func seeded() {
        let first = SeededRandomSource(seed: 42)
        let second = SeededRandomSource(seed: 42)
        #expect(first.fill(100) == second.fill(100))
        #expect(first.fill(3) == second.fill(3))
        #expect(first.uuid() == second.uuid())
        #expect(SeededRandomSource(seed: 43).fill(8) != SeededRandomSource(seed: 42).fill(8))
        // SplitMix64 of seed 0, little-endian.
        #expect(SeededRandomSource(seed: 0).fill(8) == bytes("afcd1d7b39a820e2"))
    }

    @Test("UUIDs of version 4", arguments: 0..<50)
    func uuids(_ seed: UInt64) {
        let uuid = SeededRandomSource(seed: seed).uuid()
        let parts = uuid.split(separator: "-")
        #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
        #expect(parts[2].first == "4")
        #expect("89ab".contains(parts[3].first ?? " "))
        #expect(uuid.allSatisfy { $0.isHexDigit || $0 == "-" } && uuid == uuid.lowercased())
    }
}
